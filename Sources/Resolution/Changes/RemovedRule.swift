internal import KfuncModel

/// Present in the older release, absent in the newer. A program that needs it is not loaded.
struct RemovedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let old = pair.old, pair.new == nil else { return [] }
    return [pair.record(.removed, .breaks, old: old.presenceFacts, .presence)]
  }
}
