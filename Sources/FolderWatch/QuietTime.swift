/// When a burst of changes is over: editors write in several steps, and a build in between would see half of one.
struct QuietTime {
  /// What a change says of those to come.
  enum Kind {
    /// A file was closed behind a writer, or put in its place by a rename: mostly the last step.
    case last
    /// A file is being written, made, moved away or removed: mostly another step follows.
    case step
  }

  /// How long nothing may happen behind a last step, in milliseconds.
  private static let afterLast = 4
  /// And behind another.
  private static let afterStep = 40
  /// How long a burst may go on before it is looked at all the same, in milliseconds.
  private static let longest = 200

  private var first: Int?
  /// When to look, in milliseconds of a clock; nil while nothing has changed.
  private(set) var due: Int?

  /// Notes a change at `now`.
  mutating func note(_ kind: Kind, at now: Int) {
    let first = first ?? now
    self.first = first
    due = min(now + (kind == .last ? Self.afterLast : Self.afterStep), first + Self.longest)
  }

  /// Whether it is time; the next burst then begins.
  mutating func isOver(at now: Int) -> Bool {
    guard let due, now >= due else { return false }
    self.due = nil
    first = nil
    return true
  }
}
