/// The record of one kfunc over all releases: what sentences, tables, charts and notes read.
public struct KfuncRecord: Sendable {
  @usableFromInline var parts: Boxed<Fields>

  @usableFromInline
  struct Fields: Sendable {
    @usableFromInline var name: String
    @usableFromInline var isPresent: [Bool]
    @usableFromInline var lives: [Life]
    @usableFromInline var events: [Event]
    @usableFromInline var plans: [Plan]
    @usableFromInline var isTestingOnly: Bool
    @usableFromInline var state: StateFacts
  }

  /// Its name.
  @inlinable public var name: String { parts.value.name }
  /// Whether each imported release has it, aligned with ``ReleaseList/imported``.
  @inlinable public var isPresent: [Bool] { parts.value.isPresent }
  /// The stretches of releases that have it, oldest first; two for a name with two lives.
  @inlinable public var lives: [Life] { parts.value.lives }
  /// Its events, oldest first.
  @inlinable public var events: [Event] { parts.value.events }
  /// Stated intentions, in the order in which they were first stated.
  @inlinable public var plans: [Plan] { parts.value.plans }
  /// Whether it is for the kernel's own tests only, in the newest release that has it.
  @inlinable public var isTestingOnly: Bool { parts.value.isTestingOnly }
  /// The counts behind the sentence about its state.
  @inlinable public var state: StateFacts { parts.value.state }

  /// A record made of its parts.
  public init(
    name: String, isPresent: [Bool], lives: [Life], events: [Event], plans: [Plan], isTestingOnly: Bool,
    state: StateFacts
  ) {
    parts = Boxed(
      Fields(
        name: name, isPresent: isPresent, lives: lives, events: events, plans: plans, isTestingOnly: isTestingOnly,
        state: state))
  }
}

/// A stretch of releases that have a kfunc without interruption.
public struct Life: Hashable, Sendable {
  /// When it came.
  public var begin: ReleaseInterval
  /// When it went; nil while it is there.
  public var end: ReleaseInterval?

  /// A life made of its ends.
  public init(begin: ReleaseInterval, end: ReleaseInterval?) {
    self.begin = begin
    self.end = end
  }
}

/// The facts of the sentence about a kfunc's state; the sentence is made from them and from nothing else.
public struct StateFacts: Hashable, Sendable {
  /// Imported releases that have it, oldest first.
  public var present: [KernelRelease]
  /// Imported releases that do not have it, oldest first.
  public var absent: [KernelRelease]
  /// Whether the newest imported release has it.
  public var isInNewest: Bool
  /// Changes of the prototype that BPF programs see.
  public var prototypeChanges: Int
  /// Changes of the C prototype that BPF programs do not see.
  public var prototypeChangesInCOnly: Int
  /// Changes of flags that the release as a whole does not explain, one for each step between releases.
  public var flagChanges: Int
  /// Changes of program types that the release as a whole does not explain.
  public var programTypeChanges: Int
  /// Changes of what filters admit.
  public var filterChanges: Int
  /// Times that the verifier came to ask more without a change of its own.
  public var tightenings: Int
  /// Changes of behaviour that people wrote down.
  public var behaviourChanges: Int
  /// Deprecations: written ones, and appearances of notices in the sources.
  public var deprecations: Int
  /// Plans that are neither carried out nor taken back nor dropped from the source.
  public var openPlans: Int

  /// The number of releases that were looked at.
  public var checked: Int { present.count + absent.count }

  /// Facts made of their parts.
  public init(
    present: [KernelRelease], absent: [KernelRelease], isInNewest: Bool, prototypeChanges: Int = 0,
    prototypeChangesInCOnly: Int = 0, flagChanges: Int = 0, programTypeChanges: Int = 0, filterChanges: Int = 0,
    tightenings: Int = 0, behaviourChanges: Int = 0, deprecations: Int = 0, openPlans: Int = 0
  ) {
    self.present = present
    self.absent = absent
    self.isInNewest = isInNewest
    self.prototypeChanges = prototypeChanges
    self.prototypeChangesInCOnly = prototypeChangesInCOnly
    self.flagChanges = flagChanges
    self.programTypeChanges = programTypeChanges
    self.filterChanges = filterChanges
    self.tightenings = tightenings
    self.behaviourChanges = behaviourChanges
    self.deprecations = deprecations
    self.openPlans = openPlans
  }
}

/// The record of all kfuncs over all releases, computed once.
public struct StabilityRecord: Sendable {
  /// Every mainline release, and which were imported.
  public let releases: ReleaseList
  /// Each imported release against the imported release before it, oldest first.
  public let comparisons: [ReleaseComparison]
  /// Every kfunc that some release has or that people wrote an event about, by name in bytes.
  public let kfuncs: [KfuncRecord]
  private let positions: [String: Int]

  /// A record made of its parts; `kfuncs` sorted by name, each once.
  public init(releases: ReleaseList, comparisons: [ReleaseComparison], kfuncs: [KfuncRecord]) {
    self.releases = releases
    self.comparisons = comparisons
    self.kfuncs = kfuncs
    positions = Dictionary(kfuncs.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The record of the kfunc `name`; nil when nothing is known of that name.
  public subscript(name: String) -> KfuncRecord? { positions[name].map { kfuncs[$0] } }

  /// Whether `release` has the kfunc: nil when that release was not imported.
  public func isPresent(_ kfunc: KfuncRecord, in release: KernelRelease) -> Bool? {
    releases.imported.firstIndex(of: release).flatMap { $0 < kfunc.isPresent.count ? kfunc.isPresent[$0] : nil }
  }
}
