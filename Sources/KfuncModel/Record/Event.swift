/// Something that happened to a kfunc, found by comparison, written down, or both.
public struct Event: Sendable {
  @usableFromInline var parts: Parts

  /// Everything, behind one reference, as in ``KfuncRecord``.
  @usableFromInline
  final class Parts: Sendable {
    @usableFromInline let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var kind: EventKind
    @usableFromInline var interval: ReleaseInterval?
    @usableFromInline var change: ChangeRecord?
    @usableFromInline var written: [WrittenEvent]
    @usableFromInline var noticeGiven: Boxed<NoticeGiven>?
  }

  /// The kind.
  public var kind: EventKind {
    @inlinable get { parts.fields.kind }
    set { edit { $0.kind = newValue } }
  }
  /// When; nil for what belongs to no release (a proposal).
  public var interval: ReleaseInterval? {
    @inlinable get { parts.fields.interval }
    set { edit { $0.interval = newValue } }
  }
  /// What comparison found; nil for an event that people alone tell.
  public var change: ChangeRecord? {
    @inlinable get { parts.fields.change }
    set { edit { $0.change = newValue } }
  }
  /// What people wrote about it.
  public var written: [WrittenEvent] {
    @inlinable get { parts.fields.written }
    set { edit { $0.written = newValue } }
  }
  /// For a removal, the notice that went before; nil for other kinds.
  public var noticeGiven: NoticeGiven? {
    @inlinable get { parts.fields.noticeGiven?.value }
    set { edit { $0.noticeGiven = newValue.map(Boxed.init) } }
  }

  /// An event made of its parts.
  public init(
    kind: EventKind, interval: ReleaseInterval?, change: ChangeRecord? = nil, written: [WrittenEvent] = [],
    noticeGiven: NoticeGiven? = nil
  ) {
    parts = Parts(
      Fields(
        kind: kind, interval: interval, change: change, written: written, noticeGiven: noticeGiven.map(Boxed.init)))
  }

  private mutating func edit(_ change: (inout Fields) -> Void) {
    var fields = parts.fields
    change(&fields)
    parts = Parts(fields)
  }
}

extension Event: Hashable {
  /// Whether all parts are equal.
  public static func == (left: Event, right: Event) -> Bool {
    left.parts === right.parts || left.parts.fields == right.parts.fields
  }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) { hasher.combine(parts.fields) }
}
