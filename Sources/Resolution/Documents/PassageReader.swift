internal import MarkdownSyntax

/// Cuts a document into passages, in order, footnotes last. Linear in the document.
struct PassageReader {
  private(set) var passages: [Passage] = []
  /// The anchors of blocks that are no headings, by place.
  private(set) var anchors: [SourceRange: String] = [:]
  private var taken: Set<String> = []
  private var heading: Passage.Heading?
  private var depth = 0

  init(_ document: MarkdownDocument) {
    document.visitHeadings { taken.insert($0.anchor) }
    read(document.blocks, nil)
    // A footnote stands at the end of the page, under no heading.
    heading = nil
    for footnote in document.footnotes { read(footnote.blocks, footnote.range) }
  }

  /// Trees are at most some 150 levels deep (`ComplexityLimits`).
  private mutating func read(_ blocks: [Block], _ parent: SourceRange?) {
    for block in blocks {
      let place = block.range ?? parent
      switch block.kind {
      case .paragraph(let content): add(.paragraph, content, block, place)
      case .heading(let value):
        var passage = Self.passage(.heading, value.content, place)
        heading = Passage.Heading(anchor: value.anchor, title: passage.plainText)
        passage.anchor = value.anchor
        append(passage)
      case .list(let list):
        for entry in list.items { read(entry.blocks, entry.range ?? place) }
      case .blockQuote(let inner), .alert(_, let inner):
        depth += 1
        read(inner, place)
        depth -= 1
      case .table(let table): add(table, block, place)
      case .codeBlock(_, let text): add(.code, text, block, place)
      case .shownAsWritten(let text), .unparsed(let text): add(.raw, text, block, place)
      case .thematicBreak: break
      }
    }
  }

  private mutating func add(_ kind: Passage.Kind, _ content: [Inline], _ block: Block, _ place: SourceRange?) {
    var passage = Self.passage(kind, content, place)
    passage.anchor = anchor(of: block, passage.text)
    append(passage)
  }

  private mutating func add(_ kind: Passage.Kind, _ text: String, _ block: Block, _ place: SourceRange?) {
    var passage = Passage(kind: kind, text: Array(text.utf8), range: place, quoteDepth: depth)
    passage.pieces = [
      Passage.Piece(kind: .unmarked, bytes: 0..<passage.text.count, range: place, isExact: block.range != nil)
    ]
    passage.anchor = anchor(of: block, passage.text)
    append(passage)
  }

  private mutating func add(_ table: Table, _ block: Block, _ place: SourceRange?) {
    var cells: [Passage] = []
    for row in [table.header] + table.rows {
      for cell in row.cells where !cell.content.isEmpty {
        cells.append(Self.passage(.cell, cell.content, cell.range ?? row.range ?? place))
      }
    }
    let anchor = anchor(of: block, Array(cells.map(\.text).joined(separator: [0x0a])))
    for var cell in cells {
      cell.anchor = anchor
      append(cell)
    }
  }

  private mutating func append(_ passage: Passage) {
    var passage = passage
    passage.quoteDepth = depth
    passage.heading = heading
    if passage.anchor == nil { passage.anchor = heading?.anchor }
    passages.append(passage)
  }

  /// The block's own anchor: it depends on its words alone, so that text added before it does not move it.
  private mutating func anchor(of block: Block, _ text: [UInt8]) -> String? {
    guard let range = block.range, !text.isEmpty else { return nil }
    let base = "p-" + PassageAnchors.digest(text)
    var anchor = base
    var number = 1
    while !taken.insert(anchor).inserted {
      // Many equal blocks one after another must not search from the first each time.
      number = max(number + 1, repeats[base] ?? 2)
      anchor = "\(base)-\(number)"
    }
    if number > 1 { repeats[base] = number + 1 }
    anchors[range] = anchor
    return anchor
  }

  private var repeats: [String: Int] = [:]

  // MARK: - Inlines

  private static func passage(_ kind: Passage.Kind, _ content: [Inline], _ place: SourceRange?) -> Passage {
    var passage = Passage(kind: kind, text: [], range: place, quoteDepth: 0)
    add(content, to: &passage, place, isLinked: false)
    return passage
  }

  private static func add(_ inlines: [Inline], to passage: inout Passage, _ parent: SourceRange?, isLinked: Bool) {
    for inline in inlines {
      let place = inline.range ?? parent
      func add(_ text: String, _ kind: Passage.Piece.Kind) {
        let start = passage.text.count
        passage.text += text.utf8
        passage.pieces.append(
          Passage.Piece(
            kind: isLinked ? .linked : kind, bytes: start..<passage.text.count, range: place,
            isExact: inline.range != nil))
      }
      switch inline.kind {
      case .text(let text): add(text, .text)
      case .code(let text): add(text, .code)
      case .shownAsWritten(let text): add(text, .unmarked)
      case .autolink(_, let text): add(text, .linked)
      case .reference(let reference): add(reference.label ?? reference.target, .reference(reference))
      case .lineBreak, .softBreak: passage.text.append(0x20)
      case .footnoteReference: break
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner):
        self.add(inner, to: &passage, place, isLinked: isLinked)
      case .link(let link), .image(let link): self.add(link.content, to: &passage, place, isLinked: true)
      }
    }
  }
}
