internal import CatalogueFacts
internal import KfuncModel

/// Another kernel-doc comment, by its hash. What the kfunc does may be documented anew.
struct KernelDocChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    let changed = pair.definitions.filter { $0.old.kernelDoc?.hash != $0.new.kernelDoc?.hash }
    guard let first = changed.first else { return [] }
    var record = pair.record(
      .kernelDocChanged, .information, old: changed.flatMap { facts(old, $0.old) },
      new: changed.flatMap { facts(new, $0.new) }, .kernelDoc)
    if changed.allSatisfy({ $0.place != nil }) { record.definition = first.place }
    return [record]
  }

  private func facts(_ kfunc: KfuncFacts, _ definition: KfuncDefinition) -> [RecordedFact] {
    guard let comment = definition.kernelDoc else { return [] }
    return [kfunc.fact("kernel-doc", SourceReference(file: definition.source.file, line: comment.line))]
  }
}
