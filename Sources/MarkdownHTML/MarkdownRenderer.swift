public import HTMLText
public import MarkdownSyntax

/// The HTML of a document or of some of its blocks.
///
/// Recursion is as deep as the tree, which `MarkdownSyntax` bounds.
public struct MarkdownRenderer: Sendable {
  /// What the caller decides.
  public let hooks: MarkdownHooks

  /// A renderer with `hooks`.
  public init(_ hooks: MarkdownHooks = MarkdownHooks()) { self.hooks = hooks }

  /// The HTML of the whole document, footnotes at its end.
  public func html(of document: MarkdownDocument) -> HTMLText {
    HTMLText(capacity: document.source.clean.count * 2 + 256) { render(document, to: &$0) }
  }

  /// Adds the whole document, footnotes at its end.
  public func render(_ document: MarkdownDocument, to html: inout HTMLText) {
    TreeRenderer(self, document.tree).render(to: &html)
  }

  /// Adds `blocks`.
  public func render(_ blocks: [Block], to html: inout HTMLText) {
    for block in blocks { render(block, isTight: false, to: &html) }
  }

  func render(_ block: Block, isTight: Bool, to html: inout HTMLText) {
    switch block.kind {
    case .paragraph(let inlines):
      addParagraph(id(at: block.range?.offsets), isTight: isTight, to: &html) { render(inlines, to: &$0) }
      if isTight { return }
    case .heading(let heading):
      addHeading(heading.level, heading.anchor, to: &html) { render(heading.content, to: &$0) }
    case .list(let list): render(list, to: &html)
    case .blockQuote(let blocks): addBlockQuote(to: &html) { render(blocks, to: &$0) }
    case .alert(let kind, let blocks): addAlert(kind, to: &html) { render(blocks, to: &$0) }
    case .codeBlock(let info, let text): addCode(info, text, id(at: block.range?.offsets), to: &html)
    case .table(let table): render(table, id(at: block.range?.offsets), to: &html)
    case .thematicBreak: html.open("hr")
    case .shownAsWritten(let text), .unparsed(let text):
      addAsWritten(id(at: block.range?.offsets), to: &html) { $0.text(text) }
    }
    html.newline()
  }

  private func render(_ list: List, to html: inout HTMLText) {
    addList(list.start, isTasks: list.items.contains { $0.isDone != nil }, to: &html) { html in
      for entry in list.items {
        addEntry(isDone: entry.isDone, to: &html) { render(entry, isTight: list.isTight, to: &$0) }
      }
    }
  }

  private func render(_ entry: List.Entry, isTight: Bool, to html: inout HTMLText) {
    var lines = EntryLines()
    for block in entry.blocks {
      var isText = false
      if isTight, case .paragraph = block.kind { isText = true }
      lines.begin(isText: isText, in: &html)
      render(block, isTight: isTight, to: &html)
    }
  }

  private func render(_ table: Table, _ id: String?, to html: inout HTMLText) {
    let label = table.header.cells.map { $0.content.plainText }.joined(separator: ", ")
    addTable(
      label, id, hasRows: !table.rows.isEmpty, to: &html,
      header: { row(table.header, table.alignments, isHeader: true, to: &$0) },
      rows: { html in
        for row in table.rows {
          self.row(row, table.alignments, isHeader: false, to: &html)
          html.newline()
        }
      })
  }

  private func row(_ row: Table.Row, _ alignments: [Table.Alignment], isHeader: Bool, to html: inout HTMLText) {
    html.open("tr")
    for (index, cell) in row.cells.enumerated() {
      addCell(index < alignments.count ? alignments[index] : .unspecified, isHeader: isHeader, to: &html) {
        render(cell.content, to: &$0)
      }
    }
    html.close("tr")
  }
}
