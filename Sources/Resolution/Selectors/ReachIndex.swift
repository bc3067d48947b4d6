internal import CatalogueFacts
internal import KfuncModel

/// A release's kfuncs by every fact that a selector can ask for, so that a clause costs what it reaches.
///
/// An immutable object: pages take it out of a list for every kfunc, and copying its ten tables each time was 4 % of a
/// build of 10,000 kfuncs.
final class ReachIndex: Sendable {
  let release: KernelRelease
  let kfuncs: [KfuncFacts]
  private let catalogue: CatalogueIndex
  private let positions: [String: Int]
  private let sections: [String: [String]]
  private let subsystems: SubsystemMap
  private let byFact: PositionsByFact
  /// Facts indexed.
  var steps: Int { byFact.steps }

  init(_ index: CatalogueIndex, subsystems: SubsystemMap) {
    catalogue = index
    self.subsystems = subsystems
    release = index.release
    kfuncs = index.kfuncs
    sections = SubsystemMap.sections(index.catalogue)
    positions = Dictionary(kfuncs.enumerated().map { ($1.kfunc.name, $0) }, uniquingKeysWith: { first, _ in first })
    byFact = PositionsByFact(kfuncs, sections, subsystems)
  }

  /// The kfunc `name`; nil when the release does not have it.
  func position(of name: String) -> Int? { positions[name] }

  /// The kfuncs that `selector` reaches. Selectors are at most as deep as YAML may be (`YAMLText.maximumDepth`).
  func evaluate(_ selector: ClauseSelector) -> KfuncSet {
    var steps = 0
    return evaluate(selector, &steps)
  }

  /// The same; `steps` counts the kfuncs and patterns that are looked at.
  func evaluate(_ selector: ClauseSelector, _ steps: inout Int) -> KfuncSet {
    let size = kfuncs.count
    steps += 1
    switch selector {
    case .all: return .all(size: size)
    case .flag(let flag): return set(byFact.byFlag[flag], &steps)
    case .idSet(let name): return set(byFact.bySet[name], &steps)
    case .programType(let type):
      // What is open to no type in particular is open to every one, unless filters refuse this one.
      var result = set(byFact.byType[type], &steps)
      let open = byFact.byType[.unspecified] ?? []
      result.formUnion(set(open.filter { !kfuncs[$0].refuses(type) }, &steps))
      return result
    case .subsystem(let name):
      let principal = subsystems.subsystem(name)
      var positions = byFact.bySection[principal?.title ?? name] ?? []
      // A note may have moved a kfunc here from what its file says.
      if let principal { positions += byFact.byPrincipal[principal.title] ?? [] }
      return set(positions, &steps)
    case .path(let pattern):
      let glob = Glob(pattern, isPath: true)
      steps += byFact.byFile.count
      return set(byFact.byFile.filter { glob.matches($0.key) }.flatMap(\.value), &steps)
    case .name(let pattern):
      let glob = Glob(pattern, isPath: false)
      steps += size
      return set(kfuncs.indices.filter { glob.matches(kfuncs[$0].kfunc.name) }, &steps)
    case .any(let parts):
      var result = KfuncSet(size: size)
      for part in parts { result.formUnion(evaluate(part, &steps)) }
      return result
    case .allOf(let parts):
      var result = KfuncSet.all(size: size)
      for part in parts { result.formIntersection(evaluate(part, &steps)) }
      return result
    case .not(let part): return ~evaluate(part, &steps)
    }
  }

  private func set(_ positions: [Int]?, _ steps: inout Int) -> KfuncSet {
    let positions = positions ?? []
    steps += positions.count
    return KfuncSet(positions, size: kfuncs.count)
  }
}

// MARK: - Facts

extension ReachIndex {
  /// The facts by which `selector` reaches the kfunc at `position`, in the order of the selector, each once; empty
  /// when it does not reach it, and for `all`, which asks for none.
  func facts(_ selector: ClauseSelector, _ position: Int) -> [RecordedFact] {
    guard reaches(selector, position) else { return [] }
    if let common = commonFacts(selector) { return common }
    let kfunc = kfuncs[position]
    switch selector {
    case .all, .not: return []
    case .flag(let flag):
      return kfunc.entries.filter { $0.flags.contains(flag) }.map {
        kfunc.fact("flag \(flag.rawValue) in \($0.set.name)", $0.source)
      }
    case .idSet(let name):
      return kfunc.entries.filter { $0.set.name == name }.map { kfunc.fact("ID set \(name)", $0.source) }
    case .programType(let type): return [typeFact(type, kfunc)]
    case .subsystem(let name):
      let title = subsystems.subsystem(name)?.title ?? name
      let isOfFile = SubsystemMap.titles(of: kfunc.kfunc, sections).contains(title)
      return [kfunc.fact("subsystem \(title)", isOfFile ? kfunc.definition?.source : nil)]
    case .path: return [kfunc.fact("defined in \(kfunc.definition?.source.file ?? "")", kfunc.definition?.source)]
    case .name: return [kfunc.fact("name \(kfunc.kfunc.name)", kfunc.definition?.source)]
    case .any(let parts), .allOf(let parts):
      var seen: Set<RecordedFact> = []
      return parts.flatMap { facts($0, position) }.filter { seen.insert($0).inserted }
    }
  }

  /// The facts by which `selector` reaches any kfunc that it reaches; nil where they depend on the kfunc.
  func commonFacts(_ selector: ClauseSelector) -> [RecordedFact]? {
    switch selector {
    case .all: []
    case .not(let part): [RecordedFact("not \(part)", release: release, source: nil)]
    default: nil
    }
  }

  /// Whether `selector` reaches one kfunc, without the rest.
  private func reaches(_ selector: ClauseSelector, _ position: Int) -> Bool {
    let kfunc = kfuncs[position]
    switch selector {
    case .all: return true
    case .flag(let flag): return kfunc.entries.contains { $0.flags.contains(flag) }
    case .idSet(let name): return kfunc.entries.contains { $0.set.name == name }
    case .programType(let type): return !kfunc.refuses(type)
    case .subsystem(let name):
      let subsystem = subsystems.subsystem(name)
      return SubsystemMap.titles(of: kfunc.kfunc, sections).contains(subsystem?.title ?? name)
        || subsystem != nil && subsystems.principal(of: kfunc.kfunc.name) == subsystem
    case .path(let pattern):
      return kfunc.definition.map { Glob(pattern, isPath: true).matches($0.source.file) } ?? false
    case .name(let pattern): return Glob(pattern, isPath: false).matches(kfunc.kfunc.name)
    case .any(let parts): return parts.contains { reaches($0, position) }
    case .allOf(let parts): return parts.allSatisfy { reaches($0, position) }
    case .not(let part): return !reaches(part, position)
    }
  }

  private func typeFact(_ type: ProgramType, _ kfunc: KfuncFacts) -> RecordedFact {
    if let registration = kfunc.opening.registered[type] {
      return kfunc.fact("registered for \(type.rawValue)", registration.source)
    }
    let opening = kfunc.opening.registered.sorted { $0.key < $1.key }.first {
      $0.key == .unspecified || catalogue.opened(by: $0.value).contains(type)
    }
    guard let opening else { return kfunc.fact("open to \(type.rawValue)", nil) }
    return kfunc.fact("open to \(type.rawValue) by registration for \(opening.key.rawValue)", opening.value.source)
  }
}

/// Positions in a release's list of kfuncs, by the facts that selectors ask for.
private struct PositionsByFact: Sendable {
  private(set) var byFlag: [KfuncFlag: [Int]] = [:]
  private(set) var bySet: [String: [Int]] = [:]
  private(set) var byType: [ProgramType: [Int]] = [:]
  private(set) var bySection: [String: [Int]] = [:]
  /// By the title of the subsystem that they are listed under, whatever their files say.
  private(set) var byPrincipal: [String: [Int]] = [:]
  private(set) var byFile: [String: [Int]] = [:]
  private(set) var steps = 0

  init(_ kfuncs: [KfuncFacts], _ sections: [String: [String]], _ subsystems: SubsystemMap) {
    for (position, kfunc) in kfuncs.enumerated() {
      // Positions ascend: what an entry before has added already is the last of its list.
      for flag in kfunc.entries.lazy.flatMap(\.flags) where byFlag[flag]?.last != position {
        byFlag[flag, default: []].append(position)
      }
      for set in kfunc.entries.lazy.map(\.set.name) where bySet[set]?.last != position {
        bySet[set, default: []].append(position)
      }
      if let principal = subsystems.principal(of: kfunc.kfunc.name) {
        byPrincipal[principal.title, default: []].append(position)
      }
      // A type that filters refuse whatever the program does is registered and not reached.
      for type in kfunc.opening.opened where !kfunc.refuses(type) {
        byType[type, default: []].append(position)
      }
      for title in SubsystemMap.titles(of: kfunc.kfunc, sections) { bySection[title, default: []].append(position) }
      if let file = kfunc.definition?.source.file { byFile[file, default: []].append(position) }
      steps += 1 + kfunc.entries.count + kfunc.opening.opened.count
    }
  }
}
