extension BlockLocator {
  /// Index of the source line of a table's header: the text before a table may have begun as one paragraph with it.
  func headerLine(_ table: RawTree.Node) -> Int? {
    guard let first = lineIndex(table.startLine) else { return nil }
    return first + max(0, contentLines(table.content).count - 1)
  }

  /// The cells of the row on the line `index`, which begins at `claimed` where that is known; nil where there is no such
  /// line.
  func cells(line index: Int, start claimed: Int?) -> CellWalk? {
    guard index < source.lineStarts.count else { return nil }
    let line = source.line(index)
    var at = line.lowerBound
    if let claimed, line.contains(claimed) {
      at = claimed
    } else {
      while at < line.upperBound, Bytes.isPrefix(source.clean[at]) { at += 1 }
    }
    if at < line.upperBound, source.clean[at] == UInt8(ascii: "|") { at += 1 }
    return CellWalk(at: at, end: line.upperBound)
  }

  /// A walk over the cells of a row, as far as they are found.
  struct CellWalk {
    /// Where the next cell may begin; nil from the first one on that was not found.
    fileprivate(set) var at: Int?
    /// Where the line ends.
    fileprivate let end: Int

    /// The map of the next cell; nil where it or one before it was not found, and for cells that a short row lacks.
    mutating func next(_ cell: RawTree.Node, _ locator: BlockLocator) -> ContentMap? {
      guard var at else { return nil }
      self.at = nil
      let clean = locator.source.clean
      while at < end, Bytes.isCellSpace(clean[at]) { at += 1 }
      guard at < end, let (map, next) = locator.cellMap(cell.content, from: at, to: end) else { return nil }
      at = next
      while at < end, Bytes.isCellSpace(clean[at]) { at += 1 }
      guard at == end || clean[at] == UInt8(ascii: "|") else { return nil }
      self.at = at + 1
      return map
    }
  }

  /// The map of a paragraph that was cut off the head of `table`: it claims no place, and its bars were folded like
  /// those of a cell.
  func headParagraphMap(_ node: RawTree.Node, table: RawTree.Node) -> ContentMap? {
    guard let first = lineIndex(table.startLine), let start = claimedStart(table) else { return nil }
    let lines = contentLines(node.content)
    guard first + lines.count <= source.lineStarts.count else { return nil }
    var map = ContentMap()
    for (index, content) in lines.enumerated() {
      let line = source.line(first + index)
      var at = index == 0 ? start : line.lowerBound
      if index > 0 {
        while at < line.upperBound, Bytes.isPrefix(source.clean[at]) { at += 1 }
      }
      guard let (part, end) = cellMap(content, from: at, to: line.upperBound), isBlank(end..<line.upperBound) else {
        return nil
      }
      map.add(part)
      // The line end has a place too.
      map.add(content: content.upperBound, source: end, length: 1)
    }
    return map
  }

  /// The map of one cell, whose `\|` were folded to `|` before anything else was read.
  fileprivate func cellMap(_ content: Range<Int>, from start: Int, to limit: Int) -> (ContentMap, end: Int)? {
    let clean = source.clean
    var map = ContentMap()
    var at = start
    var pieceContent = content.lowerBound
    var pieceSource = start
    for index in content {
      if at + 1 < limit, clean[at] == UInt8(ascii: "\\"), clean[at + 1] == UInt8(ascii: "|"),
        tree.bytes[index] == UInt8(ascii: "|")
      {
        map.add(content: pieceContent, source: pieceSource, length: index - pieceContent)
        // The escape belongs to the text before it, so that a range that ends at the bar begins no later.
        pieceContent = index
        pieceSource = at + 1
        at += 2
      } else {
        guard at < limit, clean[at] == tree.bytes[index] else { return nil }
        at += 1
      }
    }
    map.add(content: pieceContent, source: pieceSource, length: content.upperBound - pieceContent)
    return (map, at)
  }
}
