internal import CatalogueFacts
internal import KfuncModel

/// What all catalogues and comparisons say of one kfunc, before people are asked.
struct KfuncTrace: Sendable {
  /// Which releases have it.
  let presence: Presence
  /// The notices beside its definitions, by the position of the imported release; releases without any left out.
  var notices: [Int: [DeprecationNotice]] = [:]
  /// Its changes, oldest comparison first.
  var changes: [ChangeRecord] = []
  /// Whether the newest release that has it holds it for tests only.
  var isTestingOnly = false

  /// Whether each imported release has it, oldest first.
  var isPresent: [Bool] { presence.isPresent }

  /// Which releases have a kfunc. Most are there from some release on: a dozen lists serve all, and lists of their own were
  /// 5 MB of 10,000 kfuncs.
  final class Presence: Sendable {
    /// Whether each imported release has it, oldest first.
    let isPresent: [Bool]
    /// The releases that have it, oldest first.
    let present: [KernelRelease]
    /// The releases that do not.
    let absent: [KernelRelease]

    init(_ isPresent: [Bool], in releases: ReleaseList) {
      self.isPresent = isPresent
      present = zip(releases.imported, isPresent).compactMap { $1 ? $0 : nil }
      absent = zip(releases.imported, isPresent).compactMap { $1 ? nil : $0 }
    }
  }
}

/// The traces of all kfuncs that some release has, by name in bytes.
struct TraceTable: Sendable {
  private let lists: [[KfuncFacts]]
  private let table: PositionTable
  private var presences: [KfuncTrace.Presence] = []
  private var changes: [[ChangeRecord]]
  private let nowhere: KfuncTrace.Presence
  /// Renames by the name that they lead to.
  private var successors: [String: [ChangeRecord]] = [:]

  /// The table of `catalogues`, oldest first, each of another of the imported releases.
  init(_ catalogues: [CatalogueIndex], releases: ReleaseList) {
    lists = catalogues.map(\.kfuncs)
    table = PositionTable(lists)
    changes = Array(repeating: [], count: table.names.count)
    nowhere = KfuncTrace.Presence(Array(repeating: false, count: lists.count), in: releases)
    var known: [[Bool]: KfuncTrace.Presence] = [:]
    presences.reserveCapacity(table.names.count)
    for row in table.names.indices {
      let isPresent = table.positions(row).map { $0 >= 0 }
      let presence = known[isPresent] ?? KfuncTrace.Presence(isPresent, in: releases)
      known[isPresent] = presence
      presences.append(presence)
    }
  }

  /// The names of all traces, in order of bytes.
  var names: [String] { table.names }

  /// Calls what an earlier release had, and the release before did not, restored, in the comparison of the release at
  /// position `newer` with the one before it.
  func adopt(_ comparison: inout ReleaseComparison, newer: Int) {
    var row = 0
    for index in comparison.changes.indices where comparison.changes[index].kind == .added {
      advance(&row, to: comparison.changes[index].kfunc)
      if row < presences.count, presences[row].isPresent[..<newer].contains(true) {
        comparison.changes[index].kind = .restored
      }
    }
  }

  /// Adds the changes of all comparisons, oldest first.
  mutating func add(_ comparisons: [ReleaseComparison]) {
    for comparison in comparisons {
      var row = 0
      for change in comparison.changes {
        advance(&row, to: change.kfunc)
        if row < changes.count { changes[row].append(change) }
        if case .rename(let suspicion) = change.detail { successors[suspicion.successor, default: []].append(change) }
      }
    }
  }

  /// Steps on to the row of `name`: changes are in order of names, and every one is of some release.
  private func advance(_ row: inout Int, to name: String) {
    while row < table.names.count, table.names[row] != name { row += 1 }
  }

  /// The trace at `row`; an empty one without a row, for a name that no release has.
  subscript(row: Int?) -> KfuncTrace {
    guard let row else { return KfuncTrace(presence: nowhere) }
    var trace = KfuncTrace(presence: presences[row], changes: changes[row])
    var newest: KfuncFacts?
    for release in lists.indices {
      guard let position = table.position(row, in: release) else { continue }
      let facts = lists[release][position]
      newest = facts
      guard facts.kfunc.hasNotices else { continue }
      for definition in facts.kfunc.definitions where definition.hasNotices {
        trace.notices[release, default: []] += definition.notices
      }
    }
    trace.isTestingOnly = newest?.kfunc.isTestingOnly ?? false
    return trace
  }

  /// The renames that lead to `name`.
  func renames(to name: String) -> [ChangeRecord] { successors[name] ?? [] }
}
