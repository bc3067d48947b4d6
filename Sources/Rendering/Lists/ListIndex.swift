public import CatalogueFacts
public import KfuncModel
internal import ParallelMap
public import Resolution

/// The rows of the list of all kfuncs as data, for the filters of a list that is cut: what they find stands on many pages.
public struct ListIndex: Sendable {
  /// The name of its file among the assets.
  public static let file = "list-index.js"

  private let rows: [KfuncTable.Words]

  /// The rows of the kfuncs of `directory`, whose record is `record`.
  public init(_ directory: KfuncDirectory, _ record: StabilityRecord, _ subsystems: SubsystemMap) {
    rows = directory.histories.concurrentMap { KfuncTable.Words($0, record[$0.name], subsystems) }
  }

  /// The index as a script that hands it to `kfuncdocsList`, so that it loads from `file://` as well.
  ///
  /// Columns, each for all kfuncs in their order. What a cell says is written once and named by its number: few
  /// combinations of flags, types, states and releases are in use.
  public func bytes(_ style: LinkStyle) -> [UInt8] {
    let links = PageLinks(from: .kfuncs, style: style)
    var script = ScriptText(capacity: rows.count * 48 + 4096)
    script.literal("kfuncdocsList(")
    script.object { script in
      script.key("end")
      script.text(style == .files ? "index.html" : "")
      script.key("names")
      script.list(rows) { $0.text($1.name) }
      script.key("paths")
      script.object { script in
        for (position, row) in rows.enumerated() where !SearchIndex.isPlain(row.name) {
          script.key(position: position)
          script.text(links.href(.kfunc(row.name)))
        }
      }
      column("subsystem", "subsystems", to: &script) { [$0.subsystem] }
      column("types", "typeSets", to: &script, \.types)
      column("flags", "flagSets", to: &script, \.flags)
      column("state", "stateSets", to: &script, \.states)
      column("releases", "releaseSets", to: &script, \.releases)
      column("change", "changes", to: &script) { [$0.lastChange] }
    }
    script.literal(");\n")
    return script.bytes
  }

  /// What the cells of a column say, each once, and for each row its number.
  private func column(
    _ name: StaticString, _ values: StaticString, to script: inout ScriptText, _ words: (KfuncTable.Words) -> [String]
  ) {
    var numbers: [[String]: Int] = [:]
    var known: [[String]] = []
    let column = rows.map { row in
      let words = words(row)
      if let number = numbers[words] { return number }
      numbers[words] = known.count
      known.append(words)
      return known.count - 1
    }
    script.key(values)
    script.list(known) { script, words in script.list(words) { $0.text($1) } }
    script.key(name)
    script.list(column) { $0.number($1) }
  }
}
