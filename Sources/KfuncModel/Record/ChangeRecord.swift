/// One difference between two releases for one kfunc.
public struct ChangeRecord: Sendable {
  @usableFromInline var parts: Parts

  /// Everything, behind one reference: a comparison, a trace and an event hold the same record.
  @usableFromInline
  final class Parts: Sendable {
    @usableFromInline let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

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
    @inlinable get { parts.fields.kind }
    set { edit { $0.kind = newValue } }
  }
  /// The kfunc's name; for a rename, the old one.
  public var kfunc: String {
    @inlinable get { parts.fields.kfunc }
    set { edit { $0.kfunc = newValue } }
  }
  /// The two releases and the interval, as all records of a comparison share them.
  public var span: ReleaseSpan {
    @inlinable get { parts.fields.span }
    set { edit { $0.span = newValue } }
  }
  /// The older of the two releases that were compared.
  public var from: KernelRelease {
    @inlinable get { parts.fields.span.from }
    set { span = ReleaseSpan(from: newValue, to: to, interval: interval) }
  }
  /// The newer.
  public var to: KernelRelease {
    @inlinable get { parts.fields.span.to }
    set { span = ReleaseSpan(from: from, to: newValue, interval: interval) }
  }
  /// When it happened, as far as is known.
  public var interval: ReleaseInterval {
    @inlinable get { parts.fields.span.interval }
    set {
      // Mostly nothing changes, and the record stays the one that its comparison holds.
      if newValue != interval { span = ReleaseSpan(from: from, to: to, interval: newValue) }
    }
  }
  /// What it can mean for a program.
  public var impact: ChangeImpact {
    @inlinable get { parts.fields.impact }
    set { edit { $0.impact = newValue } }
  }
  /// What the older release has, one fact a line; empty where it has nothing.
  public var old: [RecordedFact] {
    @inlinable get { parts.fields.old }
    set { edit { $0.old = newValue } }
  }
  /// What the newer release has.
  public var new: [RecordedFact] {
    @inlinable get { parts.fields.new }
    set { edit { $0.new = newValue } }
  }
  /// The difference itself.
  public var detail: ChangeDetail {
    @inlinable get { parts.fields.detail }
    set { edit { $0.detail = newValue } }
  }
  /// The change of the release as a whole that explains this one; nil when it stands for itself.
  public var explanation: ReleaseWideChange.ID? {
    @inlinable get { parts.fields.explanation }
    set { edit { $0.explanation = newValue } }
  }
  /// Which of several definitions it is about; nil for the principal one, or where the kfunc has one.
  public var definition: DefinitionPlace? {
    @inlinable get { parts.fields.definition?.value }
    set { edit { $0.definition = newValue.map(Boxed.init) } }
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
    parts = Parts(
      Fields(
        kind: kind, kfunc: kfunc, span: span, impact: impact, old: old, new: new, detail: detail,
        explanation: explanation, definition: definition.map(Boxed.init)))
  }

  private mutating func edit(_ change: (inout Fields) -> Void) {
    var fields = parts.fields
    change(&fields)
    parts = Parts(fields)
  }

  /// Whether it counts among the kfunc's own changes: not explained by a change of the release as a whole, unless it can
  /// break a program all the same.
  public var countsForKfunc: Bool { explanation == nil || impact.canBreak }
}

extension ChangeRecord: Hashable {
  /// Whether all parts are equal.
  public static func == (left: ChangeRecord, right: ChangeRecord) -> Bool {
    left.parts === right.parts || left.parts.fields == right.parts.fields
  }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) { hasher.combine(parts.fields) }
}
