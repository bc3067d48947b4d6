/// A stated intention about a kfunc: a notice in the source, or a written event.
public struct Plan: Hashable, Sendable {
  /// What became of a plan.
  public enum Standing: Hashable, Sendable {
    /// It names no release.
    case unscheduled
    /// It names a release that never existed; no mapping to another is made.
    case namesReleaseThatNeverExisted
    /// The release that it names is still to come.
    case toCome
    /// The release that it names has no catalogue and is later than the newest that has one.
    case notChecked
    /// It names the newest imported release, and the kfunc is there.
    case due
    /// The release that it names has passed, and the newest imported release still has the kfunc.
    case keptPast(newest: KernelRelease)
    /// The kfunc went.
    case carriedOut(ReleaseInterval)
    /// It was taken back.
    case withdrawn
    /// The source no longer states it, and the kfunc is there.
    case noLongerStated(since: ReleaseInterval)
  }

  /// The kfunc's name.
  public var kfunc: String
  /// The release that it names, as written, `v6.22`; nil when it names none.
  public var target: String?
  /// That release as a number; nil when it names none or nothing that is one.
  public var targetRelease: KernelRelease?
  /// What the number stands for; nil without a number.
  public var targetStanding: ReleaseList.Standing?
  /// The notices that state it, oldest release first; empty for a plan that people wrote down.
  public var notices: [StatedNotice]
  /// The written events that state it.
  public var written: [WrittenEvent]
  /// When it was first stated, as far as is known.
  public var stated: ReleaseInterval?
  /// What became of it.
  public var standing: Standing

  /// A plan made of its parts.
  public init(
    kfunc: String, target: String?, targetRelease: KernelRelease?, targetStanding: ReleaseList.Standing?,
    notices: [StatedNotice] = [], written: [WrittenEvent] = [], stated: ReleaseInterval?, standing: Standing
  ) {
    self.kfunc = kfunc
    self.target = target
    self.targetRelease = targetRelease
    self.targetStanding = targetStanding
    self.notices = notices
    self.written = written
    self.stated = stated
    self.standing = standing
  }
}

/// A notice in the sources of one release.
public struct StatedNotice: Hashable, Sendable {
  /// The release whose sources hold it.
  public var release: KernelRelease
  /// The notice.
  public var notice: DeprecationNotice

  /// The notice of a release.
  public init(release: KernelRelease, notice: DeprecationNotice) {
    self.release = release
    self.notice = notice
  }
}

/// The notice that went before a removal.
public struct NoticeGiven: Hashable, Sendable {
  /// The notices in the last release before the removal; empty when there were none.
  public var notices: [StatedNotice]
  /// Written deprecations and plans that came before.
  public var written: [WrittenEvent]
  /// When the first of them appeared; nil without any.
  public var first: ReleaseInterval?
  /// The fewest releases between the first notice and the removal; nil without any.
  public var leadAtLeast: Int?
  /// The most releases between them; nil without any, or where nothing bounds it.
  public var leadAtMost: Int?

  /// A notice made of its parts.
  public init(
    notices: [StatedNotice], written: [WrittenEvent], first: ReleaseInterval?, leadAtLeast: Int?, leadAtMost: Int?
  ) {
    self.notices = notices
    self.written = written
    self.first = first
    self.leadAtLeast = leadAtLeast
    self.leadAtMost = leadAtMost
  }
}
