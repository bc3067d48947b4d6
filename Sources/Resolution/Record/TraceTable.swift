internal import KfuncModel

/// What all catalogues and comparisons say of one kfunc, before people are asked.
struct KfuncTrace: Sendable {
  /// Whether each imported release has it, oldest first.
  var isPresent: [Bool]
  /// The notices beside its definitions, by the position of the imported release; releases without any left out.
  var notices: [Int: [DeprecationNotice]] = [:]
  /// Its changes, oldest comparison first.
  var changes: [ChangeRecord] = []
  /// Whether the newest release that has it holds it for tests only.
  var isTestingOnly = false

  fileprivate mutating func add(at release: Int, isTestingOnly: Bool, _ found: [DeprecationNotice]) {
    isPresent[release] = true
    self.isTestingOnly = isTestingOnly
    if !found.isEmpty { notices[release] = found }
  }
}

/// The traces of all kfuncs, by name.
struct TraceTable: Sendable {
  private let releaseCount: Int
  private var added = 0
  private var traces: [String: KfuncTrace] = [:]
  /// Renames by the name that they lead to.
  private var successors: [String: [ChangeRecord]] = [:]

  init(releases: ReleaseList) { releaseCount = releases.imported.count }

  /// Adds what a catalogue says; catalogues come oldest first.
  mutating func add(_ catalogue: ReleaseCatalogue) {
    for kfunc in catalogue.kfuncs {
      let notices = kfunc.definitions.flatMap(\.notices)
      // In place: the trace that was taken out and put back was looked up three times.
      traces[kfunc.name, default: KfuncTrace(isPresent: Array(repeating: false, count: releaseCount))]
        .add(at: added, isTestingOnly: kfunc.isTestingOnly, notices)
    }
    added += 1
  }

  /// Calls what an earlier release had, and the release before did not, restored; to be called before the newer catalogue
  /// is added.
  func adopt(_ comparison: inout ReleaseComparison) {
    for index in comparison.changes.indices
    where comparison.changes[index].kind == .added && traces[comparison.changes[index].kfunc] != nil {
      comparison.changes[index].kind = .restored
    }
  }

  /// Adds the changes of all comparisons, oldest first.
  mutating func add(_ comparisons: [ReleaseComparison]) {
    for change in comparisons.lazy.flatMap(\.changes) {
      traces[change.kfunc]?.changes.append(change)
      if case .rename(let suspicion) = change.detail { successors[suspicion.successor, default: []].append(change) }
    }
  }

  /// The names of all traces and of `others`, each once, in order of bytes.
  func names(and others: some Sequence<String>) -> [String] {
    Set(traces.keys).union(others).sorted { $0.precedesInBytes($1) }
  }

  /// The trace of `name`; an empty one for a name that no release has.
  subscript(name: String) -> KfuncTrace {
    traces[name] ?? KfuncTrace(isPresent: Array(repeating: false, count: releaseCount))
  }

  /// The renames that lead to `name`.
  func renames(to name: String) -> [ChangeRecord] { successors[name] ?? [] }
}
