internal import KfuncModel
internal import MarkdownSyntax
internal import Resolution
internal import SiteContent

/// A written lead as blocks of the notes: every format then shows the same words.
struct LeadText {
  let source: NotesSource

  /// The blocks of `document`, its footnotes at the end.
  func blocks(_ document: MarkdownDocument) -> [NotesBlock] {
    blocks(document.blocks) + document.footnotes.flatMap(blocks)
  }

  private func blocks(_ footnote: Footnote) -> [NotesBlock] {
    var blocks = blocks(footnote.blocks)
    var text = NotesText(mark(ofFootnote: footnote.number))
    if case .paragraph(let first)? = blocks.first {
      text.sentence(first)
      blocks.removeFirst()
    }
    return [.paragraph(text)] + blocks
  }

  /// What stands where a footnote is referred to, and before its text: mail has no other way.
  private func mark(ofFootnote number: Int) -> String { "[\(number)]" }

  private func blocks(_ blocks: [Block]) -> [NotesBlock] {
    blocks.flatMap { block -> [NotesBlock] in
      switch block.kind {
      case .paragraph(let inlines): return [.paragraph(text(inlines))]
      // A lead is short; a heading in it is a line that stands out.
      case .heading(let heading): return [.paragraph(NotesText([.strong(heading.content.plainText)]))]
      case .list(let list):
        let entries = list.items.map { self.blocks($0.blocks) }
        return [list.start.map { .numbered(start: $0, entries) } ?? .list(entries)]
      case .blockQuote(let quoted): return [.quote(self.blocks(quoted))]
      case .alert(_, let content): return [.quote(self.blocks(content))]
      case .codeBlock(_, let text): return [.code(text)]
      case .table(let table):
        return [
          .table(
            header: table.header.cells.map { $0.content.plainText },
            rows: table.rows.map { $0.cells.map { text($0.content) } })
        ]
      case .thematicBreak: return []
      case .shownAsWritten(let words), .unparsed(let words): return [.paragraph(NotesText(words))]
      }
    }
  }

  private func text(_ inlines: [Inline]) -> NotesText {
    var text = NotesText()
    add(inlines, to: &text) { $1.add(NamedText.text($0, source)) }
    return text
  }

  /// Adds `inlines`; `say` adds plain words as they are marked up there.
  private func add(_ inlines: [Inline], to text: inout NotesText, _ say: (String, inout NotesText) -> Void) {
    for inline in inlines {
      switch inline.kind {
      case .text(let words), .shownAsWritten(let words): say(words, &text)
      case .code(let words):
        let isName = source.targets.names.standing(of: words) != nil
        text.spans.append(.code(words, isName ? .kfunc(words) : nil))
      case .strong(let content), .emphasis(let content): add(content, to: &text) { $1.stress($0) }
      case .strikethrough(let content): add(content, to: &text) { $1.strike($0) }
      case .link(let link):
        if case .web(let url) = link.destination {
          text.spans.append(.link(link.content.plainText, .web(url)))
        } else {
          say(link.content.plainText, &text)
        }
      case .autolink(let destination, let words):
        if case .web(let url) = destination { text.spans.append(.link(words, .web(url))) } else { say(words, &text) }
      case .reference(let reference): add(reference, to: &text)
      case .image(let image): say(image.content.plainText, &text)
      case .lineBreak, .softBreak: say(" ", &text)
      case .footnoteReference(let number, _): say(mark(ofFootnote: number), &text)
      }
    }
  }

  private func add(_ reference: CrossReference, to text: inout NotesText) {
    switch try? source.targets.resolve(reference) {
    case .kfunc(let name):
      if let label = reference.label {
        text.spans.append(.link(label, .kfunc(name)))
      } else {
        text.spans.append(.code(name, .kfunc(name)))
      }
    case .clause(let id, _):
      text.spans.append(.link(reference.label ?? source.clauseTitles[id] ?? id, .clause(id)))
    case .thread(let slug, let message):
      text.spans.append(.link(reference.label ?? source.threadTitles[slug] ?? slug, .thread(slug, message: message)))
    case .release(let release, _): text.say(reference.label ?? release.description)
    case nil: text.say(reference.label ?? reference.target)
    }
  }
}
