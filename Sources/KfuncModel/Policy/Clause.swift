public import Diagnostics

/// A clause of a policy: the smallest part of a document that is cited, and the kfuncs that it reaches.
public struct Clause: Hashable, Sendable {
  /// Its name, unique in the site and never changed once published: `lifecycle-b-out-of-tree`.
  public var id: String
  /// The anchor of the Markdown heading under which it is told.
  public var heading: String
  /// Which kfuncs it reaches.
  public var selector: ClauseSelector
  /// Where the official words stand; nil for a clause that is advice of ours.
  public var source: ClauseSource?
  /// Official words, as far as excerpted messages quote them.
  public var quotes: [ClauseQuote]
  /// The day on which a person last compared it with its source.
  public var verified: CalendarDate?
  /// Where it is written.
  public var location: SourceLocation

  /// A clause made of its parts.
  public init(
    id: String, heading: String, selector: ClauseSelector, source: ClauseSource?, quotes: [ClauseQuote] = [],
    verified: CalendarDate? = nil, location: SourceLocation
  ) {
    self.id = id
    self.heading = heading
    self.selector = selector
    self.source = source
    self.quotes = quotes
    self.verified = verified
    self.location = location
  }
}

/// The part of an official document that a clause tells.
public struct ClauseSource: Hashable, Sendable {
  /// Path in the kernel tree: `Documentation/bpf/kfuncs.rst`, or a source file.
  public var document: String
  /// The section's number or title, as the document has it: `3.1 kfunc deprecation`.
  public var section: String?
  /// The document's own anchor.
  public var anchor: String?
  /// The releases whose tree a person opened and found it in, oldest first; others were not checked.
  public var releases: [KernelRelease]
  /// Where it begins in each of those releases' trees, as far as written down.
  public var lines: [KernelRelease: Int]

  /// A source made of its parts.
  public init(
    document: String, section: String? = nil, anchor: String? = nil, releases: [KernelRelease],
    lines: [KernelRelease: Int] = [:]
  ) {
    self.document = document
    self.section = section
    self.anchor = anchor
    self.releases = releases
    self.lines = lines
  }
}

/// Official words that a message quotes.
public struct ClauseQuote: Hashable, Sendable {
  /// The message, without angle brackets.
  public var messageID: String
  /// The words, with `[…]` for each gap.
  public var words: String
  /// Where it is written.
  public var location: SourceLocation

  /// A quote made of its parts.
  public init(messageID: String, words: String, location: SourceLocation) {
    self.messageID = messageID
    self.words = words
    self.location = location
  }
}
