/// Which documents name a thing: kfuncs, clauses and threads, each with the places of the documents in their order.
struct NamingDocuments: Sendable {
  private(set) var kfuncs: [String: [Int]] = [:]
  private(set) var clauses: [String: [Int]] = [:]
  private(set) var threads: [String: [Int]] = [:]

  init(_ documents: [DocumentLinks]) {
    for (place, document) in documents.enumerated() {
      for name in document.namings.kfuncs.keys { kfuncs[name, default: []].append(place) }
      for id in document.namings.clauses.keys { clauses[id, default: []].append(place) }
      for slug in document.namings.threads.keys { threads[slug, default: []].append(place) }
    }
  }

  /// Puts `new` in the place of `old`.
  mutating func replace(_ old: DocumentLinks, by new: DocumentLinks, at place: Int) {
    Self.mend(&kfuncs, old.namings.kfuncs, new.namings.kfuncs, place)
    Self.mend(&clauses, old.namings.clauses, new.namings.clauses, place)
    Self.mend(&threads, old.namings.threads, new.namings.threads, place)
  }

  private static func mend(
    _ table: inout [String: [Int]], _ old: [String: [Int]], _ new: [String: [Int]], _ place: Int
  ) {
    for name in old.keys where new[name] == nil {
      table[name]?.removeAll { $0 == place }
      if table[name]?.isEmpty == true { table[name] = nil }
    }
    for name in new.keys where old[name] == nil {
      let places = table[name] ?? []
      table[name, default: []].insert(place, at: places.firstIndex { $0 > place } ?? places.count)
    }
  }
}
