internal import KfuncModel

/// Looks up what one release says of its kfuncs, one after another.
struct FactsBuilder {
  private let catalogue: ReleaseCatalogue
  private let hooks: HookTable
  private let kfuncs: [Kfunc]
  /// The sets that some registration passes, in the order of the catalogue.
  private let registered: [RegisteredSet]
  private let places: MemberPlaces
  /// What each set alone comes to, for kfuncs that no filter speaks of by name.
  private var alone: [RegisteredSets?]
  /// The same of several sets together.
  private var together: [[Int32]: RegisteredSets] = [:]
  private var maintainers: [String: [MaintainersSection]] = [:]

  init(_ catalogue: ReleaseCatalogue, _ hooks: HookTable) {
    self.catalogue = catalogue
    self.hooks = hooks
    kfuncs = catalogue.kfuncsByName
    let passing = Dictionary(grouping: catalogue.registrations, by: \.idSet)
    registered = catalogue.idSets.compactMap { set in passing[set.identity].map { RegisteredSet(set, $0) } }
    alone = Array(repeating: nil, count: registered.count)
    places = MemberPlaces(of: kfuncs, in: registered)
    let sections = Dictionary(catalogue.maintainers.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
    for file in catalogue.fileMaintainers {
      // One list serves all kfuncs of a file.
      maintainers[file.file] = file.sections.compactMap { sections[$0] }
    }
  }

  /// The facts of all kfuncs, by name.
  mutating func facts() -> [KfuncFacts] {
    var facts: [KfuncFacts] = []
    facts.reserveCapacity(kfuncs.count)
    var row = -1
    for (position, kfunc) in kfuncs.enumerated() {
      // A name that a catalogue made by hand lists twice has the same places both times.
      if position == 0 || kfuncs[position - 1].name != kfunc.name { row += 1 }
      let places = places[row]
      let memberships = SetMemberships(count: places.count) { membership(at: places[places.startIndex + $0]) }
      let file = kfunc.principalDefinition?.source.file
      facts.append(
        KfuncFacts(
          release: catalogue.release, kfunc: kfunc, memberships: memberships, sets: sets(places, of: kfunc.name),
          maintainers: file.flatMap { maintainers[$0] } ?? []))
    }
    return facts
  }

  private func membership(at place: MemberPlaces.Place) -> SetMembership {
    let set = registered[Int(place.set)]
    return SetMembership(set, set.set.members[Int(place.member)])
  }

  /// What the sets at `places` come to for the kfunc `name`.
  private mutating func sets(_ places: ArraySlice<MemberPlaces.Place>, of name: String) -> RegisteredSets {
    let shared: RegisteredSets
    if places.count == 1, let set = places.first?.set {
      shared = alone[Int(set)] ?? made(of: places)
      alone[Int(set)] = shared
    } else {
      let sets = places.map(\.set)
      shared = together[sets] ?? made(of: places)
      together[sets] = shared
    }
    // What all kfuncs of the same sets share, unless some filter has a verdict about this one.
    guard hooks.speaks(of: name) else { return shared }
    return RegisteredSets(opening: shared.opening, access: hooks.access(to: name, registrations: registrations(places)))
  }

  private func made(of places: ArraySlice<MemberPlaces.Place>) -> RegisteredSets {
    let registrations = registrations(places)
    var opening = SetOpening()
    for registration in registrations { opening.add(registration, opens: hooks.opened(by: registration)) }
    return RegisteredSets(opening: opening, access: hooks.access(to: nil, registrations: registrations))
  }

  private func registrations(_ places: ArraySlice<MemberPlaces.Place>) -> [Registration] {
    places.flatMap { registered[Int($0.set)].registrations }
  }
}
