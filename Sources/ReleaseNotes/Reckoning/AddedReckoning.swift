internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Resolution

extension NotesReckoning {
  /// What is new, by subsystem and by who may call: the subsystem with most new kfuncs first.
  func added(_ changes: [ChangeRecord]) -> [AddedGroup] {
    var groups: [GroupKey: [AddedKfunc]] = [:]
    var sizes: [String: Int] = [:]
    for change in changes where change.kind == .added || change.kind == .restored {
      let name = change.kfunc
      let subsystem = source.subsystems.principal(of: name)?.title ?? "No subsystem found"
      let facts = facts(of: name)
      let record = source.record[name]
      let before = record?.lives.last { life in life.end.map { $0.by <= request.to } ?? false }
      let kfunc = AddedKfunc(
        change: dated(change), prototype: facts?.bpfPrototype?.text,
        flags: (facts?.memberships.flatMap(\.member.flags) ?? []).inOrder,
        wentBefore: before?.end)
      groups[GroupKey(subsystem: subsystem, access: AccessWords.sentence(facts?.access ?? [])), default: []]
        .append(kfunc)
      sizes[subsystem, default: 0] += 1
    }
    return groups.sorted { left, right in
      let (first, second) = (left.key, right.key)
      if first.subsystem != second.subsystem {
        let counts = (sizes[first.subsystem] ?? 0, sizes[second.subsystem] ?? 0)
        if counts.0 != counts.1 { return counts.0 > counts.1 }
        return first.subsystem.utf8.lexicographicallyPrecedes(second.subsystem.utf8)
      }
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      return first.access.utf8.lexicographicallyPrecedes(second.access.utf8)
    }.map { AddedGroup(subsystem: $0.key.subsystem, access: $0.key.access, kfuncs: $0.value) }
  }

  private struct GroupKey: Hashable {
    let subsystem: String
    let access: String
  }

  /// What the newer release says of `name`.
  func facts(of name: String) -> KfuncFacts? {
    source.directory[name]?.facts.last { $0?.release.mainline == request.to } ?? nil
  }
}
