public import MarkdownSyntax

/// A place in a document that names a kfunc.
public struct Mention: Hashable, Sendable {
  /// How it is written.
  public enum Form: Hashable, Sendable {
    /// In running text.
    case prose
    /// In a code span.
    case code
    /// In a code block, raw HTML or a document that was not parsed: counted, and never marked up, since code is
    /// coloured as a whole and a reader copies it.
    case unmarked
    /// As `[[…]]`.
    case reference
  }

  /// The kfunc's name.
  public var name: String
  /// How it is written.
  public var form: Form
  /// Where the name is written, a flavour `___x` included; escapes (`bpf\_x`) belong to it. The whole inline or block
  /// where ``isExact`` is false; nil where not even that was found in the source.
  public var range: SourceRange?
  /// Whether ``range`` holds the name and nothing else.
  public var isExact: Bool
  /// The passage that it stands in, as a position in ``DocumentLinks/passages``.
  public var passage: Int
  /// Where it stands in the passage's text, in bytes.
  public var bytes: Range<Int>
}
