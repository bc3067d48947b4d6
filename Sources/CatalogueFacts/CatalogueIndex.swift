internal import KfuncModel

/// A catalogue with its look-ups made once: which sets list a name, who registers a set, which filters a hook has.
struct CatalogueIndex {
  let catalogue: ReleaseCatalogue
  private var entries: [String: [(set: Int, member: Int)]] = [:]
  private var registrations: [IDSetIdentity: [Registration]] = [:]
  private var filters: [String: KfuncFilter] = [:]
  /// The names of the filters that a hook asks, in the order of the registrations.
  private var filtersOfHook: [String: [String]] = [:]
  private var hookOfType: [ProgramType: KfuncHook] = [:]
  private var sections: [String: MaintainersSection] = [:]
  private var sectionsOfFile: [String: [String]] = [:]

  init(_ catalogue: ReleaseCatalogue) {
    self.catalogue = catalogue
    for hook in catalogue.hooks {
      for type in hook.programTypes where hookOfType[type] == nil { hookOfType[type] = hook }
    }
    for filter in catalogue.filters where filters[filter.name] == nil { filters[filter.name] = filter }
    for registration in catalogue.registrations {
      registrations[registration.idSet, default: []].append(registration)
      guard let filter = registration.filter else { continue }
      let hook = hookName(of: registration.programType)
      if filtersOfHook[hook]?.contains(filter) != true { filtersOfHook[hook, default: []].append(filter) }
    }
    for (setIndex, set) in catalogue.idSets.enumerated() where registrations[set.identity] != nil {
      for (memberIndex, member) in set.members.enumerated() {
        entries[member.name, default: []].append((setIndex, memberIndex))
      }
    }
    for section in catalogue.maintainers where sections[section.title] == nil { sections[section.title] = section }
    for file in catalogue.fileMaintainers { sectionsOfFile[file.file] = file.sections }
  }

  /// The facts of `kfunc`.
  func facts(of kfunc: Kfunc) -> KfuncFacts {
    let memberships = (entries[kfunc.name] ?? []).map { entry in
      let set = catalogue.idSets[entry.set]
      return SetMembership(
        set: set, member: set.members[entry.member], registrations: registrations[set.identity] ?? [])
    }
    let file = kfunc.principalDefinition?.source.file
    return KfuncFacts(
      release: catalogue.release, kfunc: kfunc, memberships: memberships,
      access: access(to: kfunc.name, registrations: memberships.flatMap(\.registrations)),
      maintainers: (file.flatMap { sectionsOfFile[$0] } ?? []).compactMap { sections[$0] })
  }

  /// A type that the table of hooks does not know is a hook of its own.
  private func hookName(of type: ProgramType) -> String { hookOfType[type]?.name ?? type.rawValue }

  private func access(to name: String, registrations: [Registration]) -> [ProgramTypeAccess] {
    var opened: [ProgramType: [Registration]] = [:]
    for registration in registrations {
      for type in hookOfType[registration.programType]?.programTypes ?? [registration.programType] {
        opened[type, default: []].append(registration)
      }
    }
    let accesses = opened.keys.sorted().map { type in
      let hook = hookName(of: type)
      let answers = (filtersOfHook[hook] ?? []).compactMap { filterName -> ProgramTypeAccess.FilterAnswer? in
        guard let filter = filters[filterName] else { return nil }
        let verdict = filter.verdicts.first { $0.kfuncs.contains(name) && $0.programTypes.contains(type) }
        // A filter speaks for the kfuncs of its verdicts, and for those that it was registered with.
        let isItsOwn = opened[type, default: []].contains { $0.filter == filterName }
        return verdict != nil || isItsOwn ? ProgramTypeAccess.FilterAnswer(filter: filter, verdict: verdict) : nil
      }
      // A filter that was named and is not in the catalogue cannot have been read.
      let isMissing = opened[type, default: []].contains { $0.filter.map { filters[$0] == nil } ?? false }
      let outcome = (answers.map(Self.outcome) + (isMissing ? [.unread] : [])).max() ?? .open
      return ProgramTypeAccess(
        programType: type, isRegistered: opened[type, default: []].contains { $0.programType == type },
        outcome: outcome, answers: answers, registrations: opened[type, default: []])
    }
    // The common hook is asked first, and its consent is enough, whatever the filters of the type's own hook say.
    guard accesses.contains(where: { $0.programType == .unspecified && $0.outcome == .open }) else { return accesses }
    return accesses.map { access in
      ProgramTypeAccess(
        programType: access.programType, isRegistered: access.isRegistered, outcome: .open, answers: [],
        registrations: access.registrations)
    }
  }

  private static func outcome(_ answer: ProgramTypeAccess.FilterAnswer) -> ProgramTypeAccess.Outcome {
    switch answer.verdict?.outcome {
    case .admitted: .admitted
    case .refused: .refused
    case .conditional: .conditional
    case .unread, nil: .unread
    }
  }
}
