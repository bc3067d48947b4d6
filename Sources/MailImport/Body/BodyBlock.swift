/// A piece of a mail's text: a paragraph, a piece of code or of a patch, or a mark that something was left out.
public struct BodyBlock: Hashable, Sendable {
  /// What a block is.
  public enum Kind: String, Hashable, Sendable {
    /// Lines of prose; each begins with its indentation as spaces and ends without any.
    case prose
    /// Lines of code, as the author wrote them.
    case code
    /// A patch or a part of one, with its list of changed files.
    case diff
    /// A visible gap, made by a person or by folding: `[…]`.
    case elision
  }

  /// What it is.
  public var kind: Kind
  /// How deep it is quoted: 0 is the message's own author.
  public var depth: Int
  /// Its lines as text, without quotation marks.
  public var lines: [String]
  /// The language of code, where the mail names one or the form shows it.
  public var language: String

  /// A block.
  public init(_ kind: Kind, depth: Int, lines: [String], language: String = "") {
    self.kind = kind
    self.depth = depth
    self.lines = lines
    self.language = language
  }
}
