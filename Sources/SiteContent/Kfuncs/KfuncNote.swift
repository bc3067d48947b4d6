public import KfuncModel
public import MarkdownSyntax

/// What people wrote about one kfunc: `kfuncs/NAME.md`.
public struct KfuncNote: Equatable, Sendable {
  /// A name that stood in a patch or a mail and was never merged.
  public struct Proposal: Hashable, Sendable {
    /// The message in which it was proposed.
    public var messageID: Located<String>
    /// The prototype, as proposed.
    public var prototype: String?
    /// What became of it, in our words.
    public var outcome: String

    /// A proposal made of its parts.
    public init(messageID: Located<String>, prototype: String?, outcome: String) {
      self.messageID = messageID
      self.prototype = prototype
      self.outcome = outcome
    }
  }

  /// The kfunc's name, that of the file.
  public var name: String
  /// The kfunc that took its place, where a source says so.
  public var replacedBy: Located<String>?
  /// Kfuncs whose place it took.
  public var replaces: [Located<String>]
  /// Kfuncs that a reader of this page may be looking for.
  public var related: [Located<String>]
  /// The subsystem, where its file's MAINTAINERS section says too much or too little.
  public var subsystem: String?
  /// What happened that no comparison of releases sees, or dates.
  public var events: [WrittenEvent]
  /// The proposal, for a name that was never merged.
  public var proposal: Proposal?
  /// The notes; who reads them is noted.
  public var document: MarkdownDocument {
    get { words.read }
    set { words = Words(newValue) }
  }
  private(set) var words: Words

  /// Whether anything stands under the front matter.
  public var hasNotes: Bool { !words.document.isEmpty }

  /// A note made of its parts.
  public init(
    name: String, replacedBy: Located<String>? = nil, replaces: [Located<String>] = [],
    related: [Located<String>] = [], subsystem: String? = nil, events: [WrittenEvent] = [], proposal: Proposal? = nil,
    document: MarkdownDocument
  ) {
    self.name = name
    self.replacedBy = replacedBy
    self.replaces = replaces
    self.related = related
    self.subsystem = subsystem
    self.events = events
    self.proposal = proposal
    words = Words(document)
  }
}
