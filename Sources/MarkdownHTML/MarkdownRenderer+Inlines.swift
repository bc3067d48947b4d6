public import HTMLText
public import MarkdownSyntax

extension MarkdownRenderer {
  /// Adds `inlines`.
  public func render(_ inlines: [Inline], to html: inout HTMLText) { render(inlines, isInLink: false, to: &html) }

  /// Inside a link nothing may become another one: HTML knows no link in a link.
  private func render(_ inlines: [Inline], isInLink: Bool, to html: inout HTMLText) {
    for inline in inlines { render(inline, isInLink: isInLink, to: &html) }
  }

  private func render(_ inline: Inline, isInLink: Bool, to html: inout HTMLText) {
    switch inline.kind {
    case .text(let text): text.utf8.span.withUnsafeBufferPointer { addText($0, isInLink, to: &html) { inline.range } }
    case .code(let text): text.utf8.span.withUnsafeBufferPointer { addCode($0, isInLink, to: &html) { inline.range } }
    case .emphasis(let content): html.element("em") { render(content, isInLink: isInLink, to: &$0) }
    case .strong(let content): html.element("strong") { render(content, isInLink: isInLink, to: &$0) }
    case .strikethrough(let content): html.element("del") { render(content, isInLink: isInLink, to: &$0) }
    case .link(let link):
      addLink(link.destination, link.title, inline.range, isInLink, to: &html) {
        render(link.content, isInLink: $0, to: &$1)
      }
    case .image(let image): addImage(image.destination, image.title, image.content.plainText, inline.range, to: &html)
    case .autolink(let destination, let text): addAddress(destination, text, inline.range, isInLink, to: &html)
    case .reference(let reference): add(reference, inline.range, isInLink, to: &html)
    case .footnoteReference(let number, let occurrence):
      addFootnoteReference(number, occurrence, isInLink: isInLink, to: &html)
    case .lineBreak: addLineBreak(to: &html)
    case .softBreak: html.newline()
    case .shownAsWritten(let text): html.text(text)
    }
  }

  // MARK: - The markup of each kind

  func addText(
    _ text: UnsafeBufferPointer<UInt8>, _ isInLink: Bool, to html: inout HTMLText, at range: () -> SourceRange?
  ) {
    if isInLink || !hooks.text(text, range, &html) { html.text(utf8: text) }
  }

  func addCode(
    _ text: UnsafeBufferPointer<UInt8>, _ isInLink: Bool, to html: inout HTMLText, at range: () -> SourceRange?
  ) {
    if !isInLink, hooks.code(text, range, &html) { return }
    html.open("code")
    html.text(utf8: text)
    html.close("code")
  }

  /// Adds a link; `content` is told whether it stands in one.
  func addLink(
    _ destination: LinkDestination, _ title: String, _ range: SourceRange?, _ isInLink: Bool, to html: inout HTMLText,
    _ content: (Bool, inout HTMLText) -> Void
  ) {
    guard !isInLink, let href = hooks.links.href(of: destination, at: range) else { return content(isInLink, &html) }
    html.open("a", ["href": href, "title": title.isEmpty ? nil : title])
    content(true, &html)
    html.close("a")
  }

  func addImage(
    _ destination: LinkDestination, _ title: String, _ words: String, _ range: SourceRange?, to html: inout HTMLText
  ) {
    guard let source = hooks.links.source(of: destination, at: range) else { return html.text(words) }
    html.open("img", ["src": source, "alt": words, "title": title.isEmpty ? nil : title])
  }

  /// Adds an address that stands for itself.
  func addAddress(
    _ destination: LinkDestination, _ text: String, _ range: SourceRange?, _ isInLink: Bool, to html: inout HTMLText
  ) {
    guard !isInLink, let href = hooks.links.href(of: destination, at: range) else { return html.text(text) }
    html.element("a", ["href": href], text: text)
  }

  func add(_ reference: CrossReference, _ range: SourceRange?, _ isInLink: Bool, to html: inout HTMLText) {
    guard let link = hooks.links.link(to: reference, at: range) else {
      return html.text(reference.label ?? reference.target)
    }
    if !isInLink { html.open("a", ["href": link.href]) }
    if let label = reference.label {
      html.text(label)
    } else if link.isCode {
      html.element("code", text: link.text)
    } else {
      html.text(link.text)
    }
    if !isInLink { html.close("a") }
  }

  func addLineBreak(to html: inout HTMLText) {
    html.open("br")
    html.newline()
  }

  /// Adds the section of footnotes, each with links back to where it is referred to.
  public func renderFootnotes(_ footnotes: [Footnote], to html: inout HTMLText) {
    if footnotes.isEmpty { return }
    addFootnotes(to: &html) { html in
      for footnote in footnotes {
        var blocks = footnote.blocks
        var last: ((inout HTMLText) -> Void)?
        if case .paragraph(let inlines)? = blocks.last?.kind {
          last = { render(inlines, to: &$0) }
          blocks.removeLast()
        }
        addFootnote(
          footnote.number, referenceCount: footnote.referenceCount, to: &html, { render(blocks, to: &$0) }, last: last)
      }
    }
  }
}
