public import KfuncModel
internal import ParallelMap

/// A catalogue with everything that is looked up in it made once: the record, the reach of clauses and the pages read
/// the same one, so that they cannot disagree.
public struct CatalogueIndex: Sendable {
  /// The catalogue.
  public let catalogue: ReleaseCatalogue
  /// The flags that the release defines.
  public let flags: [KfuncFlag: FlagDefinition]
  /// The kfuncs, by name in bytes.
  public private(set) var kfuncs: [KfuncFacts] = []
  private let hooks: HookTable

  /// The index of `catalogue`, linear in what it holds.
  public init(_ catalogue: ReleaseCatalogue) {
    self.catalogue = catalogue
    hooks = HookTable(catalogue)
    flags = Dictionary(catalogue.flags.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })
    var facts = FactsBuilder(catalogue, hooks)
    kfuncs = catalogue.kfuncsByName.map { facts.facts(of: $0) }
  }

  /// The indices of `catalogues`, made side by side, oldest release first.
  public static func all(_ catalogues: [ReleaseCatalogue]) -> [CatalogueIndex] {
    catalogues.sorted { $0.release < $1.release }.concurrentMap { CatalogueIndex($0) }
  }

  /// The types that a registration opens: all of the hook that its type maps to.
  public func opened(by registration: Registration) -> [ProgramType] { hooks.opened(by: registration) }
}

/// Looks up what one release says of its kfuncs, one after another.
private struct FactsBuilder {
  private let catalogue: ReleaseCatalogue
  private let hooks: HookTable
  /// Where a name stands, as positions of sets and of members in them.
  private var places: [String: [(set: Int, member: Int)]] = [:]
  /// The registrations that pass each set, by its position.
  private var registrations: [[Registration]] = []
  private var sections: [String: MaintainersSection] = [:]
  private var sectionsOfFile: [String: [String]] = [:]
  /// What sets open together, by their positions: few combinations serve all kfuncs.
  private var openings: [[Int]: SetOpening] = [:]
  /// What programs may call of the same sets, for kfuncs that no filter speaks of by name.
  private var accesses: [[Int]: [ProgramTypeAccess]] = [:]

  init(_ catalogue: ReleaseCatalogue, _ hooks: HookTable) {
    self.catalogue = catalogue
    self.hooks = hooks
    let passing = Dictionary(grouping: catalogue.registrations, by: \.idSet)
    registrations = catalogue.idSets.map { passing[$0.identity] ?? [] }
    for (setIndex, set) in catalogue.idSets.enumerated() where !registrations[setIndex].isEmpty {
      for (memberIndex, member) in set.members.enumerated() {
        places[member.name, default: []].append((setIndex, memberIndex))
      }
    }
    for section in catalogue.maintainers where sections[section.title] == nil { sections[section.title] = section }
    for file in catalogue.fileMaintainers { sectionsOfFile[file.file] = file.sections }
  }

  mutating func facts(of kfunc: Kfunc) -> KfuncFacts {
    let places = places[kfunc.name] ?? []
    let memberships = places.map { place in
      let set = catalogue.idSets[place.set]
      return SetMembership(
        set: set, member: set.members[place.member], registrations: registrations[place.set])
    }
    let sets = places.map(\.set)
    let opening: SetOpening
    if let known = openings[sets] {
      opening = known
    } else {
      opening = self.opening(of: memberships)
      openings[sets] = opening
    }
    let speaks = hooks.speaks(of: kfunc.name)
    var access = speaks ? nil : accesses[sets]
    if access == nil {
      access = hooks.access(to: kfunc.name, registrations: memberships.flatMap(\.registrations))
      if !speaks { accesses[sets] = access }
    }
    let file = kfunc.principalDefinition?.source.file
    return KfuncFacts(
      release: catalogue.release, kfunc: kfunc, memberships: memberships, entries: entries(of: memberships),
      opening: opening, access: access ?? [],
      maintainers: (file.flatMap { sectionsOfFile[$0] } ?? []).compactMap { sections[$0] })
  }

  private func opening(of memberships: [SetMembership]) -> SetOpening {
    var opening = SetOpening()
    for registration in memberships.lazy.flatMap(\.registrations) {
      opening.add(registration, opens: hooks.opened(by: registration))
    }
    return opening
  }

  private func entries(of memberships: [SetMembership]) -> [SetEntry] {
    var entries: [SetEntry] = []
    for membership in memberships {
      let member = membership.member
      if let index = entries.firstIndex(where: { $0.set == membership.set.identity }) {
        entries[index].flags.formUnion(member.flags)
        entries[index].conditions.formUnion([member.condition].compactMap(\.self))
      } else {
        entries.append(
          SetEntry(
            set: membership.set.identity, source: member.source, flags: Set(member.flags),
            conditions: Set([membership.set.condition, member.condition].compactMap(\.self))))
      }
    }
    return entries
  }
}

extension ReleaseCatalogue {
  /// The kfuncs in order of name; as a catalogue's text has them, and sorted where a catalogue was made by hand.
  fileprivate var kfuncsByName: [Kfunc] {
    let isSorted = zip(kfuncs, kfuncs.dropFirst()).allSatisfy { $0.name.precedesInBytes($1.name) }
    return isSorted ? kfuncs : kfuncs.sorted { $0.name.precedesInBytes($1.name) }
  }
}
