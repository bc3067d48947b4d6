extension TreeBuilder {
  /// Adds the table at `index`; the source that it was found to cover.
  mutating func addTable(_ index: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let own = flat.open(.table)
    if let alignments = tree.alignments[index] { flat.addDetail(.alignments, alignments, to: own) }
    var covered: Range<Int>?
    var child = index + 1
    while child < node.end {
      let row = tree.nodes[child]
      let isHeader = row.kind == .tableHeader
      let line = isHeader ? locator.headerLine(node) : locator.lineIndex(row.startLine)
      // A header that begins its table stands where the table does; in a list item that is behind the marker.
      let start = isHeader && line == locator.lineIndex(node.startLine) ? locator.claimedStart(node) : nil
      covered = covering(covered, addRow(child, line: line, start: start))
      child = row.end
    }
    flat.close(own, at: covered)
    return covered
  }

  private mutating func addRow(_ index: Int, line: Int?, start: Int?) -> Range<Int>? {
    let row = tree.nodes[index]
    let own = flat.open(.row)
    var cells = line.flatMap { locator.cells(line: $0, start: start) }
    var covered: Range<Int>?
    var child = index + 1
    while child < row.end {
      let map = cells?.next(tree.nodes[child], locator)
      let cell = flat.open(.cell)
      addInlines(of: child, map: map, claimLine: 0, claimColumn: 0)
      flat.close(cell, at: map?.whole)
      covered = covering(covered, map?.whole)
      child = tree.nodes[child].end
    }
    flat.close(own, at: nil)
    guard let covered, let line else { return nil }
    // The bars around the cells, when nothing but blanks is between.
    var whole = covered
    let bytes = source.line(line)
    var at = whole.lowerBound
    while at > bytes.lowerBound, source.clean[at - 1] == 0x20 { at -= 1 }
    if at > bytes.lowerBound, source.clean[at - 1] == UInt8(ascii: "|") { whole = at - 1..<whole.upperBound }
    whole = whole.lowerBound..<max(whole.upperBound, trimmed(bytes).upperBound)
    flat.set(own, at: whole)
    return whole
  }
}
