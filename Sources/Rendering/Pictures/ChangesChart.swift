internal import HTMLText
internal import KfuncModel

/// Changes per release by kind, each release against the one read before it; a change of the release as a whole, which
/// shows in many kfuncs, is left out.
enum ChangesChart {
  /// What the kinds of changes are called together.
  static let kinds: [(name: String, kinds: Set<EventKind>)] = [
    ("added", [.added, .restored]),
    ("removed", [.removed]),
    ("prototype changed", [.prototypeChanged]),
    ("flags changed, or stricter", [.flagsChanged, .tightened]),
    ("open to other programs", [.programTypesChanged, .filterChanged]),
    ("moved, or built otherwise", [.moved, .buildChanged, .idSetChanged]),
  ]

  static func html(_ comparisons: [ReleaseComparison]) -> HTMLText {
    let rows = comparisons.reversed().map { comparison in
      let changes = comparison.changes.filter(\.countsForKfunc)
      return BarChart.Row(
        name: "\(comparison.to), after \(comparison.from)",
        counts: kinds.map { group in changes.count { group.kinds.contains($0.kind) } })
    }
    return BarChart(
      title: "Changes in each release, by kind", unit: "change", rowTitle: "Release", parts: kinds.map(\.name),
      rows: rows
    ).html()
  }
}
