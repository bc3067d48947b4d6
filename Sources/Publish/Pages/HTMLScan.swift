/// The anchors and links of a written page, read from its bytes as a browser cuts them (HTML standard, 13.2.5), apart
/// from the code that made the page.
///
/// One pass, no recursion. Comments and the text of `script`, `style`, `title` and `textarea` hold no tags.
struct HTMLScan {
  /// A reference to another file.
  struct Link: Hashable {
    /// The address as it is written, character references resolved.
    var address: String
    /// Where it stands: offset of the tag in bytes.
    var offset: Int
  }

  /// The values of `id`, in the order of the page, and of `name` on `a`.
  private(set) var anchors: [(name: String, offset: Int)] = []
  /// The values of `href`, `src`, `action`, `data`, `poster`, and the address of a refresh.
  private(set) var links: [Link] = []
  /// Whether the page ended within a tag or a comment.
  private(set) var isBrokenOff = false

  private let bytes: [UInt8]
  private var position = 0
  /// Where lines begin.
  private let lineStarts: [Int]

  /// The attributes that count here; others are passed over, so that no tag's list grows.
  private static let kept: Set<String> = [
    "id", "name", "href", "src", "action", "data", "poster", "content", "http-equiv",
  ]

  /// What `bytes` hold.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0a { starts.append(index + 1) }
    lineStarts = starts
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      markup(at: start)
    }
  }

  /// The line of `offset`, from 1, and the column in bytes, from 1.
  func place(of offset: Int) -> (line: Int, column: Int) {
    // The last line that begins at or before it.
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - lineStarts[low] + 1)
  }

  private mutating func markup(at start: Int) {
    guard let first = peek else { return }
    if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
      if bytes[position...].starts(with: "!--".utf8) {
        position += 3
        skip(past: "-->")
      } else {
        skip(past: ">")
      }
    } else if first == UInt8(ascii: "/") {
      skip(past: ">")
    } else if Self.isLetter(first) {
      tag(at: start)
    }
  }

  private mutating func tag(at start: Int) {
    let name = word { !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    var attributes: [(name: String, value: String)] = []
    while true {
      while let byte = peek, Self.isSpace(byte) || byte == UInt8(ascii: "/") { position += 1 }
      guard let byte = peek else {
        isBrokenOff = true
        return
      }
      if byte == UInt8(ascii: ">") {
        position += 1
        break
      }
      let attribute = word {
        !Self.isSpace($0) && ![UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "=")].contains($0)
      }
      if attribute.isEmpty {
        // A stray `=`: part of a name to a browser, and of none that matters here.
        position += 1
        continue
      }
      let value = attributeValue()
      // Of two attributes of one name the first counts.
      if Self.kept.contains(attribute), !attributes.contains(where: { $0.name == attribute }) {
        attributes.append((attribute, value))
      }
    }
    keep(name, attributes, start)
    if ["script", "style", "title", "textarea"].contains(name) { skipText(of: name) }
  }

  private mutating func attributeValue() -> String {
    let before = position
    while let byte = peek, Self.isSpace(byte) { position += 1 }
    guard peek == UInt8(ascii: "=") else {
      position = before
      return ""
    }
    position += 1
    while let byte = peek, Self.isSpace(byte) { position += 1 }
    guard let quote = peek else { return "" }
    let start: Int
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      position += 1
      start = position
      let end = bytes[position...].firstIndex(of: quote) ?? bytes.count
      position = min(end + 1, bytes.count)
      return CharacterReferences.resolved(bytes[start..<end])
    }
    start = position
    while let byte = peek, !Self.isSpace(byte), byte != UInt8(ascii: ">") { position += 1 }
    return CharacterReferences.resolved(bytes[start..<position])
  }

  private mutating func keep(_ tag: String, _ attributes: [(name: String, value: String)], _ offset: Int) {
    for (name, value) in attributes {
      switch name {
      case "id": anchors.append((value, offset))
      case "name" where tag == "a": anchors.append((value, offset))
      case "href", "src", "action", "data", "poster": links.append(Link(address: value, offset: offset))
      case "content"
      where tag == "meta" && attributes.contains { $0.name == "http-equiv" && $0.value.lowercased() == "refresh" }:
        if let address = Self.refreshAddress(value) { links.append(Link(address: address, offset: offset)) }
      default: break
      }
    }
  }

  /// The address in `0; url=/kfuncs/`.
  private static func refreshAddress(_ value: String) -> String? {
    guard let mark = value.lowercased().utf8.split(separator: UInt8(ascii: ";"), maxSplits: 1).dropFirst().first else {
      return nil
    }
    let rest = value.utf8.suffix(mark.count).drop { $0 == 0x20 }
    guard rest.count > 4, String(decoding: rest.prefix(4), as: UTF8.self).lowercased() == "url=" else { return nil }
    return String(decoding: rest.dropFirst(4), as: UTF8.self)
  }

  private mutating func skipText(of name: String) {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      guard peek == UInt8(ascii: "/") else { continue }
      let end = bytes[(position + 1)...].prefix(name.utf8.count)
      if end.map({ Self.isLetter($0) ? $0 | 0x20 : $0 }).elementsEqual(name.utf8) { return skip(past: ">") }
    }
    position = bytes.count
    isBrokenOff = true
  }

  private mutating func skip(past mark: StaticString) {
    let length = mark.utf8CodeUnitCount
    let first = mark.utf8Start[0]
    while let start = bytes[position...].firstIndex(of: first) {
      position = start + 1
      let found = UnsafeBufferPointer(start: mark.utf8Start, count: length)
      if bytes[start...].starts(with: found) {
        position = start + length
        return
      }
    }
    position = bytes.count
    isBrokenOff = true
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek, isPart(byte) { position += 1 }
    return String(decoding: bytes[start..<position].map { Self.isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0d || byte == 0x0c
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
}
