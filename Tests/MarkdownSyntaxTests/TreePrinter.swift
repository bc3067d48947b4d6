import MarkdownSyntax

/// A tree as text, one node a line: its kind, what it holds, and the source at its range between guillemets.
struct TreePrinter {
  let bytes: [UInt8]
  private(set) var text = ""

  static func text(of markdown: String) -> String {
    let document = MarkdownDocument(path: "a.md", bytes: Array(markdown.utf8))
    var printer = TreePrinter(bytes: Array(markdown.utf8))
    printer.add(document.blocks, 0)
    for footnote in document.footnotes {
      printer.line("footnote \(footnote.number) used \(footnote.referenceCount)", footnote.range, 0)
      printer.add(footnote.blocks, 1)
    }
    return printer.text
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func line(_ what: String, _ range: SourceRange?, _ depth: Int) {
    text += String(repeating: "  ", count: depth) + what
    if let range {
      let shown = String(decoding: bytes[range.offsets], as: UTF8.self).replacing("\n", with: "⏎")
      text += " \(range.line):\(range.column) «\(shown)»"
    }
    text += "\n"
  }

  private mutating func add(_ blocks: [Block], _ depth: Int) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let inlines):
        line("paragraph", block.range, depth)
        add(inlines, depth + 1)
      case .heading(let heading):
        line("heading\(heading.level) #\(heading.anchor)", block.range, depth)
        add(heading.content, depth + 1)
      case .list(let list):
        line("list\(list.start.map { " from \($0)" } ?? "")\(list.isTight ? " tight" : "")", block.range, depth)
        for entry in list.items {
          line("item\(entry.isDone.map { $0 ? " done" : " open" } ?? "")", entry.range, depth + 1)
          add(entry.blocks, depth + 2)
        }
      case .blockQuote(let blocks):
        line("quote", block.range, depth)
        add(blocks, depth + 1)
      case .alert(let kind, let blocks):
        line("alert \(kind.rawValue)", block.range, depth)
        add(blocks, depth + 1)
      case .codeBlock(let info, let text): line("code [\(info)] \(quoted(text))", block.range, depth)
      case .table(let table):
        line("table \(table.alignments)", block.range, depth)
        for row in [table.header] + table.rows {
          line("row", row.range, depth + 1)
          for cell in row.cells {
            line("cell", cell.range, depth + 2)
            add(cell.content, depth + 3)
          }
        }
      case .thematicBreak: line("break", block.range, depth)
      case .shownAsWritten(let text): line("written \(quoted(text))", block.range, depth)
      case .unparsed(let text): line("unparsed \(quoted(text))", block.range, depth)
      }
    }
  }

  private mutating func add(_ inlines: [Inline], _ depth: Int) {
    for inline in inlines {
      let what: String
      switch inline.kind {
      case .text(let text): what = "text \(quoted(text))"
      case .code(let text): what = "code \(quoted(text))"
      case .emphasis: what = "emphasis"
      case .strong: what = "strong"
      case .strikethrough: what = "struck"
      case .link(let link): what = "link \(link.destination) \(quoted(link.title))"
      case .image(let link): what = "image \(link.destination) \(quoted(link.title))"
      case .autolink(let destination, let text): what = "autolink \(destination) \(quoted(text))"
      case .reference(let reference):
        what = "reference \(reference.kind.rawValue) \(reference.target)\(reference.label.map { " '\($0)'" } ?? "")"
      case .footnoteReference(let number, let occurrence): what = "footnote-reference \(number) \(occurrence)"
      case .lineBreak: what = "hard"
      case .softBreak: what = "soft"
      case .shownAsWritten(let text): what = "written \(quoted(text))"
      }
      line(what, inline.range, depth)
      add(inline.children, depth + 1)
    }
  }

  private func quoted(_ text: String) -> String { "'" + text.replacing("\n", with: "⏎") + "'" }
}
