/// The two releases of a comparison, and when between them what differs happened. An object, made once for all records of a
/// comparison: five releases in each were a third of a record.
public final class ReleaseSpan: Sendable {
  /// The older release.
  public let from: KernelRelease
  /// The newer.
  public let to: KernelRelease
  /// When, as far as is known.
  public let interval: ReleaseInterval

  /// A span made of its parts.
  public init(from: KernelRelease, to: KernelRelease, interval: ReleaseInterval) {
    self.from = from
    self.to = to
    self.interval = interval
  }
}

extension ReleaseSpan: Hashable {
  /// Whether all parts are equal.
  public static func == (left: ReleaseSpan, right: ReleaseSpan) -> Bool {
    left === right || left.from == right.from && left.to == right.to && left.interval == right.interval
  }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(from)
    hasher.combine(to)
    hasher.combine(interval)
  }
}
