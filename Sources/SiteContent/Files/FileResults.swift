internal import Diagnostics

/// What was made of files that are too large to be kept beside it, by path, as long as the system says that they are the
/// same files; the same rule as ``FileMemory``.
struct FileResults<Result: Sendable>: Sendable {
  /// What became of a file.
  struct Outcome: Sendable {
    /// Nil where it could not be read.
    let result: Result?
    let diagnostics: [Diagnostic]
    /// How it looked before it was read; nil for what is no regular file.
    let moment: FileMemory.Moment?
  }

  private var last: [String: Outcome] = [:]
  private var next: [String: Outcome] = [:]
  /// How many files were read.
  private(set) var reads = 0

  init() {}

  /// What is known of the file at `path`, if it is the same.
  func known(_ path: String) -> Outcome? {
    guard let known = last[path], let now = FileMemory.Moment(path), now.signature == known.moment?.signature else {
      return nil
    }
    return known
  }

  /// Keeps an outcome, if a later change of the file would show.
  mutating func remember(_ path: String, _ outcome: Outcome) {
    if let moment = outcome.moment, moment.isTrusted, outcome.result != nil, outcome.diagnostics.isEmpty {
      if last[path]?.moment?.signature != moment.signature { reads += 1 }
      next[path] = outcome
    } else {
      reads += 1
    }
  }

  /// Forgets files that were not remembered since the last call.
  mutating func settle() {
    last = next
    next = [:]
  }
}
