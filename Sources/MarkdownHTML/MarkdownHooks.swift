public import HTMLText
public import MarkdownSyntax

/// Where links lead, decided by whoever knows the site: rendering never resolves anything itself.
public protocol LinkResolver: Sendable {
  /// The `href` of a link that a writer wrote, or nil if it leads nowhere; the text is then shown without a link.
  func href(of destination: LinkDestination, at range: SourceRange?) -> String?
  /// The `href` and text of a reference, or nil if nothing has that name; it is then shown as its target.
  func link(to reference: CrossReference, at range: SourceRange?) -> ResolvedLink?
  /// The `src` of an image, or nil if it may not be shown; the alternative text is then shown.
  func source(of image: LinkDestination, at range: SourceRange?) -> String?
}

/// A link that was resolved.
public struct ResolvedLink: Hashable, Sendable {
  /// Where it leads.
  public var href: String
  /// What it reads if the writer gave no label.
  public var text: String
  /// Whether that text is a name in the program's sense and is set as code.
  public var isCode: Bool

  /// A link made of its parts.
  public init(href: String, text: String, isCode: Bool) {
    self.href = href
    self.text = text
    self.isCode = isCode
  }
}

/// Leaves every destination as it was written and knows no references.
public struct PlainLinkResolver: LinkResolver {
  /// The resolver.
  public init() {}
  /// The destination as it is.
  public func href(of destination: LinkDestination, at range: SourceRange?) -> String? { destination.href }
  /// Nothing.
  public func link(to reference: CrossReference, at range: SourceRange?) -> ResolvedLink? { nil }
  /// The destination as it is.
  public func source(of image: LinkDestination, at range: SourceRange?) -> String? { image.href }
}

/// What a caller may decide about parts of a document. Each closure adds HTML for what it is given, or returns false
/// to leave it to the renderer.
public struct MarkdownHooks: Sendable {
  /// Where links lead.
  public var links: any LinkResolver
  /// A code block's content, inside `<pre><code>`: its info string and text.
  public var codeBlock: @Sendable (_ info: String, _ text: String, inout HTMLText) -> Bool
  /// Plain text outside links, in UTF-8, which may become several pieces with links to what it mentions. Where it is written
  /// is found for who asks.
  public var text: @Sendable (_ text: UnsafeBufferPointer<UInt8>, () -> SourceRange?, inout HTMLText) -> Bool
  /// A code span outside links, with its `<code>`.
  public var code: @Sendable (_ text: UnsafeBufferPointer<UInt8>, () -> SourceRange?, inout HTMLText) -> Bool
  /// The anchor of a block that is no heading and stands at these bytes of the file, for links that jump to it; nil for none.
  public var anchor: @Sendable (_ offsets: Range<Int>) -> String?
  /// What is put before every id and anchor, where several documents share a page.
  public var idPrefix: String
  /// The level that headings of level 1 get, 1 to 6; deeper ones follow.
  public var topHeadingLevel: Int
  /// Whether headings carry a link to themselves.
  public var hasPermalinks: Bool

  /// Hooks that decide nothing but where links lead.
  public init(links: any LinkResolver = PlainLinkResolver()) {
    self.links = links
    codeBlock = { _, _, _ in false }
    text = { _, _, _ in false }
    code = { _, _, _ in false }
    anchor = { _ in nil }
    idPrefix = ""
    topHeadingLevel = 1
    hasPermalinks = true
  }
}
