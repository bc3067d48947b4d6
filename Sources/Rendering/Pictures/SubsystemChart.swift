internal import RecordWords
internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import Resolution

/// Kfuncs per release by subsystem: the largest of the newest release apart, all others together.
enum SubsystemChart {
  static func html(_ directory: KfuncDirectory, _ subsystems: SubsystemMap) -> HTMLText {
    var counts: [String: [Int]] = [:]
    for history in directory.histories {
      let title = subsystems.principal(of: history.name)?.title ?? "not known"
      for (position, facts) in history.facts.enumerated() where facts != nil {
        counts[title, default: Array(repeating: 0, count: directory.catalogues.count)][position] += 1
      }
    }
    let sorted = counts.sorted { left, right in
      let (first, second) = (left.value.last ?? 0, right.value.last ?? 0)
      return first != second ? first > second : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    let shown = sorted.prefix(sorted.count > BarChart.mostParts ? BarChart.mostParts - 1 : BarChart.mostParts)
    let others = sorted.dropFirst(shown.count)
    let rows = directory.catalogues.indices.reversed().map { position in
      BarChart.Row(
        name: directory.catalogues[position].release.description,
        counts: shown.map { $0.value[position] }
          + (others.isEmpty ? [] : [others.reduce(0) { $0 + $1.value[position] }]))
    }
    return BarChart(
      title: "Kfuncs in each release, by subsystem", unit: "kfunc", rowTitle: "Release",
      parts: shown.map(\.key) + (others.isEmpty ? [] : [Phrases.count(others.count, "other subsystem")]), rows: rows
    ).html()
  }
}
