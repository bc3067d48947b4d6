public import CatalogueFacts
public import Resolution
public import KfuncModel
internal import ParallelMap
public import ReleaseNotes

/// The lists of a site that are too long for one page, each with the parts that it is cut into.
public struct LongLists: Sendable {
  /// The parts of the list of all kfuncs.
  private(set) var kfuncs: NameParts?
  /// The parts of the list of those that went.
  private(set) var removed: NameParts?
  /// The parts of groups, by the address of each.
  private(set) var groups: [PageAddress: NameParts] = [:]
  /// The parts of the lists of groups.
  private(set) var groupLists: [GroupKind: NameParts] = [:]
  /// The parts of the notes of releases.
  private(set) var releases: [KernelRelease: NameParts] = [:]
  /// The clauses that reach too many kfuncs to list them in their policy, by name.
  private(set) var reaches: [String: LongReach] = [:]

  /// A clause that reaches many kfuncs.
  struct LongReach: Sendable {
    /// Its position in ``ClauseReach/clauses``.
    let clause: Int
    /// The rows of the kfuncs that it reaches in some release (``ClauseReach/rows(ofClause:)``).
    let rows: [Int32]
    let parts: NameParts?
    /// How many of them each subsystem has, nil for those without one: the most first, then by name.
    let subsystems: [(subsystem: Subsystem?, count: Int)]
  }

  /// Whether the list of all kfuncs is cut.
  public var isKfuncListCut: Bool { kfuncs != nil }

  /// No list is too long.
  public init() {}

  /// The long ones among the lists of `directory`, of `groups`, of what the clauses of `links` reach, and among the `notes`
  /// of the comparisons of `record`.
  public init(
    _ directory: KfuncDirectory, _ groups: GroupIndex, _ links: ContentLinks, _ record: StabilityRecord,
    _ notes: SiteNotes
  ) {
    let histories = directory.histories
    kfuncs = NameParts(histories.map(\.name), most: ListLength.rows)
    removed = NameParts(histories.filter { !$0.isInNewest }.map(\.name), most: ListLength.rows)
    for (kind, groups) in groups.groups { groupLists[kind] = NameParts(groups.map(\.name), most: ListLength.rows) }
    for group in groups.groups.values.joined() where group.members.count > ListLength.rows {
      let members = group.members
      self.groups[group.address] = NameParts(count: members.count, most: ListLength.rows) { members[$0].history.name }
    }
    // Few changes are never long notes; the others are reckoned, which their pages need anyway.
    let long = record.comparisons.filter { $0.changes.count > ListLength.named }.map(\.to.mainline)
    let cut = long.concurrentMap { release -> NameParts? in
      guard let record = notes[release], record.roughSize > ListLength.bytes else { return nil }
      return NameParts(record.names, most: ListLength.told)
    }
    for (release, parts) in zip(long, cut) { releases[release] = parts }
    let reach = links.reach
    var homes: SubsystemNumbers?
    var seen: Set<String> = []
    for (position, clause) in reach.clauses.enumerated() where !clause.selector.isUniversal {
      // Of clauses of one name the first holds.
      guard seen.insert(clause.id).inserted,
        reach.reachedCount(ofClause: position, most: ListLength.named) > ListLength.named
      else { continue }
      let rows = reach.rows(ofClause: position)
      let parts =
        rows.count > ListLength.names
        ? NameParts(count: rows.count, most: ListLength.names) { reach.name(ofRow: rows[$0]) } : nil
      let numbers = homes ?? SubsystemNumbers(reach, links.subsystems)
      homes = numbers
      reaches[clause.id] = LongReach(
        clause: position, rows: rows, parts: parts, subsystems: numbers.counts(of: rows))
    }
  }
}
