/// A line of prose as Markdown that shows the same characters, whatever they mean there.
///
/// Escaped is only what CommonMark or GitHub's extensions would act on. Indentation is written as no-break spaces:
/// plain ones would vanish, or make a code block of a paragraph. Every rule names the construct that it prevents.
enum MarkdownLine {
  private static let noBreakSpace: [UInt8] = [0xc2, 0xa0]

  /// `line`, of ``BodyBlock/Kind/prose``, as Markdown.
  static func encoded(_ line: String) -> [UInt8] {
    let bytes = Array(line.utf8)
    let indentation = bytes.prefix { $0 == 0x20 }.count
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for _ in 0..<indentation { result += noBreakSpace }
    var index = indentation
    if indentation == 0, let escape = escapeOfLineStart(bytes) {
      result += bytes[..<escape]
      result.append(0x5c)
      result.append(bytes[escape])
      index = escape + 1
    }
    while index < bytes.count {
      if let link = Link.at(index, in: bytes) {
        result += link.markdown
        index = link.end
        continue
      }
      if bytes[index] == 0x5f {
        index = appendUnderscores(from: index, of: bytes, to: &result)
        continue
      }
      if isActive(index, in: bytes) { result.append(0x5c) }
      result.append(bytes[index])
      index += 1
    }
    return result
  }

  /// The byte to escape so that a line without indentation opens no block, or nil.
  private static func escapeOfLineStart(_ bytes: [UInt8]) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x3e: return 0  // block quote
    case 0x23:  // heading
      let after = bytes.drop { $0 == 0x23 }
      return bytes.count - after.count <= 6 && startsWithBlank(after) ? 0 : nil
    case 0x2b, 0x2d:  // list; a line of `-` is a rule, a heading's underline or a table's
      return startsWithBlank(bytes.dropFirst()) || isOnly(bytes, "-|: \t") ? 0 : nil
    case 0x3d: return isOnly(bytes, "= \t") ? 0 : nil  // a heading's underline
    case 0x3a, 0x7c: return isOnly(bytes, "-|: \t") ? 0 : nil  // a table's underline
    case 0x30...0x39:  // ordered list
      let digits = bytes.prefix(while: isDigit).count
      guard digits <= 9, digits < bytes.count, bytes[digits] == 0x2e || bytes[digits] == 0x29 else { return nil }
      return startsWithBlank(bytes[(digits + 1)...]) ? digits : nil
    default: return nil
    }
  }

  private static func startsWithBlank(_ rest: ArraySlice<UInt8>) -> Bool { rest.first.map(isBlankByte) ?? true }

  private static func isOnly(_ bytes: [UInt8], _ set: String) -> Bool {
    let allowed = Array(set.utf8)
    return bytes.allSatisfy(allowed.contains)
  }

  /// Whether the byte at `index` would act inside a paragraph.
  private static func isActive(_ index: Int, in bytes: [UInt8]) -> Bool {
    let before = index > 0 ? bytes[index - 1] : nil
    let after = index + 1 < bytes.count ? bytes[index + 1] : nil
    switch bytes[index] {
    case 0x5c:  // an escape or, at the end, a hard break; before `h` a link may begin, written in brackets
      guard let after else { return true }
      return isPunctuation(after) || (after | 0x20) == 0x68
    case 0x60, 0x5b, 0x7e: return true  // code, links and footnotes, strikethrough
    case 0x2a: return index == 0 || !(isSpaceOrNil(before) && isSpaceOrNil(after))  // emphasis or a list
    case 0x3c:  // HTML and links in brackets
      guard let after else { return false }
      return isLetter(after) || after == 0x2f || after == 0x21 || after == 0x3f
    case 0x26: return startsEntity(bytes[index...])
    case 0x2e:  // `www.` makes a link, which would swallow escapes after it
      return index >= 3 && bytes[(index - 3)..<index].allSatisfy { ($0 | 0x20) == 0x77 }
    case 0x3a:  // `ftp://` and its kind make links
      return bytes[index...].starts(with: "://".utf8) && (before.map(isLetter) ?? false)
    default: return false
    }
  }

  private static func isSpaceOrNil(_ byte: UInt8?) -> Bool { byte.map(isBlankByte) ?? true }

  /// Adds the run of `_` at `start`, escaped unless it stands between letters or digits of ASCII, where it opens and
  /// closes nothing; returns its end.
  private static func appendUnderscores(from start: Int, of bytes: [UInt8], to result: inout [UInt8]) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == 0x5f { end += 1 }
    let isInsideWord =
      start > 0 && end < bytes.count && isAlphanumeric(bytes[start - 1]) && isAlphanumeric(bytes[end])
    for _ in start..<end { result += isInsideWord ? [0x5f] : [0x5c, 0x5f] }
    return end
  }

  /// Whether `&name;` or `&#1;` begins here.
  static func startsEntity(_ rest: ArraySlice<UInt8>) -> Bool {
    let inner = rest.dropFirst().prefix(40)
    guard let end = inner.firstIndex(of: 0x3b), end > inner.startIndex else { return false }
    return inner[..<end].allSatisfy { isAlphanumeric($0) || $0 == 0x23 }
  }

  /// A web address in the text.
  private struct Link {
    var markdown: [UInt8]
    var end: Int

    /// The link that begins at `index`: bare where nothing in it acts, else in angle brackets, inside which only
    /// entities do.
    static func at(_ index: Int, in bytes: [UInt8]) -> Link? {
      guard bytes[index] | 0x20 == 0x68, index == 0 || !isAlphanumeric(bytes[index - 1]) else { return nil }
      let rest = bytes[index...]
      let scheme: Int
      if rest.starts(with: "https://".utf8) {
        scheme = 8
      } else if rest.starts(with: "http://".utf8) {
        scheme = 7
      } else {
        return nil
      }
      var end = rest[(index + scheme)...].firstIndex { $0 <= 0x20 || $0 == 0x3c || $0 == 0x3e } ?? bytes.count
      while end > index + scheme, isTrailing(bytes[end - 1], bytes[index..<end]) { end -= 1 }
      guard end > index + scheme else { return nil }
      let address = bytes[index..<end]
      if endsClearly(bytes[end...]),
        address.allSatisfy({ isAlphanumeric($0) || [0x2f, 0x3a, 0x2e, 0x25, 0x3d, 0x2d].contains($0) })
      {
        return Link(markdown: Array(address), end: end)
      }
      var markdown: [UInt8] = [0x3c]
      for position in address.indices {
        markdown.append(address[position])
        if address[position] == 0x26, startsEntity(address[position...]) { markdown += Array("amp;".utf8) }
      }
      markdown.append(0x3e)
      return Link(markdown: markdown, end: end)
    }

    /// Whether no extension would read on past the address: white space follows, or a full stop or comma and then it.
    private static func endsClearly(_ rest: ArraySlice<UInt8>) -> Bool {
      let after = rest.first == 0x2e || rest.first == 0x2c ? rest.dropFirst() : rest
      return after.first.map(isBlankByte) ?? true
    }

    /// Whether the last byte of an address belongs to the sentence around it.
    private static func isTrailing(_ byte: UInt8, _ address: ArraySlice<UInt8>) -> Bool {
      switch byte {
      case 0x3f, 0x21, 0x2e, 0x2c, 0x3a, 0x2a, 0x5f, 0x7e, 0x27, 0x22, 0x3b, 0x5c, 0x60: true
      case 0x29: isUnbalanced(address, 0x28, 0x29)
      case 0x5d: isUnbalanced(address, 0x5b, 0x5d)
      default: false
      }
    }

    /// Whether `address` closes more brackets than it opens; addresses longer than any real one are left as they are.
    private static func isUnbalanced(_ address: ArraySlice<UInt8>, _ open: UInt8, _ close: UInt8) -> Bool {
      guard address.count <= 2_000 else { return false }
      return address.reduce(0) { $1 == open ? $0 - 1 : $1 == close ? $0 + 1 : $0 } > 0
    }
  }
}
