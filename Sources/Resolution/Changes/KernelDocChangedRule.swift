internal import CatalogueFacts
internal import KfuncModel

/// Another kernel-doc comment, by its hash.
struct KernelDocChangedRule: ChangeRule {
  let description = ChangeRuleDescription(
    kind: .kernelDocChanged, title: "Kernel-doc changed",
    summary: "The words of the comment differ, or it came or went. What the kfunc does may be documented anew.")

  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both, let before = old.definition, let after = new.definition,
      before.kernelDoc?.hash != after.kernelDoc?.hash
    else { return [] }
    return [
      pair.record(.kernelDocChanged, .information, old: facts(old, before), new: facts(new, after), .kernelDoc)
    ]
  }

  private func facts(_ kfunc: KfuncFacts, _ definition: KfuncDefinition) -> [RecordedFact] {
    guard let comment = definition.kernelDoc else { return [] }
    return [kfunc.fact("kernel-doc", SourceReference(file: definition.source.file, line: comment.line))]
  }
}
