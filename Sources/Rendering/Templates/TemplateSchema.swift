/// The keys that a template of one page type may use; what a template says beyond them is a diagnostic.
public struct TemplateSchema: Sendable {
  /// A key with what it holds.
  public struct Key: Sendable {
    /// What a key holds.
    public enum Kind: Sendable {
      /// Text, to be put anywhere.
      case text
      /// HTML, to be put between tags.
      case html
      /// True or false, for a section.
      case flag
      /// A list with the keys of its elements, for a section.
      case list([Key])
    }

    /// Its name.
    public let name: String
    /// What it holds.
    public let kind: Kind
    /// What it is, for people who write templates.
    public let summary: String

    /// A key named `name`.
    public init(_ name: String, _ kind: Kind, _ summary: String) {
      self.name = name
      self.kind = kind
      self.summary = summary
    }
  }

  /// The template's name, without `.mustache`.
  public let template: String
  /// Its own keys; those of every page (``common``) come besides.
  public let keys: [Key]

  /// The schema of the template `template`.
  public init(_ template: String, _ keys: [Key]) {
    self.template = template
    self.keys = keys
  }

  /// The keys of every page.
  public static let common: [Key] = [
    Key("title", .text, "the page's title"),
    Key("siteTitle", .text, "the site's name"),
    Key("summary", .text, "one sentence for search engines"),
    Key("home", .text, "link to the first page"),
    Key("stylesheet", .text, "link to the stylesheet"),
    Key("script", .text, "link to the script that every page can do without"),
    Key("icon", .text, "link to the site's icon"),
    Key("contentPolicy", .text, "the page's Content-Security-Policy"),
    Key("canonical", .text, "the page's full address; empty without a base URL"),
    Key("alternates", .html, "links to the same facts in other forms, for the head of the page"),
    Key("navigation", .html, "the main links, as list elements"),
    Key("breadcrumbs", .html, "the way to this page, as list elements; empty on the first page"),
    Key("neighbours", .html, "links to the page before and after in its series; empty outside a series"),
    Key("browse", .html, "links to all other ways into the site, as list elements"),
    Key("coverage", .html, "what was read, for the foot of the page"),
  ]
}
