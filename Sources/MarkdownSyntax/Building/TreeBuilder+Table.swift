extension TreeBuilder {
  /// The table at `index`.
  mutating func table(_ index: Int) -> (Block, Range<Int>?) {
    let node = tree.nodes[index]
    let alignments: [Table.Alignment] = (tree.alignments[index] ?? []).map { byte in
      switch byte {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .unspecified
      }
    }
    var rows: [Table.Row] = []
    var covered: Range<Int>?
    var child = index + 1
    while child < node.end {
      let row = tree.nodes[child]
      let isHeader = row.kind == .tableHeader
      let line = isHeader ? locator.headerLine(node) : locator.lineIndex(row.startLine)
      // A header that begins its table stands where the table does; in a list item that is behind the marker.
      let start = isHeader && line == locator.lineIndex(node.startLine) ? locator.claimedStart(node) : nil
      let (built, range) = self.row(child, line: line, start: start)
      rows.append(built)
      covered = covering(covered, range)
      child = row.end
    }
    let header = rows.isEmpty ? Table.Row(cells: [], range: nil) : rows.removeFirst()
    let table = Table(alignments: alignments, header: header, rows: rows)
    return (Block(.table(table), range: covered.map(source.range)), covered)
  }

  private mutating func row(_ index: Int, line: Int?, start: Int?) -> (Table.Row, Range<Int>?) {
    let row = tree.nodes[index]
    var indices: [Int] = []
    var child = index + 1
    while child < row.end {
      indices.append(child)
      child = tree.nodes[child].end
    }
    let maps =
      line.map { locator.cellMaps(indices.map { tree.nodes[$0] }, line: $0, start: start) }
      ?? [ContentMap?](repeating: nil, count: indices.count)
    var cells: [Table.Cell] = []
    var covered: Range<Int>?
    for (map, index) in zip(maps, indices) {
      let content = inlines(index, map: map, claimLine: 0, claimColumn: 0)
      cells.append(Table.Cell(content: content, range: map?.whole.map(source.range)))
      covered = covering(covered, map?.whole)
    }
    guard let covered, let line else { return (Table.Row(cells: cells, range: nil), nil) }
    // The bars around the cells, when nothing but blanks is between.
    var whole = covered
    let bytes = source.line(line)
    var at = whole.lowerBound
    while at > bytes.lowerBound, source.clean[at - 1] == 0x20 { at -= 1 }
    if at > bytes.lowerBound, source.clean[at - 1] == UInt8(ascii: "|") { whole = at - 1..<whole.upperBound }
    whole = whole.lowerBound..<max(whole.upperBound, trimmed(bytes).upperBound)
    return (Table.Row(cells: cells, range: source.range(whole)), whole)
  }
}
