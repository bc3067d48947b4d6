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
    case .text(let text):
      if isInLink || !hooks.text(text, inline.range, &html) { html.text(text) }
    case .code(let text):
      if isInLink || !hooks.code(text, inline.range, &html) { html.element("code", text: text) }
    case .emphasis(let content): html.element("em") { render(content, isInLink: isInLink, to: &$0) }
    case .strong(let content): html.element("strong") { render(content, isInLink: isInLink, to: &$0) }
    case .strikethrough(let content): html.element("del") { render(content, isInLink: isInLink, to: &$0) }
    case .link(let link):
      guard !isInLink, let href = hooks.links.href(of: link.destination, at: inline.range) else {
        return render(link.content, isInLink: isInLink, to: &html)
      }
      html.open("a", ["href": href, "title": link.title.isEmpty ? nil : link.title])
      render(link.content, isInLink: true, to: &html)
      html.close("a")
    case .image(let image):
      let words = image.content.plainText
      guard let source = hooks.links.source(of: image.destination, at: inline.range) else { return html.text(words) }
      html.open("img", ["src": source, "alt": words, "title": image.title.isEmpty ? nil : image.title])
    case .autolink(let destination, let text):
      guard !isInLink, let href = hooks.links.href(of: destination, at: inline.range) else { return html.text(text) }
      html.element("a", ["href": href], text: text)
    case .reference(let reference): render(reference, inline.range, isInLink: isInLink, to: &html)
    case .footnoteReference(let number, let occurrence):
      html.open("sup")
      html.element(
        "a",
        [
          "href": "#" + footnoteID(number), "id": isInLink ? nil : referenceID(number, occurrence),
          "class": "footnote-reference", "aria-label": "Footnote \(number)",
        ], text: String(number))
      html.close("sup")
    case .lineBreak:
      html.open("br")
      html.newline()
    case .softBreak: html.newline()
    case .shownAsWritten(let text): html.text(text)
    }
  }

  private func render(
    _ reference: CrossReference, _ range: SourceRange?, isInLink: Bool, to html: inout HTMLText
  ) {
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

  // Colons cannot be in a heading's anchor, so these never meet one.
  func footnoteID(_ number: Int) -> String { "\(hooks.idPrefix)fn:\(number)" }
  func referenceID(_ number: Int, _ occurrence: Int) -> String { "\(hooks.idPrefix)fnref:\(number):\(occurrence)" }

  /// Adds the section of footnotes, each with links back to where it is referred to.
  public func renderFootnotes(_ footnotes: [Footnote], to html: inout HTMLText) {
    if footnotes.isEmpty { return }
    html.open("section", ["class": "footnotes", "aria-label": "Footnotes"])
    html.newline()
    html.open("ol")
    html.newline()
    for footnote in footnotes {
      html.open("li", ["id": footnoteID(footnote.number)])
      html.newline()
      var blocks = footnote.blocks
      var last: [Inline]?
      if case .paragraph(let inlines)? = blocks.last?.kind {
        last = inlines
        blocks.removeLast()
      }
      render(blocks, to: &html)
      html.open("p")
      if let last {
        render(last, to: &html)
        html.text(" ")
      }
      for occurrence in 1...max(1, footnote.referenceCount) {
        html.element(
          "a",
          [
            "href": "#" + referenceID(footnote.number, occurrence), "class": "footnote-back",
            "aria-label": "Back to reference \(footnote.number)" + (occurrence > 1 ? ", \(occurrence)" : ""),
          ], text: "↩")
      }
      html.close("p")
      html.newline()
      html.close("li")
      html.newline()
    }
    html.close("ol")
    html.newline()
    html.close("section")
    html.newline()
  }
}
