internal import CatalogueFacts
internal import KfuncModel

/// Defined in another file. No program can tell. A file that moved with all its kfuncs is told once.
struct MovedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    var records: [ChangeRecord] = []
    for definitions in pair.definitions {
      let (before, after) = (definitions.old.source, definitions.new.source)
      guard before.file != after.file else { continue }
      let detail = ChangeDetail.move(from: before.file, to: after.file)
      // Definitions that go the same way are one change.
      if records.contains(where: { $0.detail == detail }) { continue }
      var record = pair.record(
        .moved, .invisible, old: [old.fact(before.file, before)], new: [new.fact(after.file, after)], detail,
        explanation: pair.frame.releaseWide.explanation(ofMoveFrom: before.file, to: after.file))
      record.definition = definitions.place
      records.append(record)
    }
    return records
  }
}
