public import CatalogueFacts
public import KfuncModel
internal import ParallelMap

/// Which kfuncs each clause reaches, in each release, and by which facts.
public struct ClauseReach: Sendable {
  /// A clause that reaches a kfunc.
  public struct Reached: Sendable {
    /// The clause's position in ``ClauseReach/clauses``.
    public let position: Int
    /// The facts by which it does, each with its source; empty for a clause that reaches all.
    public var facts: [RecordedFact]
    /// Whether it reaches every kfunc whatever it is: such clauses are folded.
    public var reachesAll: Bool
    /// The clause's name.
    public let id: String
    /// The position of the first clause that asks the same, and so does by the same facts.
    public let alike: Int
  }

  /// The clauses, as given.
  public let clauses: [Clause]
  /// The releases that have a catalogue, oldest first.
  public let releases: [KernelRelease]
  /// By position in ``clauses``, apart from them: a clause is large, and every kfunc is reached by many.
  private let ids: [String]
  private let isUniversal: [Bool]
  /// For each clause the first that asks the same: what one reaches, and by which facts, the others do.
  private let firstAlike: [Int]
  let indices: [ReachIndex]
  let table: PositionTable
  /// The rows of ``table`` by name.
  private let rows: [String: Int32]
  /// One for each release and clause.
  let sets: [[KfuncSet]]
  /// For each release and clause the facts that are the same for every kfunc it reaches; nil where they are not.
  private let commonFacts: [[[RecordedFact]?]]
  /// Steps of work: facts indexed, kfuncs and patterns looked at.
  let steps: Int

  /// The reach of `clauses` over `catalogues`, in any order.
  public init(_ clauses: [Clause], catalogues: [ReleaseCatalogue], subsystems: SubsystemMap) {
    self.init(clauses, indices: CatalogueIndex.all(catalogues), subsystems: subsystems)
  }

  /// The reach of `clauses` over catalogues that were indexed before, oldest release first.
  public init(_ clauses: [Clause], indices: [CatalogueIndex], subsystems: SubsystemMap) {
    let table = PositionTable(indices.map(\.kfuncs))
    // Asked once for each name, not once more for each release.
    let principals = table.names.map { subsystems.principal(of: $0)?.title }
    let reached = indices.indices.map { $0 }.concurrentMap { number in
      let index = ReachIndex(indices[number], subsystems: subsystems)
      var own = [String?](repeating: nil, count: index.kfuncs.count)
      for (row, principal) in principals.enumerated() {
        if let position = table.position(row, in: number) { own[position] = principal }
      }
      var evaluation = SelectorEvaluation(index, principals: own)
      let sets = clauses.map { evaluation.evaluate($0.selector) }
      let facts = clauses.map { index.commonFacts($0.selector) }
      return (index: index, sets: sets, facts: facts, steps: evaluation.steps)
    }
    self.clauses = clauses
    self.table = table
    rows = Dictionary(uniqueKeysWithValues: table.names.enumerated().map { ($1, Int32($0)) })
    var firsts: [ClauseSelector: Int] = [:]
    firstAlike = clauses.enumerated().map { position, clause in
      let first = firsts[clause.selector] ?? position
      firsts[clause.selector] = first
      return first
    }
    ids = clauses.map(\.id)
    isUniversal = clauses.map(\.selector.isUniversal)
    self.indices = reached.map(\.index)
    releases = self.indices.map(\.release)
    sets = reached.map(\.sets)
    commonFacts = reached.map(\.facts)
    steps = reached.reduce(0) { $0 + $1.steps }
  }

  /// The clauses that reach `kfunc` in `release`: those that do by a fact of its own first, then those that reach all,
  /// in the order of the clauses.
  public func clauses(reaching kfunc: String, in release: KernelRelease) -> [Reached] {
    guard let number = releases.firstIndex(of: release.mainline), let row = rows[kfunc],
      let position = table.position(Int(row), in: number)
    else {
      return []
    }
    let (index, sets, commonFacts) = (indices[number], sets[number], commonFacts[number])
    var own: [Reached] = []
    own.reserveCapacity(min(clauses.count, 128))
    var all: [Reached] = []
    // Where the first of those that ask the same stands among its own: policies ask for the same flags and types again and
    // again, and finding the facts for each clause was a fiftieth of a build.
    var places = [Int](repeating: 0, count: clauses.count)
    for clause in sets.indices where sets[clause].contains(position) {
      if isUniversal[clause] {
        all.append(Reached(position: clause, facts: [], reachesAll: true, id: ids[clause], alike: firstAlike[clause]))
        continue
      }
      let first = firstAlike[clause]
      places[clause] = own.count
      let facts =
        first < clause
        ? own[places[first]].facts : commonFacts[clause] ?? index.factsOfReached(clauses[clause].selector, position)
      own.append(Reached(position: clause, facts: facts, reachesAll: false, id: ids[clause], alike: first))
    }
    own += all
    return own
  }

  /// How many kfuncs the clause at a position of ``clauses`` reaches in `release`, and of how many.
  public func count(ofClause clause: Int, in release: KernelRelease) -> (reached: Int, all: Int) {
    guard let number = releases.firstIndex(of: release.mainline), clauses.indices.contains(clause) else {
      return (0, 0)
    }
    return (sets[number][clause].count, indices[number].kfuncs.count)
  }

  /// What a release says of a kfunc under a clause.
  public enum Standing: Hashable, Sendable {
    case absent
    /// There, and the clause does not reach it.
    case notReached
    case reached
  }

  /// The position of the first clause that asks the same as the clause at a position of ``clauses``, and so reaches the
  /// same kfuncs.
  public func firstAlike(ofClause clause: Int) -> Int { firstAlike[clause] }

  /// Whether that clause reaches some kfunc of some release.
  public func reachesAny(clause: Int) -> Bool { sets.contains { !$0[clause].isEmpty } }
}

extension ClauseSelector {
  /// Whether it reaches every kfunc whatever its facts are.
  public var isUniversal: Bool {
    switch self {
    case .all: true
    case .any(let parts): parts.contains(where: \.isUniversal)
    case .allOf(let parts): parts.allSatisfy(\.isUniversal)
    default: false
    }
  }
}
