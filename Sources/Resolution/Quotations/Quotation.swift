public import MarkdownSyntax

/// Official words of a clause that somebody quoted, once for each person and span, however often others quoted it on.
public struct Quotation: Hashable, Sendable {
  /// A passage of a message that holds the words, or a part of them.
  public struct Occurrence: Hashable, Sendable {
    /// The number of the message that holds it, from 1.
    public var message: Int
    /// The passage, as a position in ``DocumentLinks/passages``.
    public var passage: Int
    /// The anchor of the passage.
    public var anchor: String?
    /// Where the passage is written.
    public var range: SourceRange?
    /// The words in the passage's text, in bytes.
    public var bytes: Range<Int>
    /// How deep they are quoted there.
    public var quoteDepth: Int
  }

  /// The clause's id.
  public var clause: String
  /// Which stretch of the clause's official words.
  public var stretch: Int
  /// The quoted words in the text of that stretch, in bytes.
  public var span: Range<Int>
  /// The thread, by slug.
  public var thread: String
  /// Who quoted it: the author at the depth at which the words stand; nil where the thread does not tell.
  public var speaker: LinkSource.Speaker?
  /// Where the words stand: in the message of the speaker first, if it is excerpted there, then where others quote it.
  public var occurrences: [Occurrence]
}
