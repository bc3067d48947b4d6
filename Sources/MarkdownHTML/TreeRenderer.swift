internal import HTMLText
internal import MarkdownSyntax

/// The HTML of a document straight from the tree that it is kept as.
///
/// Made into values of blocks and inlines first, ten thousand notes took 1.2 million allocations, and half of the time that
/// showing them takes.
struct TreeRenderer {
  private let renderer: MarkdownRenderer
  private let tree: FlatTree

  init(_ renderer: MarkdownRenderer, _ tree: FlatTree) {
    self.renderer = renderer
    self.tree = tree
  }

  /// Adds the whole document, footnotes at its end.
  func render(to html: inout HTMLText) {
    render(0..<tree.bodyEnd, to: &html)
    let footnotes = tree.bodyEnd..<tree.nodes.count
    if footnotes.isEmpty { return }
    renderer.addFootnotes(to: &html) { html in
      visit(footnotes) { footnote in
        let (number, referenceCount) = tree.numbers(of: footnote)
        let blocks = tree.children(of: footnote)
        guard let last = last(in: blocks), tree.nodes[last].kind == .paragraph else {
          return renderer.addFootnote(
            number, referenceCount: referenceCount, to: &html, { render(blocks, to: &$0) }, last: nil)
        }
        renderer.addFootnote(
          number, referenceCount: referenceCount, to: &html, { render(blocks.lowerBound..<last, to: &$0) },
          last: { render(inlines: tree.children(of: last), false, to: &$0) })
      }
    }
  }

  /// Calls `body` for each node in `range` that is below no other in it.
  private func visit(_ range: Range<Int>, _ body: (Int) -> Void) {
    var index = range.lowerBound
    while index < range.upperBound {
      body(index)
      index = tree.end(of: index)
    }
  }

  /// The last of the nodes that ``visit(_:_:)`` visits.
  private func last(in range: Range<Int>) -> Int? {
    var last: Int?
    visit(range) { last = $0 }
    return last
  }

  private func id(of index: Int) -> String? { renderer.id(at: tree.offsets(of: index)) }

  // MARK: - Blocks

  private func render(_ blocks: Range<Int>, to html: inout HTMLText) {
    visit(blocks) { render($0, isTight: false, to: &html) }
  }

  private func render(_ index: Int, isTight: Bool, to html: inout HTMLText) {
    let inside = tree.children(of: index)
    switch tree.nodes[index].kind {
    case .heading:
      let level = Int(tree.nodes[index].number & ~FlatTree.writtenAnchor)
      renderer.addHeading(level, tree.anchor(ofHeading: index), to: &html) { render(inlines: inside, false, to: &$0) }
    case .list: renderList(index, to: &html)
    case .blockQuote: renderer.addBlockQuote(to: &html) { render(inside, to: &$0) }
    case .alert: renderer.addAlert(tree.alertKind(of: index), to: &html) { render(inside, to: &$0) }
    case .codeBlock:
      renderer.addCode(tree.string(.info, of: index) ?? "", tree.string(of: index), id(of: index), to: &html)
    case .table: renderTable(index, to: &html)
    case .thematicBreak: html.open("hr")
    case .writtenBlock, .unparsed:
      renderer.addAsWritten(id(of: index), to: &html) { html in tree.withText(of: index) { html.text(utf8: $0) } }
    default:
      renderer.addParagraph(id(of: index), isTight: isTight, to: &html) { render(inlines: inside, false, to: &$0) }
      if isTight { return }
    }
    html.newline()
  }

  private func renderList(_ index: Int, to html: inout HTMLText) {
    let entries = tree.children(of: index)
    var isTasks = false
    visit(entries) { if tree.isDone($0) != nil { isTasks = true } }
    let isTight = tree.isTight(index)
    renderer.addList(tree.start(ofList: index), isTasks: isTasks, to: &html) { html in
      visit(entries) { entry in
        renderer.addEntry(isDone: tree.isDone(entry), to: &html) { html in
          var lines = MarkdownRenderer.EntryLines()
          visit(tree.children(of: entry)) { block in
            lines.begin(isText: isTight && tree.nodes[block].kind == .paragraph, in: &html)
            render(block, isTight: isTight, to: &html)
          }
        }
      }
    }
  }

  private func renderTable(_ index: Int, to html: inout HTMLText) {
    let alignments = tree.alignments(ofTable: index)
    let rows = tree.children(of: index)
    let behindHeader = rows.isEmpty ? rows.lowerBound : tree.end(of: rows.lowerBound)
    var columns: [String] = []
    if !rows.isEmpty {
      visit(tree.children(of: rows.lowerBound)) { columns.append(tree.plainText(of: tree.children(of: $0))) }
    }
    renderer.addTable(
      columns.joined(separator: ", "), id(of: index), hasRows: behindHeader < rows.upperBound, to: &html,
      header: { html in
        row(rows.isEmpty ? nil : rows.lowerBound, alignments, isHeader: true, to: &html)
      },
      rows: { html in
        visit(behindHeader..<rows.upperBound) { row in
          self.row(row, alignments, isHeader: false, to: &html)
          html.newline()
        }
      })
  }

  private func row(_ index: Int?, _ alignments: [Table.Alignment], isHeader: Bool, to html: inout HTMLText) {
    html.open("tr")
    var column = 0
    visit(index.map(tree.children) ?? 0..<0) { cell in
      let alignment = column < alignments.count ? alignments[column] : .unspecified
      column += 1
      renderer.addCell(alignment, isHeader: isHeader, to: &html) {
        render(inlines: tree.children(of: cell), false, to: &$0)
      }
    }
    html.close("tr")
  }

  // MARK: - Inlines

  /// Inside a link nothing may become another one: HTML knows no link in a link.
  private func render(inlines: Range<Int>, _ isInLink: Bool, to html: inout HTMLText) {
    var index = inlines.lowerBound
    while index < inlines.upperBound {
      render(inline: index, isInLink, to: &html)
      index = tree.end(of: index)
    }
  }

  private func render(inline index: Int, _ isInLink: Bool, to html: inout HTMLText) {
    let inside = tree.children(of: index)
    switch tree.nodes[index].kind {
    case .code:
      tree.withText(of: index) { renderer.addCode($0, isInLink, to: &html) { tree.range(of: index) } }
    case .emphasis: html.element("em") { render(inlines: inside, isInLink, to: &$0) }
    case .strong: html.element("strong") { render(inlines: inside, isInLink, to: &$0) }
    case .strikethrough: html.element("del") { render(inlines: inside, isInLink, to: &$0) }
    case .link:
      renderer.addLink(
        tree.destination(of: index), tree.string(.title, of: index) ?? "", tree.range(of: index), isInLink, to: &html
      ) { render(inlines: inside, $0, to: &$1) }
    case .image:
      renderer.addImage(
        tree.destination(of: index), tree.string(.title, of: index) ?? "", tree.plainText(of: inside),
        tree.range(of: index), to: &html)
    case .autolink:
      renderer.addAddress(
        tree.destination(of: index), tree.string(of: index), tree.range(of: index), isInLink, to: &html)
    case .reference: renderer.add(tree.reference(index), tree.range(of: index), isInLink, to: &html)
    case .footnoteReference:
      let (number, occurrence) = tree.numbers(of: index)
      renderer.addFootnoteReference(number, occurrence, isInLink: isInLink, to: &html)
    case .lineBreak: renderer.addLineBreak(to: &html)
    case .softBreak: html.newline()
    case .writtenInline: tree.withText(of: index) { html.text(utf8: $0) }
    default:
      tree.withText(of: index) { renderer.addText($0, isInLink, to: &html) { tree.range(of: index) } }
    }
  }
}
