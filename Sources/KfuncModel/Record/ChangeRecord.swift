/// One difference between two releases for one kfunc.
public struct ChangeRecord: Hashable, Sendable {
  @usableFromInline var parts: Boxed<Fields>

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var kind: EventKind
    @usableFromInline var kfunc: String
    @usableFromInline var span: ReleaseSpan
    @usableFromInline var impact: ChangeImpact
    @usableFromInline var old: [RecordedFact]
    @usableFromInline var new: [RecordedFact]
    @usableFromInline var detail: ChangeDetail
    @usableFromInline var explanation: ReleaseWideChange.ID?
    @usableFromInline var definition: Boxed<DefinitionPlace>?
  }

  /// The kind.
  public var kind: EventKind {
    @inlinable get { parts.value.kind }
    set { parts = parts.with { $0.kind = newValue } }
  }
  /// The kfunc's name; for a rename, the old one.
  @inlinable public var kfunc: String { parts.value.kfunc }
  /// The two releases and the interval, as all records of a comparison share them.
  public private(set) var span: ReleaseSpan {
    @inlinable get { parts.value.span }
    set { parts = parts.with { $0.span = newValue } }
  }
  /// The older of the two releases that were compared.
  @inlinable public var from: KernelRelease { parts.value.span.from }
  /// The newer.
  @inlinable public var to: KernelRelease { parts.value.span.to }
  /// When it happened, as far as is known.
  public var interval: ReleaseInterval {
    @inlinable get { parts.value.span.interval }
    set {
      // Mostly nothing changes, and the record stays the one that its comparison holds.
      if newValue != interval { span = ReleaseSpan(from: from, to: to, interval: newValue) }
    }
  }
  /// What it can mean for a program.
  @inlinable public var impact: ChangeImpact { parts.value.impact }
  /// What the older release has, one fact a line; empty where it has nothing.
  public var old: [RecordedFact] {
    @inlinable get { parts.value.old }
    set { parts = parts.with { $0.old = newValue } }
  }
  /// What the newer release has.
  public var new: [RecordedFact] {
    @inlinable get { parts.value.new }
    set { parts = parts.with { $0.new = newValue } }
  }
  /// The difference itself.
  public var detail: ChangeDetail {
    @inlinable get { parts.value.detail }
    set { parts = parts.with { $0.detail = newValue } }
  }
  /// The change of the release as a whole that explains this one; nil when it stands for itself.
  @inlinable public var explanation: ReleaseWideChange.ID? { parts.value.explanation }
  /// Which of several definitions it is about; nil for the principal one, or where the kfunc has one.
  public var definition: DefinitionPlace? {
    @inlinable get { parts.value.definition?.value }
    set { parts = parts.with { $0.definition = newValue.map(Boxed.init) } }
  }

  /// A record made of its parts.
  public init(
    kind: EventKind, kfunc: String, from: KernelRelease, to: KernelRelease, interval: ReleaseInterval,
    impact: ChangeImpact, old: [RecordedFact] = [], new: [RecordedFact] = [], detail: ChangeDetail,
    explanation: ReleaseWideChange.ID? = nil, definition: DefinitionPlace? = nil
  ) {
    self.init(
      kind: kind, kfunc: kfunc, in: ReleaseSpan(from: from, to: to, interval: interval), impact: impact, old: old,
      new: new, detail: detail, explanation: explanation, definition: definition)
  }

  /// The same of a span that other records have.
  public init(
    kind: EventKind, kfunc: String, in span: ReleaseSpan, impact: ChangeImpact, old: [RecordedFact],
    new: [RecordedFact], detail: ChangeDetail, explanation: ReleaseWideChange.ID?, definition: DefinitionPlace? = nil
  ) {
    parts = Boxed(
      Fields(
        kind: kind, kfunc: kfunc, span: span, impact: impact, old: old, new: new, detail: detail,
        explanation: explanation, definition: definition.map(Boxed.init)))
  }

  /// Whether it counts among the kfunc's own changes: not explained by a change of the release as a whole, unless it can
  /// break a program all the same.
  public var countsForKfunc: Bool { explanation == nil || impact.canBreak }
}
