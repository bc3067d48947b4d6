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
  public var name: String {
    get { facts.name }
    set { facts.name = newValue }
  }
  /// The kfunc that took its place, where a source says so.
  public var replacedBy: Located<String>? {
    get { facts.rare.replacedBy }
    set { facts.rare.replacedBy = newValue }
  }
  /// Kfuncs whose place it took.
  public var replaces: [Located<String>] {
    get { facts.replaces }
    set { facts.replaces = newValue }
  }
  /// Kfuncs that a reader of this page may be looking for.
  public var related: [Located<String>] {
    get { facts.related }
    set { facts.related = newValue }
  }
  /// The subsystem, where its file's MAINTAINERS section says too much or too little.
  public var subsystem: String? {
    get { facts.rare.subsystem }
    set { facts.rare.subsystem = newValue }
  }
  /// What happened that no comparison of releases sees, or dates.
  public var events: [WrittenEvent] {
    get { facts.events }
    set { facts.events = newValue }
  }
  /// The proposal, for a name that was never merged.
  public var proposal: Proposal? {
    get { facts.rare.proposal }
    set { facts.rare.proposal = newValue }
  }
  private(set) var facts: Facts
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
    facts = Facts(name: name, replaces: replaces, related: related, events: events)
    facts.rare = Rare(replacedBy: replacedBy, subsystem: subsystem, proposal: proposal)
    words = Words(document)
  }
}

extension KfuncNote {
  /// All that a note says but its words.
  struct Facts: Equatable, Sendable {
    var name: String
    var replaces: [Located<String>]
    var related: [Located<String>]
    var events: [WrittenEvent]
    /// Hardly a note has any of it, and in place it was two thirds of each.
    private var boxed: RareBox?

    init(name: String, replaces: [Located<String>], related: [Located<String>], events: [WrittenEvent]) {
      self.name = name
      self.replaces = replaces
      self.related = related
      self.events = events
    }

    var rare: Rare {
      get { boxed?.rare ?? Rare() }
      set { boxed = newValue == Rare() ? nil : RareBox(newValue) }
    }
  }

  /// What few notes say.
  struct Rare: Equatable, Sendable {
    var replacedBy: Located<String>?
    var subsystem: String?
    var proposal: Proposal?
  }

  private final class RareBox: Equatable, Sendable {
    let rare: Rare

    init(_ rare: Rare) { self.rare = rare }

    static func == (left: RareBox, right: RareBox) -> Bool { left === right || left.rare == right.rare }
  }
}
