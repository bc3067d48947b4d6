internal import KfuncModel
internal import MarkdownSyntax
internal import Resolution
internal import SiteContent

/// A written lead as blocks of the notes: every format then shows the same words.
struct LeadText {
  let source: NotesSource

  func blocks(_ document: MarkdownDocument) -> [NotesBlock] { blocks(document.blocks) }

  private func blocks(_ blocks: [Block]) -> [NotesBlock] {
    blocks.flatMap { block -> [NotesBlock] in
      switch block.kind {
      case .paragraph(let inlines): return [.paragraph(text(inlines))]
      // A lead is short; a heading in it is a line that stands out.
      case .heading(let heading): return [.paragraph(NotesText([.strong(heading.content.plainText)]))]
      case .list(let list): return [.list(list.items.map { self.blocks($0.blocks) })]
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
    for inline in inlines {
      switch inline.kind {
      case .text(let words): text.add(NamedText.text(words, source))
      case .code(let words):
        let isName = source.targets.names.standing(of: words) != nil
        text.spans.append(.code(words, isName ? .kfunc(words) : nil))
      case .strong(let content), .emphasis(let content), .strikethrough(let content):
        text.spans.append(.strong(content.plainText))
      case .link(let link):
        if case .web(let url) = link.destination {
          text.spans.append(.link(link.content.plainText, .web(url)))
        } else {
          text.say(link.content.plainText)
        }
      case .autolink(let destination, let words):
        if case .web(let url) = destination { text.spans.append(.link(words, .web(url))) } else { text.say(words) }
      case .reference(let reference): add(reference, to: &text)
      case .image(let image): text.say(image.content.plainText)
      case .lineBreak, .softBreak: text.say(" ")
      case .footnoteReference: break
      case .shownAsWritten(let words): text.say(words)
      }
    }
    return text
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
      let title = source.content.threads.first { $0.slug == slug }?.title ?? slug
      text.spans.append(.link(reference.label ?? title, .thread(slug, message: message)))
    case .release(let release, _): text.say(reference.label ?? release.description)
    case nil: text.say(reference.label ?? reference.target)
    }
  }
}
