extension BlockLocator {
  /// The source of a code or HTML block: every line of its text was found, the fences too.
  func codeRange(_ node: RawTree.Node) -> Range<Int>? {
    guard let start = claimedStart(node) else { return nil }
    let fence = source.clean[start]
    let mayBeFenced = node.kind == .codeBlock && (fence == UInt8(ascii: "`") || fence == UInt8(ascii: "~"))
    // Indented code may begin with what looks like a fence.
    return (mayBeFenced ? codeRange(node, start: start, isFenced: true) : nil)
      ?? codeRange(node, start: start, isFenced: false)
  }

  private func codeRange(_ node: RawTree.Node, start: Int, isFenced: Bool) -> Range<Int>? {
    let clean = source.clean
    let fence = clean[start]
    var index = source.lineIndex(of: start) + (isFenced ? 1 : 0)
    var end = source.line(source.lineIndex(of: start)).upperBound
    for content in contentLines(node.literal) {
      guard index < source.lineStarts.count else { return nil }
      let line = source.line(index)
      guard endsLine(content, line) else { return nil }
      end = line.upperBound
      index += 1
    }
    if isFenced, index < source.lineStarts.count {
      // A closing fence: at least three of the same byte and nothing else behind the container's prefix.
      let line = source.line(index)
      var at = line.lowerBound
      while at < line.upperBound, Bytes.isPrefix(clean[at]) { at += 1 }
      var run = at
      while run < line.upperBound, clean[run] == fence { run += 1 }
      if run - at >= 3, isBlank(run..<line.upperBound), Int(node.endLine) >= index - firstLine + 1 {
        end = line.upperBound
      }
    }
    return start..<max(start, end)
  }

  /// Whether `content` is the end of `line`. A tab that a container's prefix used up in part stands in the content
  /// as spaces, so leading blanks are compared as blanks.
  private func endsLine(_ content: Range<Int>, _ line: Range<Int>) -> Bool {
    if content.count <= line.count, matches(content, at: line.upperBound - content.count) { return true }
    var text = content
    while let first = text.first, tree.bytes[first] == 0x20 || tree.bytes[first] == 0x09 {
      text = text.dropFirst()
    }
    return text.count <= line.count && matches(text, at: line.upperBound - text.count)
  }
}
