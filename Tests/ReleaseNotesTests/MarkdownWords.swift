import MarkdownSyntax
import ReleaseNotes

/// The words of a document as a reader of Markdown or HTML meets them, in order.
enum MarkdownWords {
  static func words(_ document: NotesDocument, isHTML: Bool = false) -> String {
    ([document.title] + document.introduction.map { words($0, isHTML) } + document.sections.map { words($0, isHTML) })
      .joined(separator: " ")
  }

  private static func words(_ section: NotesSection, _ isHTML: Bool) -> String {
    ([section.title] + section.blocks.map { words($0, isHTML) } + section.parts.map { words($0, isHTML) })
      .joined(separator: " ")
  }

  private static func words(_ block: NotesBlock, _ isHTML: Bool) -> String {
    switch block {
    case .paragraph(let text): text.words
    case .list(let entries), .numbered(_, let entries):
      entries.map { $0.map { words($0, isHTML) }.joined(separator: " ") }.joined(separator: " ")
    case .entry(let name, let blocks): ([name] + blocks.map { words($0, isHTML) }).joined(separator: " ")
    case .forms(let old, let new): "- \(old) + \(new)"
    case .code(let code): code
    case .quote(let blocks): blocks.map { words($0, isHTML) }.joined(separator: " ")
    case .table(let header, let rows): (header + rows.flatMap { $0.map(\.words) }).joined(separator: " ")
    // What unfolds in HTML is announced with a colon in Markdown.
    case .folded(let title, let blocks):
      ([title + (isHTML ? "" : ":")] + blocks.map { words($0, isHTML) }).joined(separator: " ")
    }
  }
}

extension Block {
  /// All words in it.
  var allText: String {
    switch kind {
    case .paragraph(let inlines): inlines.plainText
    case .heading(let heading): heading.content.plainText
    case .list(let list): list.items.map { $0.blocks.map(\.allText).joined(separator: " ") }.joined(separator: " ")
    case .blockQuote(let blocks), .alert(_, let blocks): blocks.map(\.allText).joined(separator: " ")
    case .codeBlock(_, let text): text
    case .table(let table):
      (table.header.cells + table.rows.flatMap(\.cells)).map { $0.content.plainText }.joined(separator: " ")
    case .thematicBreak: ""
    case .shownAsWritten(let text), .unparsed(let text): text
    }
  }

  /// The addresses of all links in it.
  var webLinks: [String] {
    switch kind {
    case .paragraph(let inlines): inlines.flatMap(\.addresses)
    case .heading(let heading): heading.content.flatMap(\.addresses)
    case .list(let list): list.items.flatMap { $0.blocks.flatMap(\.webLinks) }
    case .blockQuote(let blocks), .alert(_, let blocks): blocks.flatMap(\.webLinks)
    case .table(let table):
      (table.header.cells + table.rows.flatMap(\.cells)).flatMap { $0.content.flatMap(\.addresses) }
    default: []
    }
  }
}

extension Inline {
  var addresses: [String] {
    switch kind {
    case .link(let link), .image(let link): [link.destination.href]
    case .autolink(let destination, _): [destination.href]
    default: children.flatMap(\.addresses)
    }
  }
}
