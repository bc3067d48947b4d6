internal import Diagnostics

/// Diagnostics up to a bound, then a count: a hostile source can make millions.
struct DiagnosticTally {
  private var kept: [Diagnostic] = []
  private var counts: [Diagnostic.Code: Int] = [:]
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func add(_ diagnostic: Diagnostic) {
    counts[diagnostic.code, default: 0] += 1
    kept.append(diagnostic)
    // Which are kept must not depend on the order in which threads found them: the first of the sorted.
    if kept.count >= 2 * limit + 64 { trim() }
  }

  private mutating func trim() {
    kept.sort()
    kept.removeLast(max(0, kept.count - limit))
  }

  /// The diagnostics, sorted, with a last one for each kind that was cut short.
  func all() -> [Diagnostic] {
    var result = self
    result.trim()
    var left = counts
    for diagnostic in result.kept { left[diagnostic.code, default: 0] -= 1 }
    let notes = left.filter { $0.value > 0 }.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { Diagnostic(.warning, $0.key, "\($0.value) more of this kind") }
    return result.kept + notes
  }
}
