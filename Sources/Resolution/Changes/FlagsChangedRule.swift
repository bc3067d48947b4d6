internal import CatalogueFacts
internal import KfuncModel

/// Other flags, entry by entry: flags belong to (ID set, kfunc), since two sets may disagree.
///
/// What a change of the release as a whole explains is told in a record of its own; entries with the same difference are
/// told in one.
struct FlagsChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    // Nearly every kfunc of nearly every release: the same flags in the same sets.
    if old.entries.elementsEqual(new.entries, by: { $0.set == $1.set && $0.flags == $1.flags }) { return [] }
    let pairing = MembershipPairing(old.entries, new.entries)
    guard !pairing.pairs.isEmpty else { return merged(old, new, pair) }
    // Parts in the order of the entries; a part is what one explanation, or none, covers.
    var parts: [Part] = []
    for entry in pairing.pairs where entry.old.flags != entry.new.flags {
      for part in self.parts(of: entry, old, new, pair.frame.releaseWide) {
        if let index = parts.firstIndex(where: { $0.isLike(part) }) {
          parts[index].join(part)
        } else {
          parts.append(part)
        }
      }
    }
    return parts.map { part in
      pair.record(
        .flagsChanged, part.impact, old: part.old, new: part.new,
        .flags(FlagsDifference(sets: part.sets.sorted(), gained: part.gained, lost: part.lost)),
        explanation: part.explanation)
    }
  }

  /// Where no entry continues another, the flags of all entries together are compared.
  private func merged(_ old: KfuncFacts, _ new: KfuncFacts, _ pair: KfuncPair) -> [ChangeRecord] {
    guard let before = united(old.entries), let after = united(new.entries), before.flags != after.flags else {
      return []
    }
    return parts(of: (before, after), old, new, pair.frame.releaseWide).map { part in
      pair.record(
        .flagsChanged, part.impact, old: part.old, new: part.new,
        .flags(
          FlagsDifference(sets: new.entries.map(\.set).sorted(), gained: part.gained, lost: part.lost)),
        explanation: part.explanation)
    }
  }

  private func united(_ entries: [SetEntry]) -> SetEntry? {
    guard var first = entries.first else { return nil }
    for other in entries.dropFirst() { first.flags.formUnion(other.flags) }
    return first
  }

  private func parts(
    of entry: (old: SetEntry, new: SetEntry), _ old: KfuncFacts, _ new: KfuncFacts, _ rules: ReleaseWideRules
  ) -> [Part] {
    let prototypeStays = old.bpfPrototype == new.bpfPrototype
    var explained: [(id: ReleaseWideChange.ID, gained: [KfuncFlag], lost: [KfuncFlag])] = []
    var gained: [KfuncFlag] = []
    var lost: [KfuncFlag] = []
    for flag in entry.new.flags.subtracting(entry.old.flags).sorted() {
      if let id = rules.explanation(ofGaining: flag, prototypeStays: prototypeStays) {
        explained.append((id, [flag], []))
      } else {
        gained.append(flag)
      }
    }
    for flag in entry.old.flags.subtracting(entry.new.flags).sorted() {
      if let id = rules.explanation(ofLosing: flag, prototypeStays: prototypeStays) {
        explained.append((id, [], [flag]))
      } else {
        lost.append(flag)
      }
    }
    let before = old.fact(text(entry.old), entry.old.source)
    let after = new.fact(text(entry.new), entry.new.source)
    var parts: [Part] = []
    if !gained.isEmpty || !lost.isEmpty {
      let trust = (
        old: FlagEffects.trust(entry.old.flags, trustedByDefault: rules.old.trustedByDefault),
        new: FlagEffects.trust(entry.new.flags, trustedByDefault: rules.new.trustedByDefault)
      )
      parts.append(
        Part(
          sets: [entry.new.set], gained: gained, lost: lost, old: [before], new: [after],
          impact: FlagEffects.impact(gained: gained, lost: lost, trust: trust), explanation: nil))
    }
    for piece in explained {
      parts.append(
        Part(
          sets: [entry.new.set], gained: piece.gained, lost: piece.lost, old: [before], new: [after],
          impact: .invisible, explanation: piece.id))
    }
    return parts
  }

  private func text(_ entry: SetEntry) -> String {
    let flags =
      entry.flags.isEmpty ? "no flags" : entry.flags.sorted().map(\.rawValue).joined(separator: " | ")
    return "\(entry.set.name): \(flags)"
  }

  /// A difference that several entries may share.
  private struct Part {
    var sets: [IDSetIdentity]
    let gained: [KfuncFlag]
    let lost: [KfuncFlag]
    var old: [RecordedFact]
    var new: [RecordedFact]
    var impact: ChangeImpact
    let explanation: ReleaseWideChange.ID?

    func isLike(_ other: Part) -> Bool {
      gained == other.gained && lost == other.lost && explanation == other.explanation
    }

    mutating func join(_ other: Part) {
      sets += other.sets
      old += other.old
      new += other.new
      impact = max(impact, other.impact)
    }
  }
}
