public import CatalogueFacts
public import KfuncModel
internal import ParallelMap
public import Resolution
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
  var releases: [KernelRelease: NameParts] { texts.releases }
  /// The clauses that reach too many kfuncs to list them in their policy, by name.
  var reaches: [String: LongTexts.Reach] { texts.reaches }
  private var texts = LongTexts()

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
    self.init(directory, groups, LongTexts(links, record, notes))
  }

  /// The long ones among the lists of `directory` and of `groups`, and those of `texts`.
  public init(_ directory: KfuncDirectory, _ groups: GroupIndex, _ texts: LongTexts) {
    self.texts = texts
    let histories = directory.histories
    kfuncs = NameParts(histories.map(\.name), most: ListLength.rows)
    removed = NameParts(histories.filter { !$0.isInNewest }.map(\.name), most: ListLength.rows)
    for (kind, groups) in groups.groups { groupLists[kind] = NameParts(groups.map(\.name), most: ListLength.rows) }
    let long = groups.groups.values.joined().filter { $0.members.count > ListLength.rows }
    let cut = long.concurrentMap { group in
      let members = group.members
      return NameParts(count: members.count, most: ListLength.rows) { members[$0].history.name }
    }
    for (group, parts) in zip(long, cut) { self.groups[group.address] = parts }
  }
}
