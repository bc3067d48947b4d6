internal import CatalogueFacts
internal import KfuncModel

/// For the kernel's own tests only in one release and not in the other.
struct TestingOnlyChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both, let before = old.definition, let after = new.definition,
      old.kfunc.isTestingOnly != new.kfunc.isTestingOnly
    else { return [] }
    return [
      pair.record(
        .testingOnlyChanged, .information, old: [old.fact(words(old), before.source)],
        new: [new.fact(words(new), after.source)], .testingOnly(isNow: new.kfunc.isTestingOnly))
    ]
  }

  private func words(_ kfunc: KfuncFacts) -> String {
    kfunc.kfunc.isTestingOnly ? "for tests only" : "not for tests only"
  }
}
