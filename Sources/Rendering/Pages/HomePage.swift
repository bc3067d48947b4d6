public import CatalogueFacts
internal import HTMLText
internal import RecordWords
internal import SiteContent

/// The first page: what this is, what was read, where to go on.
public struct HomePage: Page {
  private let directory: KfuncDirectory
  private let map: SiteMap

  /// The first page over `directory`, with the written introduction of `map`.
  public init(_ directory: KfuncDirectory, _ map: SiteMap) {
    self.directory = directory
    self.map = map
  }

  /// `/`.
  public var address: PageAddress { .home }
  /// The title.
  public var title: String { "What BPF programs may expect of kfuncs" }
  /// What the site is.
  public var summary: String {
    "A reference to kernel functions that BPF programs may call: what each release has, what changed, who decides."
  }
  /// Nothing is above it.
  public var trail: [Crumb] { [] }

  /// The keys of `home.mustache`.
  public static let schema = TemplateSchema(
    "home",
    [
      .init("introduction", .html, "the text of Content/pages/home.md"),
      .init("kfuncCount", .text, "how many kfuncs there are in all"),
      .init("releaseCount", .text, "how many releases were read"),
      .init("releases", .html, "the releases read, with the number of kfuncs of each"),
      .init("kfuncs", .text, "link to the list of kfuncs"),
      .init("coverageLink", .text, "link to what was read and what was not"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set(
      "introduction",
      html: map.content.pages.first { $0.slug == "home" }.map { map.body(of: $0.document, links) } ?? HTMLText())
    fields.set("kfuncCount", text: Phrases.count(directory.histories.count, "kfunc"))
    fields.set("releaseCount", text: Phrases.count(directory.catalogues.count, "release"))
    fields.set("releases", html: ReleasesTable.html(directory))
    fields.set("kfuncs", text: links.href(.kfuncs))
    fields.set("coverageLink", text: links.href(.coverage))
    return fields
  }
}
