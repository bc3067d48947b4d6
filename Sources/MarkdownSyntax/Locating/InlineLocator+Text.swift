extension InlineLocator {
  /// The end of `literal` if the source at `start`, escapes and entities resolved, is that text.
  func match(_ literal: Range<Int>, at start: Int) -> Int? {
    let plain = plainCount(literal, at: start)
    return match(literal.lowerBound + plain..<literal.upperBound, at: start + plain) { _, _ in }
  }

  /// How many bytes of `literal` stand at `start` before the first that differs or may begin an escape or entity: mostly all.
  private func plainCount(_ literal: Range<Int>, at start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      let most = min(literal.count, content.upperBound - start)
      var count = 0
      while count < most {
        let byte = bytes[start + count]
        if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "&") { break }
        if byte != bytes[literal.lowerBound + count] { break }
        count += 1
      }
      return count
    }
  }

  /// Where each byte of `literal` is written if the source at `start` is that text, and where it ends: one offset more than
  /// it has bytes. What an entity stands for ends where the entity does, but for its first byte.
  func places(of literal: Range<Int>, at start: Int) -> [Int]? {
    var places: [Int] = []
    places.reserveCapacity(literal.count + 1)
    let end = match(literal, at: start) { inside, source in
      while places.count <= inside { places.append(source) }
    }
    guard let end else { return nil }
    while places.count <= literal.count { places.append(end) }
    return places
  }

  /// `visit` is told of every byte of the text that something in the source begins with.
  @inline(__always)
  private func match(
    _ literal: Range<Int>, at start: Int, visit: (_ inside: Int, _ source: Int) -> Void
  ) -> Int? {
    var at = start
    var index = literal.lowerBound
    while index < literal.upperBound {
      visit(index - literal.lowerBound, at)
      guard at < content.upperBound else { return nil }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\\"), at + 1 < content.upperBound, Self.isPunctuation(bytes[at + 1]) {
        guard bytes[at + 1] == bytes[index] else { return nil }
        at += 2
        index += 1
      } else if byte == UInt8(ascii: "&"), let (text, length) = entity(at: at),
        index + text.count <= literal.upperBound, bytes[index..<index + text.count] == text[...]
      {
        at += length
        index += text.count
      } else if byte == bytes[index] {
        at += 1
        index += 1
      } else {
        return nil
      }
    }
    return at
  }

  /// The entity at `start` and the bytes that it takes.
  private func entity(at start: Int) -> (text: [UInt8], length: Int)? {
    var end = start + 1
    // The longest name of HTML 5 has 31 characters.
    let limit = min(content.upperBound, start + 34)
    while end < limit, bytes[end] != UInt8(ascii: ";") {
      guard Self.isNameByte(bytes[end]) || bytes[end] == UInt8(ascii: "#") else { return nil }
      end += 1
    }
    guard end < limit, end > start + 1 else { return nil }
    let name = bytes[start...end]
    let length = end + 1 - start
    if name.elementsEqual("&amp;".utf8) { return ([UInt8(ascii: "&")], length) }
    if name.elementsEqual("&lt;".utf8) { return ([UInt8(ascii: "<")], length) }
    if name.elementsEqual("&gt;".utf8) { return ([UInt8(ascii: ">")], length) }
    if name.elementsEqual("&quot;".utf8) { return ([UInt8(ascii: "\"")], length) }
    return CMarkParser.entity(name).map { ($0, length) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// ASCII punctuation, which a backslash escapes (CommonMark 2.4).
  static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e: true
    default: false
    }
  }

  /// The end of a link whose text ends at `end`, where its `]` stands; nil if there is no link's tail.
  func linkEnd(_ end: Int) -> Int? {
    guard has("]", at: end) else { return nil }
    let at = end + 1
    if has("(", at: at) { return inlineTailEnd(at + 1) ?? at }
    if has("[", at: at) { return closing(at + 1, UInt8(ascii: "]")).map { $0 + 1 } ?? at }
    return at
  }

  private func skipBlanks(_ start: Int) -> Int {
    var at = start
    while at < content.upperBound, Bytes.isBlankOrEnd(bytes[at]) { at += 1 }
    return at
  }

  /// The offset of the first unescaped `byte` from `start` on.
  private func closing(_ start: Int, _ byte: UInt8) -> Int? {
    var at = start
    while at < content.upperBound {
      if bytes[at] == byte { return at }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The end of `(destination "title")`, from behind its parenthesis.
  private func inlineTailEnd(_ start: Int) -> Int? {
    var at = skipBlanks(start)
    if has("<", at: at) {
      guard let end = closing(at, UInt8(ascii: ">")) else { return nil }
      at = end + 1
    } else {
      var depth = 0
      while at < content.upperBound, bytes[at] > 0x20 {
        if bytes[at] == UInt8(ascii: "\\"), at + 1 < content.upperBound, Self.isPunctuation(bytes[at + 1]) {
          at += 2
          continue
        }
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") {
          if depth == 0 { break }
          depth -= 1
        }
        at += 1
      }
    }
    at = skipBlanks(at)
    for (open, close) in [("\"", "\""), ("'", "'"), ("(", ")")] where at < content.upperBound {
      guard let open = open.utf8.first, let close = close.utf8.first, bytes[at] == open else { continue }
      guard let end = closing(at + 1, close) else { return nil }
      at = skipBlanks(end + 1)
      break
    }
    return has(")", at: at) ? at + 1 : nil
  }
}
