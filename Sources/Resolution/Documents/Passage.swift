public import MarkdownSyntax

/// A stretch of text that a link can jump to: a paragraph, a heading, a cell of a table, a block of code.
public struct Passage: Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    case paragraph
    case heading
    case cell
    /// A code block.
    case code
    /// Shown as it was written: raw HTML, or a document that was not parsed.
    case raw
  }

  /// What it is.
  public var kind: Kind
  /// The text without markup, a line end as a space, in UTF-8.
  public var text: [UInt8]
  /// Where it is written.
  public var range: SourceRange?
  /// The anchor to jump to: its own, else that of the heading above; nil where there is neither.
  public var anchor: String?
  /// The anchor and text of the heading above it, or of itself.
  public var heading: Heading?
  /// How many block quotes it stands in: in a message, the depth of quotation.
  public var quoteDepth: Int

  /// A heading that a passage stands under.
  public struct Heading: Hashable, Sendable {
    /// Its anchor.
    public var anchor: String
    /// Its text.
    public var title: String
  }

  /// The text as a string.
  public var plainText: String { String(decoding: text, as: UTF8.self) }
}
