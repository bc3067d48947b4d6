public import Diagnostics

/// An event that a person wrote down, in `Content/kfuncs/NAME.md`, with its source.
public struct WrittenEvent: Hashable, Sendable {
  /// The kfunc's name.
  public var kfunc: String
  /// The kind.
  public var kind: EventKind
  /// The release in which it happened, or with which a plan was stated; nil where no release applies (a proposal).
  public var release: KernelRelease?
  /// Releases that it names besides: for a plan, those it is planned for.
  public var namedReleases: [KernelRelease]
  /// The other name of a rename, or what replaces it; nil without one.
  public var successor: String?
  /// What happened, in our words.
  public var text: String
  /// How it is known.
  public var evidence: EvidenceKind
  /// Where it can be looked up.
  public var citation: Citation
  /// The day on which a person last compared it with its source.
  public var verified: CalendarDate?
  /// Where it is written.
  public var location: SourceLocation

  /// An event made of its parts.
  public init(
    kfunc: String, kind: EventKind, release: KernelRelease?, namedReleases: [KernelRelease] = [],
    successor: String? = nil, text: String, evidence: EvidenceKind, citation: Citation, verified: CalendarDate? = nil,
    location: SourceLocation
  ) {
    self.kfunc = kfunc
    self.kind = kind
    self.release = release
    self.namedReleases = namedReleases
    self.successor = successor
    self.text = text
    self.evidence = evidence
    self.citation = citation
    self.verified = verified
    self.location = location
  }
}
