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
    var html = HTMLText(capacity: document.source.clean.count * 2 + 256)
    render(document.blocks, to: &html)
    renderFootnotes(document.footnotes, to: &html)
    return html
  }

  /// Adds `blocks`.
  public func render(_ blocks: [Block], to html: inout HTMLText) {
    for block in blocks { render(block, isTight: false, to: &html) }
  }

  func render(_ block: Block, isTight: Bool, to html: inout HTMLText) {
    switch block.kind {
    case .paragraph(let inlines):
      if isTight {
        // No paragraph stands here in HTML; an anchor needs something to stand on.
        if let id = id(of: block) {
          html.element("span", ["id": id]) { render(inlines, to: &$0) }
        } else {
          render(inlines, to: &html)
        }
        return
      }
      html.element("p", ["id": id(of: block)]) { render(inlines, to: &$0) }
    case .heading(let heading): render(heading, to: &html)
    case .list(let list): render(list, to: &html)
    case .blockQuote(let blocks):
      html.open("blockquote")
      html.newline()
      render(blocks, to: &html)
      html.close("blockquote")
    case .alert(let kind, let blocks):
      html.open("div", ["class": "alert alert-\(kind.rawValue)", "role": "note"])
      html.element(
        "p", ["class": "alert-title"], text: kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())
      html.newline()
      render(blocks, to: &html)
      html.close("div")
    case .codeBlock(let info, let text): renderCode(info, text, id(of: block), to: &html)
    case .table(let table): render(table, id(of: block), to: &html)
    case .thematicBreak: html.open("hr")
    case .shownAsWritten(let text), .unparsed(let text):
      html.element("pre", ["class": "as-written", "id": id(of: block)], text: text)
    }
    html.newline()
  }

  private func id(of block: Block) -> String? { hooks.anchor(block).map { hooks.idPrefix + $0 } }

  private func render(_ heading: Heading, to html: inout HTMLText) {
    let level = min(6, max(1, heading.level + hooks.topHeadingLevel - 1))
    let name = Self.headingNames[level - 1]
    let id = hooks.idPrefix + heading.anchor
    html.open(name, ["id": id])
    render(heading.content, to: &html)
    if hooks.hasPermalinks {
      html.text(" ")
      html.element("a", ["class": "permalink", "href": "#" + id, "aria-label": "Link to this section"], text: "#")
    }
    html.close(name)
  }

  private static let headingNames: [StaticString] = ["h1", "h2", "h3", "h4", "h5", "h6"]

  private func render(_ list: List, to html: inout HTMLText) {
    let name: StaticString = list.start == nil ? "ul" : "ol"
    let isTasks = list.items.contains { $0.isDone != nil }
    let start = list.start.flatMap { $0 == 1 ? nil : String($0) }
    html.open(name, ["start": start, "class": isTasks ? "tasks" : nil])
    html.newline()
    for entry in list.items {
      html.open("li", ["class": entry.isDone.map { $0 ? "task task-done" : "task" }])
      if let isDone = entry.isDone {
        // Words, not a disabled control: a reader of any kind learns the state.
        html.element("span", ["class": "task-state"], text: isDone ? "[done]" : "[open]")
        html.text(" ")
      }
      render(entry, isTight: list.isTight, to: &html)
      html.close("li")
      html.newline()
    }
    html.close(name)
  }

  private func render(_ entry: List.Entry, isTight: Bool, to html: inout HTMLText) {
    // Text of a tight item stays on the item's line; every block stands on lines of its own.
    var endsLine = false
    for block in entry.blocks {
      var isText = false
      if isTight, case .paragraph = block.kind { isText = true }
      if !endsLine, !isText { html.newline() }
      render(block, isTight: isTight, to: &html)
      endsLine = !isText
    }
  }

  private func renderCode(_ info: String, _ text: String, _ id: String?, to html: inout HTMLText) {
    let language = info.split(separator: " ", maxSplits: 1).first.map(String.init)
    html.open("pre", ["id": id])
    html.open("code", ["class": language.map { "language-" + $0 }])
    if !hooks.codeBlock(info, text, &html) { html.text(text) }
    html.close("code")
    html.close("pre")
  }

  private func render(_ table: Table, _ id: String?, to html: inout HTMLText) {
    // A wide table scrolls by itself, and by keyboard.
    let label = table.header.cells.map { $0.content.plainText }.joined(separator: ", ")
    html.open(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Table: " + label, "id": id])
    html.open("table")
    html.newline()
    html.element("thead") { row(table.header, table.alignments, isHeader: true, to: &$0) }
    html.newline()
    if !table.rows.isEmpty {
      html.open("tbody")
      html.newline()
      for row in table.rows {
        self.row(row, table.alignments, isHeader: false, to: &html)
        html.newline()
      }
      html.close("tbody")
      html.newline()
    }
    html.close("table")
    html.close("div")
  }

  private func row(_ row: Table.Row, _ alignments: [Table.Alignment], isHeader: Bool, to html: inout HTMLText) {
    html.open("tr")
    for (index, cell) in row.cells.enumerated() {
      let name: StaticString = isHeader ? "th" : "td"
      let alignment: String? =
        switch index < alignments.count ? alignments[index] : .unspecified {
        case .left: "left"
        case .center: "center"
        case .right: "right"
        case .unspecified: nil
        }
      html.open(name, ["scope": isHeader ? "col" : nil, "class": alignment])
      render(cell.content, to: &html)
      html.close(name)
    }
    html.close("tr")
  }
}
