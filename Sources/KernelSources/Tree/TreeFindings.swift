internal import Diagnostics
internal import Synchronization

/// What the threads of one reading of a tree find, gathered.
final class TreeFindings: Sendable {
  private struct State {
    var files: [SourceFile] = []
    var diagnostics: DiagnosticTally
    var entries = 0
    var keptBytes = 0
    var examined = 0
    var examinedBytes = 0
    var failure: Diagnostic?
  }

  private let state: Mutex<State>
  private let limits: SourceLimits
  private let report: SourceProgress.Report?

  init(limits: SourceLimits, report: SourceProgress.Report?) {
    state = Mutex(State(diagnostics: DiagnosticTally(limit: limits.diagnostics)))
    self.limits = limits
    self.report = report
  }

  /// Adds what was found in a folder; false when a limit is passed and the reading should end.
  func add(_ folder: FolderFindings) -> Bool {
    state.withLock { state in
      state.files += folder.files
      for diagnostic in folder.diagnostics { state.diagnostics.add(diagnostic) }
      state.entries += folder.entries
      state.keptBytes += folder.keptBytes
      state.examined += folder.examined
      state.examinedBytes += folder.examinedBytes
      if state.entries > limits.entries {
        state.failure = .tooManyEntries(limits.entries)
      } else if state.keptBytes > limits.keptBytes {
        state.failure = .tooManyBytesKept(limits.keptBytes)
      }
      // Under the lock, so that the reports come one after another and never run backwards.
      report?(SourceProgress(unit: .files, done: state.entries, total: nil))
      return state.failure == nil
    }
  }

  /// Everything, in an order that does not depend on the threads.
  func result(name: String?, time: Int?) throws(Diagnostic) -> SelectedSources {
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure }
    let files = state.files.sortedByPath()
    return SelectedSources(
      files: files, identity: SourceIdentity(form: .tree, text: SourceIdentity.digest(of: files), rootName: name),
      diagnostics: state.diagnostics.all(), filesExamined: state.examined, bytesExamined: state.examinedBytes,
      time: time)
  }
}

/// What a folder held, or a portion of it.
struct FolderFindings {
  var files: [SourceFile] = []
  var diagnostics: [Diagnostic] = []
  var entries = 0
  var examined = 0
  var examinedBytes = 0
  var keptBytes = 0

  /// Whether this is as much as should be held before it is handed on.
  var isPortion: Bool { entries >= 4_096 || keptBytes >= 16 << 20 }
}

extension [SourceFile] {
  /// The files in the order of their paths' bytes.
  func sortedByPath() -> [SourceFile] {
    sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
