internal import CatalogueFacts
internal import KfuncModel

/// Absent in the older release, present in the newer. No older program is concerned.
struct AddedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard pair.old == nil, let new = pair.new else { return [] }
    return [pair.record(.added, .information, new: new.presenceFacts, .presence)]
  }
}

extension KfuncFacts {
  /// What shows that a release has the kfunc: its declaration, or its set entry where no definition was found.
  var presenceFacts: [RecordedFact] {
    if let definition, let prototype = bpfPrototype { return [fact(prototype.text, definition.source)] }
    return entries.prefix(1).map { fact("\(kfunc.name) in \($0.set.name)", $0.source) }
  }
}
