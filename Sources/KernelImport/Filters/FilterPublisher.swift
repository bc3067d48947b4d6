import KfuncModel

/// Works out what the filters of a release answer for each kfunc and program type.
struct FilterPublisher {
  private let setsByName: [String: [IDSet]]
  private let setsByIdentity: [IDSetIdentity: IDSet]
  /// Registrations by the filter that they name.
  private let registrationsByFilter: [String: [Registration]]
  private let hooksByType: [ProgramType: KfuncHook]
  /// Registrations of the sets that hold a kfunc, by kfunc.
  private let registrationsByKfunc: [String: [Registration]]

  init(idSets: [IDSet], registrations: [Registration], hooks: [KfuncHook]) {
    setsByName = Dictionary(grouping: idSets, by: \.name)
    setsByIdentity = Dictionary(idSets.map { ($0.identity, $0) }) { first, _ in first }
    registrationsByFilter = Dictionary(grouping: registrations.filter { $0.filter != nil }) { $0.filter ?? "" }
    hooksByType = Dictionary(hooks.flatMap { hook in hook.programTypes.map { ($0, hook) } }) { first, _ in first }
    // Two registrations of a set for one program type say the same here; a million would only cost.
    var seen: Set<[String]> = []
    let distinct = registrations.filter {
      seen.insert([$0.idSet.name, $0.idSet.file, $0.programType.rawValue]).inserted
    }
    let bySet = Dictionary(grouping: distinct, by: \.idSet)
    var byKfunc: [String: [Registration]] = [:]
    for set in idSets {
      guard let registrations = bySet[set.identity] else { continue }
      for name in Set(set.members.map(\.name)) { byKfunc[name, default: []] += registrations }
    }
    registrationsByKfunc = byKfunc
  }

  /// The filter with its rules and verdicts.
  ///
  /// The kernel asks every filter of a hook about every kfunc of that hook (`__btf_kfunc_is_allowed`,
  /// `kernel/bpf/btf.c`), whichever set was registered with it. A filter speaks of the members of the sets that it
  /// names; of others it says nothing, and they are left out here.
  func publish(_ body: FilterBody) -> KfuncFilter {
    var filter = KfuncFilter(name: body.name, source: body.source, reading: body.reading, rules: body.rules)
    let own = registrationsByFilter[body.name] ?? []
    let hookNames = Set(own.compactMap { hook(of: $0.programType)?.name })
    let named = Set(
      body.decisions.flatMap(\.condition.atoms).compactMap { if case .inSet(let name) = $0 { name } else { nil } })
    let ownSets = Set(own.map(\.idSet))
    var setsByKfunc: [String: Set<String>] = [:]
    let spokenOf = named.flatMap { setsByName[$0] ?? [] } + ownSets.compactMap { setsByIdentity[$0] }
    for set in spokenOf {
      for member in set.members { setsByKfunc[member.name, default: []].insert(set.name) }
    }
    // Kfuncs of the same sets and types get the same answer, worked out once.
    var known: [Question: FilterAnswer] = [:]
    var answers: [FilterAnswer: [ProgramType: Set<String>]] = [:]
    for (kfunc, sets) in setsByKfunc {
      for type in programTypes(of: kfunc, hooks: hookNames) {
        let question = Question(programType: type, sets: sets)
        let answer = known[question] ?? body.verdict(programType: type, sets: sets)
        known[question] = answer
        answers[answer, default: [:]][type, default: []].insert(kfunc)
      }
    }
    filter.verdicts = FilterPublisher.grouped(answers)
    return filter
  }

  /// What a filter is asked.
  private struct Question: Hashable {
    var programType: ProgramType
    var sets: Set<String>
  }

  private func hook(of type: ProgramType) -> KfuncHook? { hooksByType[type] }

  /// The effective program types of a kfunc on the given hooks.
  private func programTypes(of kfunc: String, hooks names: Set<String>) -> Set<ProgramType> {
    var types: Set<ProgramType> = []
    for registration in registrationsByKfunc[kfunc] ?? [] {
      guard let hook = hook(of: registration.programType), names.contains(hook.name) else { continue }
      types.formUnion(hook.programTypes)
    }
    return types
  }

  /// Kfuncs and types with the same answer together, in a stable order.
  private static func grouped(_ answers: [FilterAnswer: [ProgramType: Set<String>]]) -> [KfuncFilter.Verdict] {
    var verdicts: [KfuncFilter.Verdict] = []
    for (answer, byType) in answers {
      var typesByKfuncs: [[String]: [ProgramType]] = [:]
      for (type, kfuncs) in byType { typesByKfuncs[kfuncs.sorted(), default: []].append(type) }
      for (kfuncs, types) in typesByKfuncs {
        verdicts.append(
          KfuncFilter.Verdict(
            kfuncs: kfuncs, programTypes: types.sorted(), outcome: answer.outcome, structOps: answer.structOps,
            structOpsMembers: answer.members, attachTypes: answer.attachTypes, conditions: answer.conditions))
      }
    }
    return verdicts.sorted {
      ($0.kfuncs.first ?? "", $0.programTypes.first?.rawValue ?? "", $0.outcome.rawValue, $0.kfuncs.count)
        < ($1.kfuncs.first ?? "", $1.programTypes.first?.rawValue ?? "", $1.outcome.rawValue, $1.kfuncs.count)
    }
  }
}
