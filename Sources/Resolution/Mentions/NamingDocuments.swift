/// Which documents name a thing: kfuncs, clauses and threads, each with the places of the documents in their order.
struct NamingDocuments: Sendable {
  private(set) var kfuncs: [String: [Int]] = [:]
  private(set) var clauses: [String: [Int]] = [:]
  private(set) var threads: [String: [Int]] = [:]

  init(_ documents: [DocumentLinks]) {
    for (place, document) in documents.enumerated() {
      document.namings.visitKfuncs(document.mentions) { kfuncs[$0, default: []].append(place) }
      for id in document.namings.clauses.keys { clauses[id, default: []].append(place) }
      for slug in document.namings.threads.keys { threads[slug, default: []].append(place) }
    }
  }

  /// Puts `new` in the place of `old`.
  mutating func replace(_ old: DocumentLinks, by new: DocumentLinks, at place: Int) {
    Self.mend(&kfuncs, old.namedKfuncs, new.namedKfuncs, place)
    Self.mend(&clauses, Set(old.namings.clauses.keys), Set(new.namings.clauses.keys), place)
    Self.mend(&threads, Set(old.namings.threads.keys), Set(new.namings.threads.keys), place)
  }

  private static func mend(
    _ table: inout [String: [Int]], _ old: Set<String>, _ new: Set<String>, _ place: Int
  ) {
    for name in old.subtracting(new) {
      table[name]?.removeAll { $0 == place }
      if table[name]?.isEmpty == true { table[name] = nil }
    }
    for name in new.subtracting(old) {
      let places = table[name] ?? []
      table[name, default: []].insert(place, at: places.firstIndex { $0 > place } ?? places.count)
    }
  }
}

extension DocumentLinks {
  /// The kfuncs that it names.
  var namedKfuncs: Set<String> {
    var names: Set<String> = []
    namings.visitKfuncs(mentions) { names.insert($0) }
    return names
  }
}
