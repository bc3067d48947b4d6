internal import Diagnostics

/// Builds the value tree from the raw one: ranges verified, alerts and anchors made, policy applied.
struct TreeBuilder {
  let source: SourceText
  let tree: RawTree
  let locator: BlockLocator
  var diagnostics: [Diagnostic] = []
  var anchors = HeadingAnchors()
  private var footnoteUses: [Int: Int] = [:]

  init(source: SourceText, tree: RawTree, firstLine: Int) {
    self.source = source
    self.tree = tree
    locator = BlockLocator(source: source, tree: tree, firstLine: firstLine)
  }

  /// The blocks of the document and its footnotes, or nil if it is nested deeper than values may be.
  mutating func build() -> (blocks: [Block], footnotes: [Footnote])? {
    guard let root = tree.nodes.first else { return ([], []) }
    takeWrittenAnchors()
    var blocks: [Block] = []
    var notes: [Int] = []
    var index = 1
    while index < root.end {
      if tree.nodes[index].kind == .footnoteDefinition {
        notes.append(index)
      } else {
        guard let (block, _) = block(index, depth: 1) else { return nil }
        blocks.append(block)
      }
      index = tree.nodes[index].end
    }
    var footnotes: [Footnote] = []
    for (position, index) in notes.enumerated() {
      guard let (children, covered) = self.blocks(index + 1..<tree.nodes[index].end, depth: 2) else { return nil }
      // The claim is where the text begins; the label stands before it on the line.
      let whole = covered.map { labelStart($0.lowerBound)..<$0.upperBound }
      footnotes.append(
        Footnote(number: position + 1, referenceCount: 0, blocks: children, range: whole.map(source.range)))
    }
    for index in footnotes.indices { footnotes[index].referenceCount = footnoteUses[index + 1] ?? 0 }
    return (blocks, footnotes)
  }

  private func labelStart(_ offset: Int) -> Int {
    let line = source.line(source.lineIndex(of: offset))
    var at = line.lowerBound
    while at + 1 < offset {
      if source.clean[at] == UInt8(ascii: "["), source.clean[at + 1] == UInt8(ascii: "^") { return at }
      at += 1
    }
    return offset
  }

  /// The blocks between two indices, and the source that they were found to cover.
  func covering(_ first: Range<Int>?, _ second: Range<Int>?) -> Range<Int>? {
    guard let first else { return second }
    guard let second else { return first }
    return min(first.lowerBound, second.lowerBound)..<max(first.upperBound, second.upperBound)
  }

  mutating func blocks(_ nodes: Range<Int>, depth: Int) -> (blocks: [Block], covered: Range<Int>?)? {
    guard depth <= ComplexityLimits.depth + 2 else { return nil }
    var blocks: [Block] = []
    var covered: Range<Int>?
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      guard let (block, part) = block(index, depth: depth) else { return nil }
      blocks.append(block)
      covered = covering(covered, part)
      index = tree.nodes[index].end
    }
    return (blocks, covered)
  }

  private mutating func block(_ index: Int, depth: Int) -> (Block, Range<Int>?)? {
    let node = tree.nodes[index]
    switch node.kind {
    case .paragraph: return paragraph(index)
    case .heading: return heading(index)
    case .list: return list(index, depth: depth)
    case .table: return table(index)
    case .codeBlock:
      let range = locator.codeRange(node)
      let kind = Block.Kind.codeBlock(info: tree.string(node.detail), text: tree.string(node.literal))
      return (Block(kind, range: range.map(source.range)), range)
    case .htmlBlock:
      let range = locator.codeRange(node)
      let place = range?.lowerBound ?? nearest(node)
      diagnostics.append(source.diagnostic(.warning, "raw-html", "raw HTML is shown as text", at: place))
      return (Block(.shownAsWritten(tree.string(node.literal)), range: range.map(source.range)), range)
    case .thematicBreak:
      let start = locator.start(node, isOneOf: "*-_")
      let range = start.map { $0..<source.line(source.lineIndex(of: $0)).upperBound }
      return (Block(.thematicBreak, range: range.map(source.range)), range)
    default:
      // Block quotes, and whatever contains blocks without being known.
      guard let (children, covered) = blocks(index + 1..<node.end, depth: depth + 1) else { return nil }
      let start = locator.start(node, isOneOf: ">")
      let range = covering(start.map { $0..<$0 + 1 }, covered)
      return (quote(children, range: range), range)
    }
  }

  private mutating func list(_ index: Int, depth: Int) -> (Block, Range<Int>?)? {
    let node = tree.nodes[index]
    var entries: [List.Entry] = []
    var covered: Range<Int>?
    var child = index + 1
    while child < node.end {
      let entry = tree.nodes[child]
      guard let (children, inside) = blocks(child + 1..<entry.end, depth: depth + 2) else { return nil }
      let start = locator.start(entry, isOneOf: "-+*0123456789")
      let range = covering(start.map { $0..<$0 + 1 }, inside)
      let isDone: Bool? = entry.number == 0 ? nil : entry.number == 2
      entries.append(List.Entry(isDone: isDone, blocks: children, range: range.map(source.range)))
      covered = covering(covered, range)
      child = entry.end
    }
    let list = List(start: node.number < 0 ? nil : Int(node.number), isTight: node.isTight, items: entries)
    return (Block(.list(list), range: covered.map(source.range)), covered)
  }

  private mutating func paragraph(_ index: Int) -> (Block, Range<Int>?) {
    let node = tree.nodes[index]
    let map: ContentMap?
    if node.startLine == 0, node.end < tree.nodes.count, tree.nodes[node.end].kind == .table {
      map = locator.headParagraphMap(node, table: tree.nodes[node.end])
    } else {
      map = locator.paragraphMap(node)
    }
    let inlines = inlines(index, map: map, claimLine: node.startLine, claimColumn: node.startColumn)
    return (Block(.paragraph(inlines), range: map?.whole.map(trimmedRange)), map?.whole.map(trimmed))
  }

  private mutating func heading(_ index: Int) -> (Block, Range<Int>?) {
    let node = tree.nodes[index]
    let map = locator.headingMap(node)
    let hash = locator.start(node, isOneOf: "#")
    var column = node.startColumn
    if hash != nil, let start = map?.source(node.content.lowerBound) {
      column = Int32(start - source.line(source.lineIndex(of: start)).lowerBound + 1)
    }
    var content = inlines(index, map: map, claimLine: node.startLine, claimColumn: column)
    let covered = map?.whole.map(trimmed)
    var range = covering(hash.map { $0..<$0 + 1 }, covered)
    if hash != nil, let found = range {
      // Closing hashes belong to the heading.
      let line = source.line(source.lineIndex(of: found.lowerBound))
      range = found.lowerBound..<max(found.upperBound, trimmed(line).upperBound)
    }
    let anchor: String
    let isWritten: Bool
    if HeadingAnchors.written(tree.bytes[locator.trimmed(node.content)]) != nil,
      let written = takeWritten(from: &content)
    {
      anchor = written
      isWritten = true
    } else {
      anchor = anchors.make(content.plainText)
      isWritten = false
    }
    let heading = Heading(level: Int(node.number), anchor: anchor, hasWrittenAnchor: isWritten, content: content)
    return (Block(.heading(heading), range: range.map(source.range)), range)
  }

  /// The inlines of leaf block `index`.
  mutating func inlines(_ index: Int, map: ContentMap?, claimLine: Int32, claimColumn: Int32) -> [Inline] {
    let node = tree.nodes[index]
    var claims: InlineLocator.Claims?
    if claimLine > 0 {
      let starts = locator.contentLines(node.content).map(\.lowerBound)
      claims = InlineLocator.Claims(line: claimLine, column: claimColumn, lineStarts: starts)
    }
    var builder = InlineBuilder(
      source: source, tree: tree, map: map,
      locator: InlineLocator(bytes: tree.bytes, content: node.content, claims: claims),
      footnoteUses: footnoteUses, fallback: map?.whole?.lowerBound ?? nearest(node))
    let inlines = builder.inlines(index + 1..<node.end).inlines
    footnoteUses = builder.footnoteUses
    diagnostics += builder.diagnostics
    return inlines
  }

  /// Where a block that was not found again may be: the claimed line.
  func nearest(_ node: RawTree.Node) -> Int {
    source.lineStarts[locator.lineIndex(max(node.startLine, 1)) ?? 0]
  }

  func trimmedRange(_ range: Range<Int>) -> SourceRange { source.range(trimmed(range)) }

  /// `range` without blanks and line ends at its end, and within the text.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = min(range.upperBound, source.clean.count)
    while end > range.lowerBound, Bytes.isBlankOrEnd(source.clean[end - 1]) { end -= 1 }
    return range.lowerBound..<max(end, range.lowerBound)
  }
}
