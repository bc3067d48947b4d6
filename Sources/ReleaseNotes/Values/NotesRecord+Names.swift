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

  /// The same notes in `count` parts, each of the kfuncs that `part` gives its number, without what is not about kfuncs.
  ///
  /// One walk for all parts: there are more of them the more there is to tell.
  public func split(into count: Int, part: (_ name: String) -> Int) -> [NotesRecord] {
    var parts = [NotesRecord](repeating: withoutKfuncs, count: count)
    for kfunc in removed { parts[part(kfunc.change.name)].removed.append(kfunc) }
    for change in prototypes { parts[part(change.name)].prototypes.append(change) }
    for event in written { parts[part(event.kfunc)].written.append(event) }
    for rename in renamed { parts[part(rename.old)].renamed.append(rename) }
    for change in passing { parts[part(change.name)].passing.append(change) }
    for plan in plans { parts[part(plan.plan.kfunc)].plans.append(plan) }
    for list in [\NotesRecord.stricter, \.relaxed, \.other, \.invisible] {
      for group in self[keyPath: list] {
        for (number, changes) in Dictionary(grouping: group.changes, by: { part($0.name) }) {
          parts[number][keyPath: list].append(ChangeGroup(changes: changes))
        }
      }
    }
    for group in added {
      for (number, kfuncs) in Dictionary(grouping: group.kfuncs, by: { part($0.change.name) }) {
        var own = group
        own.kfuncs = kfuncs
        parts[number].added.append(own)
      }
    }
    for wide in releaseWide {
      for (number, kfuncs) in Dictionary(grouping: wide.kfuncs, by: part) {
        var own = wide
        own.kfuncs = kfuncs
        parts[number].releaseWide.append(own)
      }
    }
    for name in testing.added { parts[part(name)].testing.added.append(name) }
    for name in testing.removed { parts[part(name)].testing.removed.append(name) }
    for name in testing.changed { parts[part(name)].testing.changed.append(name) }
    return parts
  }

  /// What the notes say of releases alone.
  private var withoutKfuncs: NotesRecord {
    var record = self
    record.lead = nil
    record.removed = []
    record.prototypes = []
    record.stricter = []
    record.written = []
    record.added = []
    record.relaxed = []
    record.other = []
    record.renamed = []
    record.invisible = []
    record.releaseWide = []
    record.passing = []
    record.plans = []
    record.policy = []
    record.testing = TestingChanges(added: [], removed: [], changed: [])
    return record
  }
}
