/// Release notes as Markdown: ready for a mail or a changelog, readable as it stands.
public struct MarkdownNotesWriter: Sendable {
  private let links: any NotesLinks

  /// A writer whose words lead where `links` says.
  public init(links: any NotesLinks) { self.links = links }

  /// The text of `document`, which ends with a newline.
  public func text(of document: NotesDocument) -> String {
    var lines = ["# " + MarkdownText.escaped(document.title), ""]
    add(document.introduction, to: &lines)
    for section in document.sections { add(section, level: 2, to: &lines) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private func add(_ section: NotesSection, level: Int, to lines: inout [String]) {
    lines += [String(repeating: "#", count: min(level, 6)) + " " + MarkdownText.escaped(section.title), ""]
    add(section.blocks, to: &lines)
    for part in section.parts { add(part, level: level + 1, to: &lines) }
  }

  private func add(_ blocks: [NotesBlock], to lines: inout [String]) {
    for block in blocks {
      lines += self.lines(of: block)
      lines.append("")
    }
  }

  /// The lines of blocks one after another, with an empty line between.
  private func lines(of blocks: [NotesBlock]) -> [String] {
    Array(blocks.map(lines(of:)).joined(separator: [""]))
  }

  private func lines(of block: NotesBlock) -> [String] {
    switch block {
    case .paragraph(let text): return MarkdownText.wrapped(spans(text))
    case .list(let entries): return entries.flatMap { lines(of: $0, behind: "- ") }
    case .numbered(let start, let entries):
      // Ten digits are no mark of a list; all numbers but the first are for readers of the text alone.
      return entries.enumerated().flatMap { index, blocks in
        lines(of: blocks, behind: "\(min(start + index, 999_999_999)). ")
      }
    case .entry(let name, let blocks):
      return ["**" + spans(.names([name])).joined() + "**", ""] + lines(of: blocks)
    case .forms(let old, let new):
      return fenced(["- " + MarkdownText.oneLine(old), "+ " + MarkdownText.oneLine(new)], "diff")
    case .code(let code): return fenced(MarkdownText.lines(code), "c")
    case .quote(let blocks): return lines(of: blocks).map { $0.isEmpty ? ">" : "> " + $0 }
    case .table(let header, let rows):
      let cells = { (texts: [String]) in "| " + texts.joined(separator: " | ") + " |" }
      return [cells(header.map(MarkdownText.escaped)), cells(header.map { _ in "---" })]
        + rows.map { row in cells(row.map { text in spans(text).joined().replacing("|", with: "\\|") }) }
    case .folded(let words, let blocks):
      // Markdown has nothing that folds without raw HTML: the words announce what follows.
      return MarkdownText.wrapped([MarkdownText.escaped(words) + ":"]) + [""] + lines(of: blocks)
    }
  }

  /// The lines of an entry of a list behind its mark, to which all further ones are indented.
  private func lines(of entry: [NotesBlock], behind mark: String) -> [String] {
    let indentation = String(repeating: " ", count: mark.count)
    return lines(of: entry).enumerated().map { index, line in
      index == 0 ? mark + line : line.isEmpty ? "" : indentation + line
    }
  }

  private func fenced(_ content: [String], _ info: String) -> [String] {
    let longest = content.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + info] + content + [fence]
  }

  /// Pieces that no line break may cut.
  private func spans(_ text: NotesText) -> [String] {
    text.spans.map { span in
      switch span {
      case .text(let words): return MarkdownText.escaped(words)
      case .strong(let words): return MarkdownText.marked(words, by: "**")
      case .struck(let words): return MarkdownText.marked(words, by: "~~")
      case .code(let words, let target):
        let code = MarkdownText.code(words)
        return target.flatMap(links.href).map { "[\(code)](\(MarkdownText.destination($0)))" } ?? code
      case .link(let words, let target):
        let label = MarkdownText.escaped(words)
        return links.href(target).map { "[\(label)](\(MarkdownText.destination($0)))" } ?? "“\(label)”"
      }
    }
  }
}
