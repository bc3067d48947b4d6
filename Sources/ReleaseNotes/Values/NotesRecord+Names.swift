internal import KfuncModel

/// Notes that are too long for one page are told by name as well.
extension NotesRecord {
  /// The kfuncs of which something is told, by name in bytes; of a rename the old name.
  public var names: [String] {
    var names = Set(removed.map(\.change.name)).union(prototypes.map(\.name))
    for group in stricter + relaxed + other + invisible { names.formUnion(group.names) }
    names.formUnion(written.map(\.kfunc))
    names.formUnion(added.flatMap(\.kfuncs).map(\.change.name))
    names.formUnion(renamed.map(\.old))
    names.formUnion(releaseWide.flatMap(\.kfuncs))
    names.formUnion(passing.map(\.name))
    names.formUnion(plans.map(\.plan.kfunc))
    names.formUnion(testing.added + testing.removed + testing.changed)
    return names.inByteOrder
  }

  /// About how many bytes of HTML the notes are: 900 for a prototype in two forms, 550 for what is gone, 90 for each other
  /// mention, and half of that for what a change of the whole release shows in, which mostly stands above (measured on
  /// made-up releases).
  public var roughSize: Int {
    let groups = stricter + relaxed + other + invisible
    let mentions =
      groups.reduce(0) { $0 + $1.changes.count } + added.reduce(0) { $0 + $1.kfuncs.count } + renamed.count
      + passing.count + plans.count + written.count
      + testing.added.count + testing.removed.count + testing.changed.count
    let wide = releaseWide.reduce(0) { $0 + $1.kfuncs.count }
    return prototypes.count * 900 + removed.count * 550 + mentions * 90 + wide * 45
  }

  /// The same notes of the kfuncs `names` alone, without what is not about kfuncs.
  public func limited(to names: Set<String>) -> NotesRecord {
    func limited(_ groups: [ChangeGroup]) -> [ChangeGroup] {
      groups.compactMap { group in
        let changes = group.changes.filter { names.contains($0.name) }
        return changes.isEmpty ? nil : ChangeGroup(changes: changes)
      }
    }
    var record = self
    record.lead = nil
    record.removed = removed.filter { names.contains($0.change.name) }
    record.prototypes = prototypes.filter { names.contains($0.name) }
    record.stricter = limited(stricter)
    record.written = written.filter { names.contains($0.kfunc) }
    record.added = added.compactMap { group in
      var group = group
      group.kfuncs = group.kfuncs.filter { names.contains($0.change.name) }
      return group.kfuncs.isEmpty ? nil : group
    }
    record.relaxed = limited(relaxed)
    record.other = limited(other)
    record.renamed = renamed.filter { names.contains($0.old) }
    record.invisible = limited(invisible)
    record.releaseWide = releaseWide.compactMap { wide in
      var wide = wide
      wide.kfuncs = wide.kfuncs.filter { names.contains($0) }
      return wide.kfuncs.isEmpty ? nil : wide
    }
    record.passing = passing.filter { names.contains($0.name) }
    record.plans = plans.filter { names.contains($0.plan.kfunc) }
    record.policy = []
    record.testing = TestingChanges(
      added: testing.added.filter(names.contains), removed: testing.removed.filter(names.contains),
      changed: testing.changed.filter(names.contains))
    return record
  }
}
