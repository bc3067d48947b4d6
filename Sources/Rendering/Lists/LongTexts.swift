public import KfuncModel
internal import ParallelMap
public import ReleaseNotes
public import Resolution

/// What is too long for one page among what policies and notes of releases tell.
public struct LongTexts: Sendable {
  /// The parts of the notes of releases.
  private(set) var releases: [KernelRelease: NameParts] = [:]
  /// The clauses that reach too many kfuncs to list them in their policy, by name.
  private(set) var reaches: [String: Reach] = [:]

  /// A clause that reaches many kfuncs.
  struct Reach: Sendable {
    /// Its position in ``ClauseReach/clauses``.
    var clause: Int
    /// The rows of the kfuncs that it reaches in some release (``ClauseReach/rows(ofClause:)``).
    let rows: [Int32]
    let parts: NameParts?
    /// How many of them each subsystem has, nil for those without one: the most first, then by name.
    let subsystems: [(subsystem: Subsystem?, count: Int)]
  }

  /// Nothing is too long.
  init() {}

  /// The long ones among what the clauses of `links` reach, and among the `notes` of the comparisons of `record`.
  public init(_ links: ContentLinks, _ record: StabilityRecord, _ notes: SiteNotes) {
    let reach = links.reach
    // Of clauses of one name the first holds.
    var names: Set<String> = []
    let clauses = reach.clauses.indices.filter { position in
      !reach.clauses[position].selector.isUniversal && names.insert(reach.clauses[position].id).inserted
    }
    // What several clauses ask is looked at once.
    var places: [Int: Int] = [:]
    var asked: [Int] = []
    for first in clauses.lazy.map({ reach.firstAlike(ofClause: $0) }) where places[first] == nil {
      places[first] = asked.count
      asked.append(first)
    }
    let numbers = SubsystemNumbers(reach, links.subsystems)
    let long = asked.concurrentMap { Self.reach(reach, $0, numbers) }
    for position in clauses {
      guard let place = places[reach.firstAlike(ofClause: position)], var reached = long[place] else { continue }
      reached.clause = position
      reaches[reach.clauses[position].id] = reached
    }
    // Few changes are never long notes; the others are reckoned, which their pages need anyway.
    let steps = record.comparisons.filter { $0.changes.count > ListLength.named }.map(\.to.mainline)
    let cut = steps.concurrentMap { release -> NameParts? in
      guard let record = notes[release], record.roughSize > ListLength.bytes else { return nil }
      return NameParts(record.names, most: ListLength.told)
    }
    for (release, parts) in zip(steps, cut) { releases[release] = parts }
  }

  /// Whom the clause at a position of `reach` reaches, if they are many.
  private static func reach(_ reach: ClauseReach, _ clause: Int, _ numbers: SubsystemNumbers) -> Reach? {
    guard reach.reachedCount(ofClause: clause, most: ListLength.named) > ListLength.named else { return nil }
    let rows = reach.rows(ofClause: clause)
    let parts =
      rows.count > ListLength.names
      ? NameParts(count: rows.count, most: ListLength.names) { reach.name(ofRow: rows[$0]) } : nil
    return Reach(clause: clause, rows: rows, parts: parts, subsystems: numbers.counts(of: rows))
  }
}
