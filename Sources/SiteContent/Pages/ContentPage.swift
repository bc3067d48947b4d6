public import KfuncModel
public import MarkdownSyntax

/// A page of its own: `pages/SLUG.md`.
public struct ContentPage: Equatable, Sendable {
  /// The name in its address, that of the file.
  public var slug: String
  /// The title, from the front matter, else from the first heading; nil where neither has one.
  public var title: String?
  /// One sentence on what it is; empty for none.
  public var summary: String
  /// The text; who reads it is noted.
  public var document: MarkdownDocument {
    get { words.read }
    set { words = Words(newValue) }
  }
  private(set) var words: Words

  /// A page made of its parts.
  public init(slug: String, title: String?, summary: String, document: MarkdownDocument) {
    self.slug = slug
    self.title = title
    self.summary = summary
    words = Words(document)
  }
}

/// A written lead of a release's notes: `releases/RELEASE.md`.
public struct ReleaseLead: Equatable, Sendable {
  /// The release.
  public var release: KernelRelease
  /// The text; who reads it is noted.
  public var document: MarkdownDocument {
    get { words.read }
    set { words = Words(newValue) }
  }
  private(set) var words: Words

  /// A lead made of its parts.
  public init(release: KernelRelease, document: MarkdownDocument) {
    self.release = release
    words = Words(document)
  }
}
