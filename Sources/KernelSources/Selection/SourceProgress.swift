/// How far the reading of a source has come.
public struct SourceProgress: Hashable, Sendable {
  /// What is counted.
  public enum Unit: Hashable, Sendable {
    /// Files looked at.
    case files
    /// Bytes read.
    case bytes
  }

  /// What is counted.
  public var unit: Unit
  /// How many are done.
  public var done: Int
  /// How many there are, where that is known before the end.
  public var total: Int?

  /// Receives progress, some times a second at most for a large source; called on any thread, never on two at once.
  public typealias Report = @Sendable (SourceProgress) -> Void

  /// Progress made of its parts.
  public init(unit: Unit, done: Int, total: Int?) {
    self.unit = unit
    self.done = done
    self.total = total
  }
}
