internal import CatalogueFacts
internal import KfuncModel

/// Listed in other ID sets, by the names of the sets. What that means for programs, program types and flags say.
struct IDSetChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    if old.entries.elementsEqual(new.entries, by: { $0.set == $1.set }) { return [] }
    let pairing = MembershipPairing(old.entries, new.entries)
    guard !pairing.lost.isEmpty || !pairing.gained.isEmpty else { return [] }
    return [
      pair.record(
        .idSetChanged, .invisible, old: pairing.lost.map { old.fact($0.set.name, $0.source) },
        new: pairing.gained.map { new.fact($0.set.name, $0.source) },
        .idSets(gained: pairing.gained.map(\.set).sorted(), lost: pairing.lost.map(\.set).sorted()))
    ]
  }
}
