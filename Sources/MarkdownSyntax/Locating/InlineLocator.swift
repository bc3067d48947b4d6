/// Finds inlines again in the text that they were parsed from.
///
/// A cursor moves through the text in document order. The library's claim is tried first, then the cursor itself,
/// then a short way forward; what is returned was compared byte for byte, escapes and entities resolved. Offsets are
/// indices into `RawTree.bytes`.
struct InlineLocator {
  let bytes: [UInt8]
  let content: Range<Int>
  /// How columns that the library claims relate to `content`; nil where its claims are known to be wrong (cells).
  let claims: Claims?
  var cursor: Int

  struct Claims {
    /// Line and column that the library gives to the first byte of the text.
    let line: Int32
    let column: Int32
    /// Where each line of the text begins.
    let lineStarts: [Int]
  }

  /// How far behind the cursor a text is looked for: markup between two leaves is short, destinations are skipped.
  private static let reach = 256

  init(bytes: [UInt8], content: Range<Int>, claims: Claims?) {
    self.bytes = bytes
    self.content = content
    self.claims = claims
    cursor = content.lowerBound
  }

  private func claimed(_ node: RawTree.Node) -> Int? {
    guard let claims, node.startLine >= claims.line else { return nil }
    let line = Int(node.startLine - claims.line)
    guard line < claims.lineStarts.count else { return nil }
    let offset = claims.lineStarts[line] + Int(node.startColumn - claims.column)
    return offset >= cursor && offset < content.upperBound ? offset : nil
  }

  /// The source of a text node; the cursor moves behind it.
  mutating func text(_ node: RawTree.Node) -> Range<Int>? {
    if let start = claimed(node) {
      if let end = match(node.literal, at: start) { return take(start..<end) }
      if let end = address(node.literal, at: start) { return take(start..<end) }
    }
    var start = cursor
    let limit = min(content.upperBound, cursor + Self.reach)
    while start < limit {
      if let end = address(node.literal, at: start) { return take(start..<end) }
      if let end = match(node.literal, at: start) { return take(start..<end) }
      start += 1
    }
    return nil
  }

  /// The end of `literal` as an address in angle brackets, in which a backslash is only a backslash.
  private func address(_ literal: Range<Int>, at start: Int) -> Int? {
    let end = start + literal.count
    guard start > content.lowerBound, bytes[start - 1] == UInt8(ascii: "<"), end < content.upperBound,
      bytes[end] == UInt8(ascii: ">"), bytes[start..<end] == bytes[literal]
    else { return nil }
    return end
  }

  /// The source of `literal`, exactly as it stands, from the cursor on.
  mutating func exact(_ literal: Range<Int>) -> Range<Int>? {
    var start = cursor
    let limit = min(content.upperBound - literal.count, cursor + Self.reach)
    while start <= limit {
      if bytes[start..<start + literal.count] == bytes[literal] { return take(start..<start + literal.count) }
      start += 1
    }
    return nil
  }

  /// The source of a code span with its backticks.
  mutating func code(_ node: RawTree.Node) -> Range<Int>? {
    if let claim = claimed(node), let range = codeSpan(around: claim, node.literal) { return take(range) }
    var start = cursor
    let limit = min(content.upperBound, cursor + Self.reach)
    while start < limit {
      if bytes[start] == UInt8(ascii: "`") {
        if let range = codeSpan(from: start, node.literal) { return take(range) }
        start = runEnd(start)
      } else {
        start += bytes[start] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
    return nil
  }

  private func codeSpan(around inner: Int, _ literal: Range<Int>) -> Range<Int>? {
    var start = inner
    while start > cursor, bytes[start - 1] == UInt8(ascii: "`") { start -= 1 }
    return start < inner ? codeSpan(from: start, literal) : nil
  }

  /// The code span that begins with the run of backticks at `start`, if its text is `literal` (CommonMark 6.1: line
  /// ends become spaces, one space at each end goes if both are there and not all is space).
  private func codeSpan(from start: Int, _ literal: Range<Int>) -> Range<Int>? {
    let opening = runEnd(start)
    let length = opening - start
    var at = opening
    while at < content.upperBound {
      guard bytes[at] == UInt8(ascii: "`") else {
        at += 1
        // The text is hardly longer than what was made of it: line ends of two bytes, one space at each end.
        if at - opening > 2 * literal.count + 8 + 2 * length { return nil }
        continue
      }
      let end = runEnd(at)
      if end - at == length {
        return isCode(opening..<at, literal) ? start..<end : nil
      }
      at = end
    }
    return nil
  }

  private func isCode(_ range: Range<Int>, _ literal: Range<Int>) -> Bool {
    var text: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      at += 1
      if byte == 0x0d, at < range.upperBound, bytes[at] == 0x0a { continue }
      text.append(byte == 0x0a || byte == 0x0d ? 0x20 : byte)
    }
    if text.count > literal.count, text.first == 0x20, text.last == 0x20, text.contains(where: { $0 != 0x20 }) {
      text = Array(text.dropFirst().dropLast())
    }
    return text[...] == bytes[literal]
  }

  private func runEnd(_ start: Int) -> Int {
    var end = start
    while end < content.upperBound, bytes[end] == bytes[start] { end += 1 }
    return end
  }

  /// The source of a line end in a paragraph, hard or soft, without the space around it.
  mutating func lineEnd(hard: Bool) -> Range<Int>? {
    var at = cursor
    while at < content.upperBound, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    if hard, at < content.upperBound, bytes[at] == UInt8(ascii: "\\") { at += 1 }
    let start = at
    guard at < content.upperBound, bytes[at] == 0x0a || bytes[at] == 0x0d else { return nil }
    at += 1
    if bytes[start] == 0x0d, at < content.upperBound, bytes[at] == 0x0a { at += 1 }
    while at < content.upperBound, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    cursor = at
    return start..<start + 1
  }

  mutating func take(_ range: Range<Int>) -> Range<Int> {
    cursor = max(cursor, range.upperBound)
    return range
  }

  /// Whether `byte` stands at `offset` of the text.
  func has(_ byte: StaticString, at offset: Int) -> Bool {
    let count = byte.utf8CodeUnitCount
    guard offset >= content.lowerBound, offset + count <= content.upperBound else { return false }
    return byte.withUTF8Buffer { expected in
      for index in 0..<count where bytes[offset + index] != expected[index] { return false }
      return true
    }
  }
}
