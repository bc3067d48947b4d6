public import CatalogueFacts
public import Resolution
internal import KfuncModel

/// The lists of a site that are too long for one page, each with the parts that it is cut into.
public struct LongLists: Sendable {
  /// The parts of the list of all kfuncs.
  private(set) var kfuncs: NameParts?
  /// The parts of the list of those that went.
  private(set) var removed: NameParts?
  /// The parts of groups, by the address of each.
  private(set) var groups: [PageAddress: NameParts] = [:]
  /// The clauses that reach too many kfuncs to list them in their policy, by name.
  private(set) var reaches: [String: LongReach] = [:]

  /// A clause that reaches many kfuncs.
  struct LongReach: Sendable {
    /// Its position in ``ClauseReach/clauses``.
    let clause: Int
    /// The rows of the kfuncs that it reaches in some release (``ClauseReach/rows(ofClause:)``).
    let rows: [Int32]
    let parts: NameParts?
  }

  /// Whether the list of all kfuncs is cut.
  public var isKfuncListCut: Bool { kfuncs != nil }

  /// No list is too long.
  public init() {}

  /// The long ones among the lists of `directory`, of `groups`, and of what the clauses of `reach` reach.
  public init(_ directory: KfuncDirectory, _ groups: GroupIndex, _ reach: ClauseReach) {
    let histories = directory.histories
    kfuncs = NameParts(histories.map(\.name), most: ListLength.rows)
    removed = NameParts(histories.filter { !$0.isInNewest }.map(\.name), most: ListLength.rows)
    for group in groups.groups.values.joined() where group.members.count > ListLength.rows {
      self.groups[group.address] = NameParts(group.members.map(\.history.name), most: ListLength.rows)
    }
    var seen: Set<String> = []
    for (position, clause) in reach.clauses.enumerated() where !clause.selector.isUniversal {
      // Of clauses of one name the first holds.
      guard seen.insert(clause.id).inserted,
        reach.reachedCount(ofClause: position, most: ListLength.named) > ListLength.named
      else { continue }
      let rows = reach.rows(ofClause: position)
      let parts =
        rows.count > ListLength.names ? NameParts(rows.map { reach.name(ofRow: $0) }, most: ListLength.names) : nil
      reaches[clause.id] = LongReach(clause: position, rows: rows, parts: parts)
    }
  }
}
