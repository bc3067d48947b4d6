internal import KfuncModel

/// Present in the older release, absent in the newer.
struct RemovedRule: ChangeRule {
  let description = ChangeRuleDescription(
    kind: .removed, title: "Removed",
    summary: "The older release has it and the newer does not. A program that needs it is not loaded.")

  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let old = pair.old, pair.new == nil else { return [] }
    return [pair.record(.removed, .breaks, old: old.presenceFacts, .presence)]
  }
}
