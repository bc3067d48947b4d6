/// Finds blocks again in the source, starting from what the library claims.
struct BlockLocator {
  let source: SourceText
  let tree: RawTree
  /// Line index (from 0) of the first line that was parsed.
  let firstLine: Int

  private var clean: [UInt8] { source.clean }

  /// Index of the line that the library calls `line`, if there is one.
  func lineIndex(_ line: Int32) -> Int? {
    let index = firstLine + Int(line) - 1
    return line > 0 && index < source.lineStarts.count ? index : nil
  }

  /// The claimed first byte of `node`.
  func claimedStart(_ node: RawTree.Node) -> Int? {
    guard let index = lineIndex(node.startLine), node.startColumn > 0 else { return nil }
    let line = source.line(index)
    let offset = line.lowerBound + Int(node.startColumn) - 1
    return offset < line.upperBound ? offset : nil
  }

  /// The claimed first byte of `node` if it is one of `bytes`.
  func start(_ node: RawTree.Node, isOneOf bytes: StaticString) -> Int? {
    guard let offset = claimedStart(node) else { return nil }
    let byte = clean[offset]
    return bytes.withUTF8Buffer { $0.contains(byte) } ? offset : nil
  }

  /// The map of a paragraph's or setext heading's text.
  func paragraphMap(_ node: RawTree.Node) -> ContentMap? {
    let startColumn = node.startColumn
    guard let first = lineIndex(node.startLine), startColumn > 0 else { return nil }
    let lines = contentLines(node.content)
    // Definitions at the paragraph's head were removed without moving its start: look a few lines further, as far
    // as the paragraph is claimed to reach.
    let last = lineIndex(node.endLine) ?? first
    for shift in 0...max(0, min(last - first, 1000)) {
      if let map = map(lines, from: first + shift, column: shift == 0 ? Int(startColumn) - 1 : nil) { return map }
    }
    return nil
  }

  /// The map of `lines` if each is the end of its source line, from line `first` on, behind nothing but container
  /// prefixes; the first at `column` (from 0) if one is given.
  private func map(_ lines: [Range<Int>], from first: Int, column: Int?) -> ContentMap? {
    guard first + lines.count <= source.lineStarts.count else { return nil }
    var map = ContentMap()
    for (index, content) in lines.enumerated() {
      let line = source.line(first + index)
      let start: Int
      if index == 0, let column {
        start = line.lowerBound + column
        guard start + content.count <= line.upperBound else { return nil }
      } else {
        // The last line has lost its trailing space.
        start = line.lowerBound + prefixLength(line, before: content)
        guard start + content.count <= line.upperBound else { return nil }
      }
      guard matches(content, at: start), isBlank(start + content.count..<line.upperBound) else { return nil }
      // The line end belongs to the piece: soft breaks have a place too.
      map.add(content: content.lowerBound, source: start, length: content.count + 1)
    }
    return map
  }

  /// Bytes of container prefix (`>`, spaces, tabs) in `line` before a content that begins otherwise.
  private func prefixLength(_ line: Range<Int>, before content: Range<Int>) -> Int {
    // As much as can be prefix, but a content that begins with `>` itself needs its own.
    let first = content.isEmpty ? 0 : tree.bytes[content.lowerBound]
    var start = line.lowerBound
    while start < line.upperBound, clean[start] == 0x20 || clean[start] == 0x09 || clean[start] == UInt8(ascii: ">") {
      if clean[start] == first, line.upperBound - start >= content.count, matches(content, at: start) { break }
      start += 1
    }
    return start - line.lowerBound
  }

  /// The map of an ATX heading's text: behind the hashes at its start.
  func headingMap(_ node: RawTree.Node) -> ContentMap? {
    guard var start = start(node, isOneOf: "#") else { return paragraphMap(node) }
    let line = source.line(source.lineIndex(of: start))
    while start < line.upperBound, clean[start] == UInt8(ascii: "#") { start += 1 }
    while start < line.upperBound, clean[start] == 0x20 || clean[start] == 0x09 { start += 1 }
    let content = trimmed(node.content)
    guard start + content.count <= line.upperBound, matches(content, at: start) else { return nil }
    var map = ContentMap()
    map.add(content: content.lowerBound, source: start, length: content.count + 1)
    return map
  }

  /// Whether the bytes of `content` stand in the source at `start`.
  func matches(_ content: Range<Int>, at start: Int) -> Bool {
    guard start + content.count <= clean.count else { return false }
    return clean.withUnsafeBufferPointer { clean in
      tree.bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<content.count where clean[start + index] != bytes[content.lowerBound + index] { return false }
        return true
      }
    }
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    for index in range where clean[index] != 0x20 && clean[index] != 0x09 { return false }
    return true
  }

  /// The lines of a text of the tree without line ends; an end at the very end opens no further line.
  func contentLines(_ range: Range<Int>) -> [Range<Int>] {
    tree.bytes.withUnsafeBufferPointer { bytes in
      var lines: [Range<Int>] = []
      var start = range.lowerBound
      var index = start
      while index < range.upperBound {
        let byte = bytes[index]
        guard byte == 0x0a || byte == 0x0d else {
          index += 1
          continue
        }
        lines.append(start..<index)
        let isPair = byte == 0x0d && index + 1 < range.upperBound && bytes[index + 1] == 0x0a
        index += isPair ? 2 : 1
        start = index
      }
      if start < range.upperBound { lines.append(start..<range.upperBound) }
      return lines
    }
  }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let last = range.last, Bytes.isBlankOrEnd(tree.bytes[last]) {
      range = range.lowerBound..<last
    }
    return range
  }
}
