public import Reads

extension CrossLinks {
  /// What of these links is not as it was in `before`; nil where there are other documents, and all may be.
  ///
  /// Both must be those of one outline of a content: what names mean is then the same, and the links of a document are
  /// made of it alone.
  public func changes(since before: CrossLinks) -> Set<ReadKey>? {
    let (new, old) = (unnoted, before.unnoted)
    guard new.count == old.count else { return nil }
    var keys: Set<ReadKey> = []
    for (new, old) in zip(new, old) where new !== old {
      guard new.source.kind == old.source.kind else { return nil }
      if new.source == old.source { continue }
      keys.formUnion([ReadKey(.links, new.source.kind), ReadKey(.allLinks, 0)])
      // A passage that names something shows the words around it: all that is named, before or now, shows others.
      for document in [new, old] {
        for name in document.namedKfuncs { keys.insert(ReadKey(.mentions, name)) }
        for id in document.namings.clauses.keys { keys.insert(ReadKey(.clauseReferences, id)) }
        for slug in document.namings.threads.keys { keys.insert(ReadKey(.threadReferences, slug)) }
      }
    }
    return keys
  }
}
