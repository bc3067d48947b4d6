internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// What changed in the newest release read, by kind: the names that a reader of the first page may know, with links.
enum NewestChanges {
  /// A kind names no more kfuncs than these; the release's own page has all.
  private static let mostNamed = 6

  /// The release and the one it is compared with; nil where fewer than two were read.
  static func title(_ record: StabilityRecord) -> String? {
    record.comparisons.last.map { "\($0.to), after \($0.from)" }
  }

  /// A list of kinds with the kfuncs of each; empty where nothing changed.
  static func html(_ record: StabilityRecord, _ links: PageLinks) -> HTMLText {
    guard let comparison = record.comparisons.last else { return HTMLText() }
    let changes = comparison.changes.filter { $0.countsForKfunc }
    let kinds = ChangesChart.kinds.map { group in
      // A kfunc with several definitions can change twice in one way.
      (group.name, Set(changes.lazy.filter { group.kinds.contains($0.kind) }.map { $0.kfunc }).sorted())
    }
    if kinds.allSatisfy({ $0.1.isEmpty }) { return HTMLText() }
    return HTMLText { html in
      html.element("dl", ["class": "facts newest"]) { html in
        for (name, kfuncs) in kinds where !kfuncs.isEmpty {
          html.element("dt", text: name.prefix(1).uppercased() + name.dropFirst())
          html.element("dd") { html in
            for (index, kfunc) in kfuncs.prefix(mostNamed).enumerated() {
              if index > 0 { html.text(", ") }
              html.link(links, .kfunc(kfunc)) { $0.element("code", text: kfunc) }
            }
            if kfuncs.count > mostNamed { html.text(" and \(kfuncs.count - mostNamed) more") }
          }
          html.newline()
        }
      }
    }
  }
}
