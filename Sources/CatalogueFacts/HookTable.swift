internal import KfuncModel

/// The hooks of a release with the filters that stand before each, and what a kfunc's registrations come to.
///
/// After `kernel/bpf/btf.c` of 7.3. A set is kept per hook (`btf_kfunc_id_set_contains`, lines 9074 to 9093) and so are
/// the filters: `__btf_kfunc_is_allowed` (9095 to 9115) asks every filter of the hook, whoever registered it, and none of
/// another hook. `btf_kfunc_is_allowed` (9164 to 9183) asks the common hook first, then the hook of the program's type;
/// either's consent is enough.
struct HookTable: Sendable {
  private var hookOfType: [ProgramType: KfuncHook] = [:]
  private var filters: [String: KfuncFilter] = [:]
  /// The filters that a hook asks, by name, each with its place in the order of the registrations.
  private var filtersOfHook: [String: [String: Int]] = [:]
  /// Verdicts by kfunc, then by filter, so that no filter's whole list is searched for each kfunc.
  private var verdicts: [String: [String: [KfuncFilter.Verdict]]] = [:]

  init(_ catalogue: ReleaseCatalogue) {
    for hook in catalogue.hooks {
      for type in hook.programTypes where hookOfType[type] == nil { hookOfType[type] = hook }
    }
    for filter in catalogue.filters where filters[filter.name] == nil {
      filters[filter.name] = filter
      for verdict in filter.verdicts {
        for name in verdict.kfuncs { verdicts[name, default: [:]][filter.name, default: []].append(verdict) }
      }
    }
    for (place, registration) in catalogue.registrations.enumerated() {
      guard let filter = registration.filter else { continue }
      let hook = hookName(of: registration.programType)
      if filtersOfHook[hook]?[filter] == nil { filtersOfHook[hook, default: [:]][filter] = place }
    }
  }

  /// A type that the table of hooks does not know is a hook of its own.
  func hookName(of type: ProgramType) -> String { hookOfType[type]?.name ?? type.rawValue }

  /// The types that a registration opens: all of the hook that its type maps to.
  func opened(by registration: Registration) -> [ProgramType] {
    hookOfType[registration.programType]?.programTypes ?? [registration.programType]
  }

  /// Whether some filter has a verdict about `name`: what opens it then depends on more than its sets.
  func speaks(of name: String) -> Bool { verdicts[name] != nil }

  /// What `registrations` open `name` to, by type, sorted, with what the filters answer; nil for a name that none of them
  /// has a verdict about.
  func access(to name: String?, registrations: [Registration]) -> [ProgramTypeAccess] {
    var opened: [ProgramType: [Registration]] = [:]
    for registration in registrations {
      for type in self.opened(by: registration) { opened[type, default: []].append(registration) }
    }
    let common = opened[.unspecified]
    return opened.keys.sorted().map { type in
      let own = opened[type] ?? []
      var answer = answer(to: name, type, hookOf: type, own)
      if let common, type != .unspecified {
        answer = answer.or(self.answer(to: name, type, hookOf: .unspecified, common))
      }
      return ProgramTypeAccess(
        programType: type, isRegistered: own.contains { $0.programType == type }, outcome: answer.outcome,
        answers: answer.answers, registrations: own)
    }
  }

  /// What a hook's filters answer together.
  private struct HookAnswer {
    let outcome: ProgramTypeAccess.Outcome
    let answers: [ProgramTypeAccess.FilterAnswer]

    /// The wider of two answers, since either hook's consent is enough; both where neither is wider.
    func or(_ other: HookAnswer) -> HookAnswer {
      if outcome == other.outcome { return HookAnswer(outcome: outcome, answers: answers + other.answers) }
      return outcome < other.outcome ? self : other
    }
  }

  /// What the filters of the hook of `hookType` answer when a program of `type` calls `name`, which `registrations` put
  /// there.
  private func answer(
    to name: String?, _ type: ProgramType, hookOf hookType: ProgramType, _ registrations: [Registration]
  ) -> HookAnswer {
    let spoken = name.flatMap { verdicts[$0] }
    // Mostly no filter has a say.
    if spoken == nil, !registrations.contains(where: { $0.filter != nil }) {
      return HookAnswer(outcome: .open, answers: [])
    }
    let places = filtersOfHook[hookName(of: hookType)] ?? [:]
    // A filter speaks for the kfuncs of its verdicts, and for those that it was registered with. Others are not looked at:
    // a hook may ask as many as there are subsystems.
    let own = Set(registrations.lazy.compactMap(\.filter))
    let speaking = own.union(spoken?.keys.lazy.map { $0 } ?? [])
    let asked = speaking.compactMap { name in places[name].map { (name: name, place: $0) } }.sorted {
      $0.place < $1.place
    }
    let answers = asked.compactMap { filterName, _ -> ProgramTypeAccess.FilterAnswer? in
      guard let filter = filters[filterName] else { return nil }
      let ofName = spoken?[filterName] ?? []
      // What a filter of the common hook answers to no type in particular it answers to every one.
      let verdict =
        ofName.first { $0.programTypes.contains(type) } ?? ofName.first { $0.programTypes.contains(hookType) }
      return verdict != nil || own.contains(filterName)
        ? ProgramTypeAccess.FilterAnswer(filter: filter, verdict: verdict) : nil
    }
    // A filter that was named and is not in the catalogue cannot have been read.
    let isMissing = registrations.contains { $0.filter.map { filters[$0] == nil } ?? false }
    return HookAnswer(
      outcome: (answers.map(\.outcome) + (isMissing ? [.unread] : [])).max() ?? .open, answers: answers)
  }
}
