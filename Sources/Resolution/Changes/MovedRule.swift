internal import CatalogueFacts
internal import KfuncModel

/// Defined in another file.
struct MovedRule: ChangeRule {
  let description = ChangeRuleDescription(
    kind: .moved, title: "Moved",
    summary: "Defined in another file. No program can tell. A file that moved with all its kfuncs is told once.")

  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both, let before = old.definition?.source, let after = new.definition?.source,
      before.file != after.file
    else { return [] }
    return [
      pair.record(
        .moved, .invisible, old: [old.fact(before.file, before)], new: [new.fact(after.file, after)],
        .move(from: before.file, to: after.file),
        explanation: pair.frame.releaseWide.explanation(ofMoveFrom: before.file, to: after.file))
    ]
  }
}
