/// Something that happened to a kfunc, found by comparison, written down, or both.
public struct Event: Hashable, Sendable {
  @usableFromInline var parts: Boxed<Fields>

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var kind: EventKind
    @usableFromInline var interval: ReleaseInterval?
    @usableFromInline var change: ChangeRecord?
    @usableFromInline var written: [WrittenEvent]
    @usableFromInline var noticeGiven: Boxed<NoticeGiven>?
  }

  /// The kind.
  @inlinable public var kind: EventKind { parts.value.kind }
  /// When; nil for what belongs to no release (a proposal).
  public var interval: ReleaseInterval? {
    @inlinable get { parts.value.interval }
    set { parts = parts.with { $0.interval = newValue } }
  }
  /// What comparison found; nil for an event that people alone tell.
  public var change: ChangeRecord? {
    @inlinable get { parts.value.change }
    set { parts = parts.with { $0.change = newValue } }
  }
  /// What people wrote about it.
  public var written: [WrittenEvent] {
    @inlinable get { parts.value.written }
    set { parts = parts.with { $0.written = newValue } }
  }
  /// For a removal, the notice that went before; nil for other kinds.
  @inlinable public var noticeGiven: NoticeGiven? { parts.value.noticeGiven?.value }

  /// An event made of its parts.
  public init(
    kind: EventKind, interval: ReleaseInterval?, change: ChangeRecord? = nil, written: [WrittenEvent] = [],
    noticeGiven: NoticeGiven? = nil
  ) {
    parts = Boxed(
      Fields(
        kind: kind, interval: interval, change: change, written: written, noticeGiven: noticeGiven.map(Boxed.init)))
  }
}
