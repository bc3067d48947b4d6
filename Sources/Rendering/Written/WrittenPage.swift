public import Diagnostics
internal import HTMLText
internal import MarkdownHTML
internal import MarkdownSyntax
internal import Resolution
public import SiteContent

/// A page of its own that people wrote: about, glossary.
public struct WrittenPage: Page {
  private let page: ContentPage
  private let map: SiteMap

  /// The page `page`.
  public init(_ page: ContentPage, _ map: SiteMap) {
    self.page = page
    self.map = map
  }

  /// `/SLUG/`.
  public var address: PageAddress { .page(page.slug) }
  /// Its file.
  public var source: SourceLocation? { SourceLocation(file: page.document.path) }
  /// Its title, or its name.
  public var title: String { page.title ?? page.slug }
  /// Its summary.
  public var summary: String { page.summary }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// The keys of `page.mustache`.
  public static let schema = TemplateSchema("page", [.init("body", .html, "the text")])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("body", html: map.body(of: page.document, links))
    return fields
  }
}

extension SiteMap {
  /// A whole document for a page whose template has the title: a heading of level 1 that repeats it is left out.
  func body(of document: MarkdownDocument, _ links: PageLinks) -> HTMLText {
    let renderer = renderer(for: document, links, headings: 1)
    return HTMLText { html in
      for block in document.blocks {
        if case .heading(let heading) = block.kind, heading.level == 1 { continue }
        renderer.render([block], to: &html)
      }
      renderer.renderFootnotes(document.footnotes, to: &html)
    }
  }

  /// Adds the notes on a kfunc, headings below the page's own.
  func addNotes(on name: String, _ links: PageLinks, to html: inout HTMLText) {
    guard let note = note(name), note.hasNotes else { return }
    let document = note.document
    let anchors = self.document(.note(name))?.blockAnchors
    renderer(for: document, links, headings: 3, anchors: anchors).render(document, to: &html)
  }
}
