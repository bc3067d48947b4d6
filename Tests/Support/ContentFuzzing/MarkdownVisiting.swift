public import MarkdownSyntax

extension MarkdownDocument {
  /// A node with the most exact place that is known of it.
  public enum Node: Sendable {
    /// A block.
    case block(Block)
    /// An inline.
    case inline(Inline)
  }

  /// Calls `body` for every block and inline, parents first, in order, footnotes last, with the node's range or that
  /// of its nearest ancestor that has one. Trees are at most some 150 levels deep.
  public func visit(_ body: (Node, SourceRange?) -> Void) {
    for block in blocks { Self.visit(block, nil, body) }
    for footnote in footnotes {
      for block in footnote.blocks { Self.visit(block, footnote.range, body) }
    }
  }

  private static func visit(_ block: Block, _ parent: SourceRange?, _ body: (Node, SourceRange?) -> Void) {
    let place = block.range ?? parent
    body(.block(block), place)
    switch block.kind {
    case .paragraph(let inlines): visit(inlines, place, body)
    case .heading(let heading): visit(heading.content, place, body)
    case .list(let list):
      for entry in list.items {
        for block in entry.blocks { visit(block, entry.range ?? place, body) }
      }
    case .blockQuote(let blocks), .alert(_, let blocks):
      for block in blocks { visit(block, place, body) }
    case .table(let table):
      for row in [table.header] + table.rows {
        for cell in row.cells { visit(cell.content, cell.range ?? row.range ?? place, body) }
      }
    case .codeBlock, .thematicBreak, .shownAsWritten, .unparsed: break
    }
  }

  private static func visit(_ inlines: [Inline], _ parent: SourceRange?, _ body: (Node, SourceRange?) -> Void) {
    for inline in inlines {
      let place = inline.range ?? parent
      body(.inline(inline), place)
      visit(inline.children, place, body)
    }
  }
}
