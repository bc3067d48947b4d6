internal import CatalogueFacts
internal import KfuncModel

/// A release's kfuncs by every fact that a selector can ask for, so that a clause costs what it reaches. It lives while the
/// clauses are evaluated: kept with the release it was 10 MB of eight releases with 10,000 kfuncs.
struct SelectorEvaluation {
  private let index: ReachIndex
  private let byFact: PositionsByFact
  /// Work so far: facts indexed, kfuncs and patterns looked at.
  private(set) var steps: Int
  /// What was evaluated: many clauses share a selector.
  private var known: [ClauseSelector: KfuncSet] = [:]

  /// - Parameter principals: For each position the title of the subsystem that the kfunc is listed under.
  init(_ index: ReachIndex, principals: [String?]) {
    self.index = index
    byFact = PositionsByFact(index, principals)
    steps = byFact.steps
  }

  /// The evaluation of one release alone.
  init(_ index: ReachIndex) {
    self.init(index, principals: index.kfuncs.map { index.subsystems.principal(of: $0.kfunc.name)?.title })
  }

  /// The kfuncs that `selector` reaches. Selectors are at most as deep as YAML may be (`YAMLText.maximumDepth`).
  mutating func evaluate(_ selector: ClauseSelector) -> KfuncSet {
    if let known = known[selector] { return known }
    let set = worked(out: selector)
    known[selector] = set
    return set
  }

  private mutating func worked(out selector: ClauseSelector) -> KfuncSet {
    let size = index.kfuncs.count
    steps += 1
    switch selector {
    case .all: return .all(size: size)
    case .flag(let flag): return set(byFact.byFlag[flag] ?? [])
    case .idSet(let name): return union(byFact.bySet[name] ?? [])
    case .programType(let type):
      // What is open to no type in particular is open to every one, unless filters refuse this one.
      var result = union(byFact.byType[type] ?? [])
      let open = (byFact.byType[.unspecified] ?? []).filter { !byFact.kfunc(ofGroup: $0).refuses(type) }
      result.formUnion(union(open))
      return result
    case .subsystem(let name):
      let principal = index.subsystems.subsystem(name)
      var result = KfuncSet(size: size)
      for file in byFact.files(ofSection: principal?.title ?? name) { result.insert(file.positions) }
      // A note may have moved a kfunc here from what its file says.
      if let principal { result.insert(byFact.moved[principal.title] ?? []) }
      steps += result.count
      return result
    case .path(let pattern):
      let glob = Glob(pattern, isPath: true)
      var result = KfuncSet(size: size)
      for file in byFact.files where glob.matches(file.path) { result.insert(file.positions) }
      steps += byFact.files.count + result.count
      return result
    case .name(let pattern):
      let glob = Glob(pattern, isPath: false)
      var result = KfuncSet(size: size)
      for (position, kfunc) in index.kfuncs.enumerated() where glob.matches(kfunc.kfunc.name) {
        result.insert(CollectionOfOne(Int32(position)))
      }
      steps += size
      return result
    case .any(let parts):
      var result = KfuncSet(size: size)
      for part in parts { result.formUnion(evaluate(part)) }
      return result
    case .allOf(let parts):
      var result = KfuncSet.all(size: size)
      for part in parts { result.formIntersection(evaluate(part)) }
      return result
    case .not(let part): return ~evaluate(part)
    }
  }

  private mutating func set(_ positions: [Int32]) -> KfuncSet {
    var set = KfuncSet(size: index.kfuncs.count)
    set.insert(positions)
    steps += positions.count
    return set
  }

  /// The kfuncs of the groups at positions of ``PositionsByFact/groups``.
  private mutating func union(_ groups: [Int32]) -> KfuncSet {
    var set = KfuncSet(size: index.kfuncs.count)
    for group in groups {
      let positions = byFact.groups[Int(group)]
      set.insert(positions)
      steps += positions.count
    }
    return set
  }
}
