import KfuncModel

/// Works out what the filters of a release answer for each kfunc and program type.
struct FilterPublisher {
  let idSets: [IDSet]
  let registrations: [Registration]
  let hooks: [KfuncHook]

  /// The filter with its rules and verdicts.
  ///
  /// The kernel asks every filter of a hook about every kfunc of that hook (`__btf_kfunc_is_allowed`,
  /// `kernel/bpf/btf.c`), whichever set was registered with it. A filter speaks of the members of the sets that it
  /// names; of others it says nothing, and they are left out here.
  func publish(_ body: FilterBody) -> KfuncFilter {
    var filter = KfuncFilter(name: body.name, source: body.source, reading: body.reading, rules: body.rules)
    let own = registrations.filter { $0.filter == body.name }
    let hookNames = Set(own.compactMap { hook(of: $0.programType)?.name })
    let named = Set(
      body.decisions.flatMap(\.condition.atoms).compactMap { if case .inSet(let name) = $0 { name } else { nil } })
    let spokenOf = idSets.filter { named.contains($0.name) || own.map(\.idSet).contains($0.identity) }
    let kfuncs = Set(spokenOf.flatMap { $0.members.map(\.name) })
    var answers: [FilterAnswer: [ProgramType: Set<String>]] = [:]
    for kfunc in kfuncs {
      let sets = Set(spokenOf.filter { $0.members.contains { $0.name == kfunc } }.map(\.name))
      for type in programTypes(of: kfunc, hooks: hookNames) {
        answers[body.verdict(programType: type, sets: sets), default: [:]][type, default: []].insert(kfunc)
      }
    }
    filter.verdicts = FilterPublisher.grouped(answers)
    return filter
  }

  private func hook(of type: ProgramType) -> KfuncHook? { hooks.first { $0.programTypes.contains(type) } }

  /// The effective program types of a kfunc on the given hooks.
  private func programTypes(of kfunc: String, hooks names: Set<String>) -> Set<ProgramType> {
    let sets = Set(idSets.filter { $0.members.contains { $0.name == kfunc } }.map(\.identity))
    var types: Set<ProgramType> = []
    for registration in registrations where sets.contains(registration.idSet) {
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
