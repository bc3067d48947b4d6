/// When something happened, as exactly as the imported releases tell: by one release, after another.
///
/// Between two catalogues lie releases that were not imported: a difference between 6.12 and 7.2 happened in one of 6.13
/// to 7.2, and nothing more is said.
public struct ReleaseInterval: Hashable, Sendable {
  /// The first release that is known to have it.
  public var by: KernelRelease
  /// The last release that is known to be without it; nil when nothing older is known.
  public var after: KernelRelease?
  /// Whether it happened in ``by``: no release lies between, or a source names the release.
  public var isExact: Bool

  /// An interval of the given ends.
  public init(after: KernelRelease?, by: KernelRelease, isExact: Bool) {
    self.after = after
    self.by = by
    self.isExact = isExact
  }

  /// The interval between two releases of `list`: exact when they are neighbours.
  public init(after: KernelRelease?, by: KernelRelease, in list: ReleaseList) {
    self.init(after: after, by: by, isExact: after.map { list.releases(after: $0, by: by).count <= 1 } ?? false)
  }

  /// In `release`, as a source says.
  public static func exactly(_ release: KernelRelease) -> ReleaseInterval {
    ReleaseInterval(after: nil, by: release, isExact: true)
  }

  /// Whether something that happened in `release` happened within the interval.
  public func contains(_ release: KernelRelease) -> Bool {
    // A candidate belongs to its release.
    if isExact { return KernelRelease(major: release.major, minor: release.minor) == by }
    return (after.map { release > $0 } ?? true) && release <= by
  }
}

extension ReleaseInterval: CustomStringConvertible, Comparable {
  /// `in 7.3`, `by 7.2, after 6.12`, `by 6.1`.
  public var description: String {
    if isExact { return "in \(by)" }
    return after.map { "by \(by), after \($0)" } ?? "by \(by)"
  }

  /// Order by the end, then the exact before the inexact, then by the beginning.
  public static func < (left: ReleaseInterval, right: ReleaseInterval) -> Bool {
    if left.by != right.by { return left.by < right.by }
    if left.isExact != right.isExact { return left.isExact }
    switch (left.after, right.after) {
    case (let first?, let second?): return first < second
    case (nil, .some): return true
    default: return false
    }
  }
}
