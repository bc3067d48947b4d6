internal import CatalogueFacts
internal import KfuncModel

/// Which definition of the newer release continues which of the older.
///
/// A kfunc is defined more than once where branches of an `#ifdef`, or architectures, each define it; any kernel has one
/// of them. They are paired by file and condition, then by condition, since files move, then by file, since conditions
/// change, then in order. Stubs of headers do not count, as for the principal definition.
struct DefinitionPairing {
  private(set) var pairs: [DefinitionPair] = []
  /// Definitions of the older release that none continues.
  private(set) var lost: [KfuncDefinition] = []
  /// Definitions of the newer release that continue none.
  private(set) var gained: [KfuncDefinition] = []

  init(_ old: KfuncFacts, _ new: KfuncFacts) {
    // Nearly every kfunc of nearly every release.
    if old.kfunc.definitions.count == 1, new.kfunc.definitions.count == 1 {
      pairs = [DefinitionPair(old: old.kfunc.definitions[0], new: new.kfunc.definitions[0], place: nil)]
      return
    }
    lost = old.definitions
    gained = new.definitions
    pair { [$0.source.file, $0.condition ?? ""] }
    pair { $0.condition.map { [$0] } }
    pair { [$0.source.file] }
    pair { _ in [] }
    pairs.sort { $0.new.source < $1.new.source }
    // What happens to the only definition of either side happens to the kfunc.
    guard old.definitions.count > 1 || new.definitions.count > 1, let principal = new.definition else { return }
    for index in pairs.indices where pairs[index].new.source != principal.source {
      let definition = pairs[index].new
      pairs[index].place = DefinitionPlace(file: definition.source.file, condition: definition.condition)
    }
  }

  /// Pairs what is left by `key`, in order where several have the same; linear in the definitions.
  private mutating func pair(by key: (KfuncDefinition) -> [String]?) {
    if lost.isEmpty || gained.isEmpty { return }
    var waiting: [[String]: [Int]] = [:]
    for index in gained.indices.reversed() {
      if let key = key(gained[index]) { waiting[key, default: []].append(index) }
    }
    var taken: Set<Int> = []
    var rest: [KfuncDefinition] = []
    for definition in lost {
      guard let key = key(definition), let index = waiting[key]?.popLast() else {
        rest.append(definition)
        continue
      }
      taken.insert(index)
      pairs.append(DefinitionPair(old: definition, new: gained[index], place: nil))
    }
    lost = rest
    gained = gained.indices.filter { !taken.contains($0) }.map { gained[$0] }
  }
}

/// A definition in two releases.
struct DefinitionPair {
  let old: KfuncDefinition
  let new: KfuncDefinition
  /// Which of several definitions it is; nil for the principal one.
  var place: DefinitionPlace?
}

extension KfuncFacts {
  /// The definitions that count: all but stubs of headers, unless there are no others.
  var definitions: [KfuncDefinition] {
    let own = kfunc.definitions.filter { !$0.isInHeader }
    return own.isEmpty ? kfunc.definitions : own
  }
}

extension KfuncDefinition {
  /// The prototype that BPF programs see.
  var seenPrototype: Prototype { bpfPrototype ?? prototype }
}
