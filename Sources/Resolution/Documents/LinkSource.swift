public import KfuncModel
public import MarkdownSyntax

/// A document whose text links to other things of the site, and whose passages they link back to.
public struct LinkSource: Equatable, Sendable {
  /// Which document of the site it is.
  public enum Kind: Hashable, Sendable {
    /// A policy, by slug.
    case policy(String)
    /// A message of a thread, by the thread's slug and the message's number from 1.
    case message(thread: String, number: Int)
    /// The notes on a kfunc.
    case note(String)
    /// A page of its own, by slug.
    case page(String)
    /// The lead of a release's notes.
    case lead(KernelRelease)
  }

  /// Somebody whose words a message holds.
  public struct Speaker: Hashable, Sendable {
    /// The number of the person's message in the thread, from 1; nil where the thread does not list it.
    public var number: Int?
    /// The name.
    public var author: String

    /// A speaker made of its parts.
    public init(number: Int?, author: String) {
      self.number = number
      self.author = author
    }
  }

  /// Which document it is.
  public var kind: Kind
  /// The text.
  public var document: MarkdownDocument
  /// Of a message: who speaks at each depth of quotation, its author first, then the author of what it answers, and so
  /// on; as far as the thread knows. Empty for other documents.
  public var speakers: [Speaker]

  /// A document made of its parts.
  public init(_ kind: Kind, _ document: MarkdownDocument, speakers: [Speaker] = []) {
    self.kind = kind
    self.document = document
    self.speakers = speakers
  }

  /// Whether the text is ours, and a name in it that nobody knows is probably a slip.
  public var isOwnProse: Bool {
    if case .message = kind { false } else { true }
  }

  /// Who speaks at `depth`; nil where the thread does not tell, and in documents that are no messages.
  public func speaker(at depth: Int) -> Speaker? { speakers.indices.contains(depth) ? speakers[depth] : nil }
}
