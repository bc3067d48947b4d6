internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// The releases that were read, newest first, each with its notes in a sentence.
public struct ReleaseListPage: Page {
  private let pages: [ReleasePage]

  /// The list of `pages`, oldest release first.
  public init(_ pages: [ReleasePage]) { self.pages = pages }

  /// `/releases/`.
  public var address: PageAddress { .releases }
  /// The title.
  public var title: String { "Releases" }
  /// What the page holds.
  public var summary: String {
    "What changed for BPF programs in \(Phrases.count(pages.count, "release")), each against the one read before it."
  }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// All releases, read or not.
  public var alternates: [AlternateForm] { [.json(.releasesData, "All releases as JSON")] }

  /// The keys of `releases.mustache`.
  public static let schema = TemplateSchema(
    "releases",
    [
      .init("introduction", .text, "what the list holds"),
      .init("list", .html, "the releases, newest first; empty where none was read"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("introduction", text: summary)
    fields.set(
      "list",
      html: HTMLText { html in
        for page in pages.reversed() {
          let anchor = "entry-" + (page.address.folders.last ?? "")
          html.element("section", ["class": "entry", "id": anchor]) { html in
            html.element("h2", ["id": anchor + "-name"]) { html in
              html.link(links, page.address, text: page.title)
              Permalink.add(anchor, to: page.title, in: &html)
            }
            html.element("p", text: page.summary)
          }
          html.newline()
        }
      })
    return fields
  }
}
