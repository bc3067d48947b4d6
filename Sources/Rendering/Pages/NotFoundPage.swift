/// What a server answers for an address that does not exist.
public struct NotFoundPage: Page {
  /// The page.
  public init() {}

  /// `/404.html`.
  public var address: PageAddress { .notFound }
  /// The title.
  public var title: String { "No such page" }
  /// What the page says.
  public var summary: String { "No page has this address." }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// The keys of `not-found.mustache`.
  public static let schema = TemplateSchema(
    "not-found", [.init("kfuncs", .text, "link to the list of kfuncs")])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("kfuncs", text: links.href(.kfuncs))
    return fields
  }
}
