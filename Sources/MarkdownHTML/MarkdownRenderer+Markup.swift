internal import HTMLText
internal import MarkdownSyntax

/// The markup of each kind of block: the same for trees as they are kept and for blocks as values.
extension MarkdownRenderer {
  /// The id of the block at `offsets` of the file.
  func id(at offsets: Range<Int>?) -> String? { offsets.flatMap(hooks.anchor).map { hooks.idPrefix + $0 } }

  /// Adds a paragraph; that of a tight list stands on the line of its entry, without an element of its own.
  func addParagraph(_ id: String?, isTight: Bool, to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    if !isTight { return html.element("p", ["id": id], content) }
    // No paragraph stands here in HTML; an anchor needs something to stand on.
    if let id { html.element("span", ["id": id], content) } else { content(&html) }
  }

  func addHeading(_ level: Int, _ anchor: String, to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    let level = min(6, max(1, level + hooks.topHeadingLevel - 1))
    let name = Self.headingNames[level - 1]
    let id = hooks.idPrefix + anchor
    html.open(name, ["id": id])
    content(&html)
    if hooks.hasPermalinks {
      html.text(" ")
      html.element("a", ["class": "permalink", "href": "#" + id, "aria-label": "Link to this section"], text: "#")
    }
    html.close(name)
  }

  private static let headingNames: [StaticString] = ["h1", "h2", "h3", "h4", "h5", "h6"]

  func addBlockQuote(to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    html.open("blockquote")
    html.newline()
    content(&html)
    html.close("blockquote")
  }

  func addAlert(_ kind: AlertKind, to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    html.open("div", ["class": "alert alert-\(kind.rawValue)", "role": "note"])
    html.element(
      "p", ["class": "alert-title"], text: kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst())
    html.newline()
    content(&html)
    html.close("div")
  }

  func addCode(_ info: String, _ text: String, _ id: String?, to html: inout HTMLText) {
    let language = info.split(separator: " ", maxSplits: 1).first.map(String.init)
    html.open("pre", ["id": id])
    html.open("code", ["class": language.map { "language-" + $0 }])
    if !hooks.codeBlock(info, text, &html) { html.text(text) }
    html.close("code")
    html.close("pre")
  }

  func addAsWritten(_ id: String?, to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    html.element("pre", ["class": "as-written", "id": id], content)
  }

  // MARK: - Lists

  func addList(_ start: Int?, isTasks: Bool, to html: inout HTMLText, _ entries: (inout HTMLText) -> Void) {
    let name: StaticString = start == nil ? "ul" : "ol"
    let start = start.flatMap { $0 == 1 ? nil : String($0) }
    html.open(name, ["start": start, "class": isTasks ? "tasks" : nil])
    html.newline()
    entries(&html)
    html.close(name)
  }

  func addEntry(isDone: Bool?, to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    html.open("li", ["class": isDone.map { $0 ? "task task-done" : "task" }])
    if let isDone {
      // Words, not a disabled control: a reader of any kind learns the state.
      html.element("span", ["class": "task-state"], text: isDone ? "[done]" : "[open]")
      html.text(" ")
    }
    content(&html)
    html.close("li")
    html.newline()
  }

  /// The lines of an entry: the text of a tight one stays on its line, every block stands on lines of its own.
  struct EntryLines {
    private var endsLine = false

    /// Comes before a block; `isText` says whether it is the text of a tight entry.
    mutating func begin(isText: Bool, in html: inout HTMLText) {
      if !endsLine, !isText { html.newline() }
      endsLine = !isText
    }
  }

  // MARK: - Tables

  /// Adds a table, which scrolls by itself where it is wide, and by keyboard; `label` tells its columns.
  func addTable(
    _ label: String, _ id: String?, hasRows: Bool, to html: inout HTMLText, header: (inout HTMLText) -> Void,
    rows: (inout HTMLText) -> Void
  ) {
    html.open(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Table: " + label, "id": id])
    html.open("table")
    html.newline()
    html.element("thead", header)
    html.newline()
    if hasRows {
      html.open("tbody")
      html.newline()
      rows(&html)
      html.close("tbody")
      html.newline()
    }
    html.close("table")
    html.close("div")
  }

  func addCell(
    _ alignment: Table.Alignment, isHeader: Bool, to html: inout HTMLText, _ content: (inout HTMLText) -> Void
  ) {
    let name: StaticString = isHeader ? "th" : "td"
    let alignment: String? =
      switch alignment {
      case .left: "left"
      case .center: "center"
      case .right: "right"
      case .unspecified: nil
      }
    html.open(name, ["scope": isHeader ? "col" : nil, "class": alignment])
    content(&html)
    html.close(name)
  }

  // MARK: - Footnotes

  // Colons cannot be in a heading's anchor, so these never meet one.
  private func footnoteID(_ number: Int) -> String { "\(hooks.idPrefix)fn:\(number)" }
  private func referenceID(_ number: Int, _ occurrence: Int) -> String {
    "\(hooks.idPrefix)fnref:\(number):\(occurrence)"
  }

  func addFootnoteReference(_ number: Int, _ occurrence: Int, isInLink: Bool, to html: inout HTMLText) {
    // HTML knows no link in a link; the footnote's own link back needs a place to lead to all the same.
    if isInLink { return html.element("sup", ["id": referenceID(number, occurrence)], text: String(number)) }
    html.open("sup")
    html.element(
      "a",
      [
        "href": "#" + footnoteID(number), "id": referenceID(number, occurrence), "class": "footnote-reference",
        "aria-label": "Footnote \(number)",
      ], text: String(number))
    html.close("sup")
  }

  /// Adds the section of the footnotes that `content` adds.
  func addFootnotes(to html: inout HTMLText, _ content: (inout HTMLText) -> Void) {
    html.open("section", ["class": "footnotes", "aria-label": "Footnotes"])
    html.newline()
    html.open("ol")
    html.newline()
    content(&html)
    html.close("ol")
    html.newline()
    html.close("section")
    html.newline()
  }

  /// Adds a footnote with links back to where it is referred to; `last` is the paragraph at its end, which they follow, nil
  /// where it ends otherwise.
  func addFootnote(
    _ number: Int, referenceCount: Int, to html: inout HTMLText, _ content: (inout HTMLText) -> Void,
    last: ((inout HTMLText) -> Void)?
  ) {
    html.open("li", ["id": footnoteID(number)])
    html.newline()
    content(&html)
    html.open("p")
    if let last {
      last(&html)
      html.text(" ")
    }
    for occurrence in 1...max(1, referenceCount) {
      html.element(
        "a",
        [
          "href": "#" + referenceID(number, occurrence), "class": "footnote-back",
          "aria-label": "Back to reference \(number)" + (occurrence > 1 ? ", \(occurrence)" : ""),
        ], text: "↩")
    }
    html.close("p")
    html.newline()
    html.close("li")
    html.newline()
  }
}
