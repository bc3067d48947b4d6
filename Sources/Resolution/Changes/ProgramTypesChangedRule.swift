internal import CatalogueFacts
internal import KfuncModel

/// Registered for other program types, or opened to others by the hooks of those types. Types that a hook opens to all of its
/// kfuncs are told once for the release.
struct ProgramTypesChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    let before = old.opening
    let after = new.opening
    guard before.registered.keys != after.registered.keys || before.opened != after.opened else { return [] }
    var rest = ProgramTypesDifference(
      registeredGained: Set(after.registered.keys).subtracting(before.registered.keys).sorted(),
      registeredLost: Set(before.registered.keys).subtracting(after.registered.keys).sorted())
    var explained: [(id: ReleaseWideChange.ID, difference: ProgramTypesDifference)] = []
    let rules = pair.frame.releaseWide

    func attribute(_ type: ProgramType, isGain: Bool) {
      let id = rules.explanation(ofHookChangeFor: type, old: before, new: after)
      let path: WritableKeyPath<ProgramTypesDifference, [ProgramType]> = isGain ? \.openGained : \.openLost
      guard let id else {
        rest[keyPath: path].append(type)
        return
      }
      if let index = explained.firstIndex(where: { $0.id == id }) {
        explained[index].difference[keyPath: path].append(type)
      } else {
        var difference = ProgramTypesDifference()
        difference[keyPath: path] = [type]
        explained.append((id, difference))
      }
    }
    for type in gained(from: old, to: new) { attribute(type, isGain: true) }
    for type in gained(from: new, to: old) { attribute(type, isGain: false) }

    let oldFacts = facts(old, rest.registeredLost)
    let newFacts = facts(new, rest.registeredGained)
    var records: [ChangeRecord] = []
    if rest != ProgramTypesDifference() {
      records.append(
        pair.record(.programTypesChanged, impact(of: rest), old: oldFacts, new: newFacts, .programTypes(rest)))
    }
    for (id, difference) in explained {
      records.append(
        pair.record(.programTypesChanged, impact(of: difference), .programTypes(difference), explanation: id))
    }
    return records
  }

  /// The types that hooks open in `after` and not in `before`, unless a filter refuses them; the unspecified type opens
  /// to all and stands for them.
  private func gained(from before: KfuncFacts, to after: KfuncFacts) -> [ProgramType] {
    if before.opening.opened.contains(.unspecified) { return [] }
    if after.opening.opened.contains(.unspecified) { return [.unspecified] }
    return after.opening.opened.subtracting(before.opening.opened)
      .filter { after.admission($0).outcome != .refused }.sorted()
  }

  private func facts(_ kfunc: KfuncFacts, _ types: [ProgramType]) -> [RecordedFact] {
    types.map { kfunc.fact("registered for \($0.rawValue)", kfunc.opening.registered[$0]?.source) }
  }

  private func impact(of difference: ProgramTypesDifference) -> ChangeImpact {
    if !difference.openLost.isEmpty { return .breaks }
    return difference.openGained.isEmpty ? .invisible : .relaxes
  }
}
