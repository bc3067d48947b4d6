internal import Diagnostics

/// Builds the tree of a document from the raw one: ranges verified, alerts and anchors made, policy applied.
struct TreeBuilder {
  let source: SourceText
  let tree: RawTree
  let locator: BlockLocator
  var anchors = HeadingAnchors()
  /// Builds the inlines of one leaf block after the other, and holds what was built so far.
  private var inline: InlineBuilder

  /// What was built so far.
  var flat: FlatTree {
    _read { yield inline.flat }
    _modify { yield &inline.flat }
  }

  var diagnostics: [Diagnostic] {
    _read { yield inline.diagnostics }
    _modify { yield &inline.diagnostics }
  }

  init(source: SourceText, tree: RawTree, firstLine: Int) {
    self.source = source
    self.tree = tree
    inline = InlineBuilder(source: source, tree: tree)
    locator = BlockLocator(source: source, tree: tree, firstLine: firstLine)
  }

  /// The tree of the document.
  mutating func build() throws(TooDeep) -> FlatTree {
    guard let root = tree.nodes.first else { return flat }
    takeWrittenAnchors()
    var notes: [Int] = []
    var index = 1
    while index < root.end {
      if tree.nodes[index].kind == .footnoteDefinition {
        notes.append(index)
      } else {
        _ = try addBlock(index, depth: 1)
      }
      index = tree.nodes[index].end
    }
    flat.bodyEnd = flat.nodes.count
    var numbers: [Int] = []
    for (position, index) in notes.enumerated() {
      let own = flat.open(.footnote)
      numbers.append(own + 1)
      flat.addNumbers(position + 1, 0, to: own)
      let covered = try addBlocks(index + 1..<tree.nodes[index].end, depth: 2)
      // The claim is where the text begins; the label stands before it on the line.
      flat.close(own, at: covered.map { labelStart($0.lowerBound)..<$0.upperBound })
    }
    for (position, place) in numbers.enumerated() {
      flat.nodes[place].upper = UInt32(clamping: inline.footnoteUses[position + 1] ?? 0)
    }
    flat.settle()
    return flat
  }

  /// Blocks are nested deeper than values may be.
  struct TooDeep: Error {}

  private func labelStart(_ offset: Int) -> Int {
    let line = source.line(source.lineIndex(of: offset))
    var at = line.lowerBound
    while at + 1 < offset {
      if source.clean[at] == UInt8(ascii: "["), source.clean[at + 1] == UInt8(ascii: "^") { return at }
      at += 1
    }
    return offset
  }

  /// What two parts cover together.
  func covering(_ first: Range<Int>?, _ second: Range<Int>?) -> Range<Int>? {
    guard let first else { return second }
    guard let second else { return first }
    return min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
  }

  /// Adds the blocks between two indices; the source that they were found to cover.
  mutating func addBlocks(_ nodes: Range<Int>, depth: Int) throws(TooDeep) -> Range<Int>? {
    guard depth <= ComplexityLimits.depth + 2 else { throw TooDeep() }
    var covered: Range<Int>?
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      covered = covering(covered, try addBlock(index, depth: depth))
      index = tree.nodes[index].end
    }
    return covered
  }

  private mutating func addBlock(_ index: Int, depth: Int) throws(TooDeep) -> Range<Int>? {
    let node = tree.nodes[index]
    switch node.kind {
    case .paragraph: return addParagraph(index)
    case .heading: return addHeading(index)
    case .list: return try addList(index, depth: depth)
    case .table: return addTable(index)
    case .codeBlock:
      let range = locator.codeRange(node)
      // Behind a fence the text begins on the next line.
      let head = range.map { source.lineLength(at: $0.lowerBound) } ?? 0
      let own = flat.nodes.count
      flat.add(.codeBlock, showing: tree.bytes[node.literal], at: range, head: isFence(range) ? head : 0)
      if !node.detail.isEmpty { flat.addDetail(.info, tree.bytes[node.detail], to: own) }
      return range
    case .htmlBlock:
      let range = locator.codeRange(node)
      let place = range?.lowerBound ?? nearest(node)
      diagnostics.append(source.diagnostic(.warning, "raw-html", "raw HTML is shown as text", at: place))
      flat.add(.writtenBlock, showing: tree.bytes[node.literal], at: range)
      return range
    case .thematicBreak:
      let start = locator.start(node, isOneOf: "*-_")
      let range = start.map { $0..<source.line(source.lineIndex(of: $0)).upperBound }
      flat.add(.thematicBreak, at: range)
      return range
    default:
      // Block quotes, and whatever contains blocks without being known.
      let own = flat.open(.blockQuote)
      let covered = try addBlocks(index + 1..<node.end, depth: depth + 1)
      let start = locator.start(node, isOneOf: ">")
      let range = covering(start.map { $0..<$0 + 1 }, covered)
      closeQuote(own, at: range)
      return range
    }
  }

  private func isFence(_ range: Range<Int>?) -> Bool {
    guard let range, let first = source.clean[range].first else { return false }
    return first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
  }

  private mutating func addList(_ index: Int, depth: Int) throws(TooDeep) -> Range<Int>? {
    let node = tree.nodes[index]
    let own = flat.open(.list, node.isTight ? 1 : 0)
    if node.number >= 0 { flat.addNumbers(Int(node.number), 0, to: own) }
    var covered: Range<Int>?
    var child = index + 1
    while child < node.end {
      let entry = tree.nodes[child]
      let inside = flat.open(.entry, UInt8(clamping: entry.number))
      let children = try addBlocks(child + 1..<entry.end, depth: depth + 2)
      let start = locator.start(entry, isOneOf: "-+*0123456789")
      let range = covering(start.map { $0..<$0 + 1 }, children)
      flat.close(inside, at: range)
      covered = covering(covered, range)
      child = entry.end
    }
    flat.close(own, at: covered)
    return covered
  }

  private mutating func addParagraph(_ index: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let map: ContentMap?
    if node.startLine == 0, node.end < tree.nodes.count, tree.nodes[node.end].kind == .table {
      map = locator.headParagraphMap(node, table: tree.nodes[node.end])
    } else {
      map = locator.paragraphMap(node)
    }
    let own = flat.open(.paragraph)
    addInlines(of: index, map: map, claimLine: node.startLine, claimColumn: node.startColumn)
    let place = map?.whole.map(trimmed)
    flat.close(own, at: place)
    return place
  }

  private mutating func addHeading(_ index: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    let map = locator.headingMap(node)
    let hash = locator.start(node, isOneOf: "#")
    var column = node.startColumn
    if hash != nil, let start = map?.source(node.content.lowerBound) {
      column = Int32(start - source.line(source.lineIndex(of: start)).lowerBound + 1)
    }
    let own = flat.open(.heading, UInt8(clamping: node.number))
    flat.addDetail(.anchor, EmptyCollection<UInt8>(), to: own)
    addInlines(of: index, map: map, claimLine: node.startLine, claimColumn: column)
    let covered = map?.whole.map(trimmed)
    var range = covering(hash.map { $0..<$0 + 1 }, covered)
    if hash != nil, let found = range {
      // Closing hashes belong to the heading.
      let line = source.line(source.lineIndex(of: found.lowerBound))
      range = found.lowerBound..<max(found.upperBound, trimmed(line).upperBound)
    }
    if HeadingAnchors.written(tree.bytes[locator.trimmed(node.content)]) != nil,
      let written = takeWritten(fromHeading: own)
    {
      flat.setDetail(own + 1, to: written.utf8)
      flat.nodes[own].number |= FlatTree.writtenAnchor
    } else {
      let anchor = anchors.make(flat.plainText(of: own + 2..<flat.nodes.count))
      flat.setDetail(own + 1, to: anchor.utf8)
    }
    flat.close(own, at: range)
    return range
  }

  /// Adds the inlines of leaf block `index`.
  mutating func addInlines(of index: Int, map: ContentMap?, claimLine: Int32, claimColumn: Int32) {
    let node = tree.nodes[index]
    if index + 1 == node.end { return }
    var claims: InlineLocator.Claims?
    if claimLine > 0 {
      let starts = locator.contentLines(node.content).map(\.lowerBound)
      claims = InlineLocator.Claims(line: claimLine, column: claimColumn, lineStarts: starts)
    }
    inline.begin(
      map, InlineLocator(bytes: tree.bytes, content: node.content, claims: claims),
      fallback: map?.whole?.lowerBound ?? nearest(node))
    _ = inline.addInlines(index + 1..<node.end)
  }

  /// Where a block that was not found again may be: the claimed line.
  func nearest(_ node: RawTree.Node) -> Int {
    source.lineStarts[locator.lineIndex(max(node.startLine, 1)) ?? 0]
  }

  /// `range` without blanks and line ends at its end, and within the text.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = min(range.upperBound, source.clean.count)
    while end > range.lowerBound, Bytes.isBlankOrEnd(source.clean[end - 1]) { end -= 1 }
    return range.lowerBound..<max(end, range.lowerBound)
  }
}
