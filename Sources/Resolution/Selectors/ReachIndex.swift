internal import CatalogueFacts
internal import KfuncModel

/// A release's kfuncs with what is needed to say by which facts a selector reaches one of them. Which it reaches is found
/// once, by a ``SelectorEvaluation``.
///
/// An immutable object: pages take it out of a list for every kfunc, and copying its tables each time was 4 % of a build of
/// 10,000 kfuncs.
final class ReachIndex: Sendable {
  let release: KernelRelease
  let kfuncs: [KfuncFacts]
  let sections: [String: [String]]
  let subsystems: SubsystemMap
  private let catalogue: CatalogueIndex

  init(_ index: CatalogueIndex, subsystems: SubsystemMap) {
    catalogue = index
    self.subsystems = subsystems
    release = index.release
    kfuncs = index.kfuncs
    sections = SubsystemMap.sections(index.catalogue)
  }

  /// The types that a registration opens: all of the hook that its type maps to.
  fileprivate func opened(by registration: Registration) -> [ProgramType] { catalogue.opened(by: registration) }
}

// MARK: - Facts

extension ReachIndex {
  /// The facts by which `selector` reaches the kfunc at `position`, in the order of the selector, each once; empty
  /// when it does not reach it, and for `all`, which asks for none.
  func facts(_ selector: ClauseSelector, _ position: Int) -> [RecordedFact] {
    reaches(selector, position) ? factsOfReached(selector, position) : []
  }

  /// The same, where it is known that `selector` reaches the kfunc.
  func factsOfReached(_ selector: ClauseSelector, _ position: Int) -> [RecordedFact] {
    if let common = commonFacts(selector) { return common }
    let kfunc = kfuncs[position]
    switch selector {
    case .all, .not: return []
    case .flag(let flag):
      return kfunc.entries.compactMap {
        $0.flags.contains(flag) ? kfunc.fact("flag \(flag.rawValue) in \($0.set.name)", $0.source) : nil
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
    case .flag(let flag): return kfunc.memberships.contains { $0.member.flagSet.contains(flag) }
    case .idSet(let name): return kfunc.memberships.contains { $0.identity.name == name }
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
    // The first by name of those that open it.
    let opening = kfunc.opening.registered.filter { $0.key == .unspecified || opened(by: $0.value).contains(type) }
      .min { $0.key < $1.key }
    guard let opening else { return kfunc.fact("open to \(type.rawValue)", nil) }
    return kfunc.fact("open to \(type.rawValue) by registration for \(opening.key.rawValue)", opening.value.source)
  }
}
