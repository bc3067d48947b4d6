internal import CatalogueFacts
internal import KfuncModel

/// Compares the catalogues of two releases, kfunc by kfunc, in one walk over both.
struct CatalogueComparison: Sendable {
  private let old: CatalogueIndex
  private let new: CatalogueIndex
  private let frame: ComparisonFrame

  /// The comparison of `old` with the later `new`; `releases` tells what lies between them.
  init(_ old: ReleaseCatalogue, _ new: ReleaseCatalogue, releases: ReleaseList) {
    self.init(CatalogueIndex(old), CatalogueIndex(new), releases: releases)
  }

  init(_ old: CatalogueIndex, _ new: CatalogueIndex, releases: ReleaseList) {
    self.old = old
    self.new = new
    let interval = ReleaseInterval(after: old.release, by: new.release, in: releases)
    frame = ComparisonFrame(
      span: ReleaseSpan(from: old.release, to: new.release, interval: interval),
      releaseWide: ReleaseWideRules(old: old, new: new, interval: interval))
  }

  /// Everything that differs.
  func compare() -> ReleaseComparison {
    var changes: [ChangeRecord] = []
    var removed: [KfuncFacts] = []
    var added: [KfuncFacts] = []
    var equality = FactEquality()
    let ofEqualFacts = ChangeRules.all.filter { $0.seesEqualFacts(frame) }
    walk { name, before, after in
      if let before, let after, equality.holds(between: before, and: after) {
        // Nineteen in twenty, of which mostly no rule has anything to say.
        if ofEqualFacts.isEmpty { return }
        let pair = KfuncPair(name: name, old: before, new: after, frame: frame)
        for rule in ofEqualFacts { changes += rule.changes(of: pair) }
        return
      }
      let pair = KfuncPair(name: name, old: before, new: after, frame: frame)
      if let before, after == nil { removed.append(before) }
      if let after, before == nil { added.append(after) }
      for rule in ChangeRules.all { changes += rule.changes(of: pair) }
    }
    let renames = RenameFinder(removed: removed, added: added).suspicions().map { before, after, suspicion in
      KfuncPair(name: before.kfunc.name, old: before, new: after, frame: frame).record(
        .renamed, .information, old: before.presenceFacts, new: after.presenceFacts, .rename(suspicion))
    }
    // The walk went by name, and no name was renamed twice.
    let sorted = Self.merged(changes, renames.sorted { $0.kfunc.precedesInBytes($1.kfunc) })
    return ReleaseComparison(
      from: frame.span.from, to: frame.span.to, changes: sorted, releaseWide: releaseWide(sorted))
  }

  /// Both lists, each by name, in one: what belongs to one kfunc stays in the order of the rules, its rename last.
  private static func merged(_ changes: [ChangeRecord], _ renames: [ChangeRecord]) -> [ChangeRecord] {
    if renames.isEmpty { return changes }
    var merged: [ChangeRecord] = []
    merged.reserveCapacity(changes.count + renames.count)
    var next = 0
    for rename in renames {
      let start = next
      while next < changes.count, !rename.kfunc.precedesInBytes(changes[next].kfunc) { next += 1 }
      merged += changes[start..<next]
      merged.append(rename)
    }
    return merged + changes[next...]
  }

  /// The changes of the whole release with the kfuncs that they explain; those that explain none are not told.
  private func releaseWide(_ changes: [ChangeRecord]) -> [ReleaseWideChange] {
    var covered: [ReleaseWideChange.ID: [String]] = [:]
    // By position: a copy of a record is a copy of ten parts.
    for index in changes.indices {
      guard let id = changes[index].explanation, covered[id]?.last != changes[index].kfunc else { continue }
      covered[id, default: []].append(changes[index].kfunc)
    }
    return frame.releaseWide.changes.compactMap { change in
      guard let kfuncs = covered[change.id] else { return nil }
      var change = change
      change.kfuncs = kfuncs
      return change
    }
  }

  /// Every name of either release once, in order of bytes.
  private func walk(_ visit: (String, KfuncFacts?, KfuncFacts?) -> Void) {
    let left = old.kfuncs
    let right = new.kfuncs
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if j == right.count
        || (i < left.count && left[i].kfunc.name.precedesInBytes(right[j].kfunc.name))
      {
        visit(left[i].kfunc.name, left[i], nil)
        i += 1
      } else if i == left.count || right[j].kfunc.name.precedesInBytes(left[i].kfunc.name) {
        visit(right[j].kfunc.name, nil, right[j])
        j += 1
      } else {
        visit(left[i].kfunc.name, left[i], right[j])
        i += 1
        j += 1
      }
    }
  }
}

/// Whether two releases say the same of a kfunc in everything but lines, as they do of nineteen in twenty: most rules then
/// need not look at them. False where it takes more to know.
private struct FactEquality {
  private struct Key: Hashable {
    let old: ObjectIdentifier
    let new: ObjectIdentifier
  }

  /// The answers about sets, which serve all kfuncs of the same sets.
  private var openings: [Key: Bool] = [:]

  mutating func holds(between old: KfuncFacts, and new: KfuncFacts) -> Bool {
    guard new.isSameApartFromLines(as: old) else { return false }
    let key = Key(old: ObjectIdentifier(old.sets), new: ObjectIdentifier(new.sets))
    if let known = openings[key] { return known }
    let answer = new.sets.opensTheSame(as: old.sets)
    openings[key] = answer
    return answer
  }
}
