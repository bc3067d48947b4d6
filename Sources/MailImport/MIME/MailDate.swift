/// A moment with the offset that its writer's clock had.
public struct MailDate: Hashable, Sendable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64
  /// RFC 3339 with the writer's offset: `2023-06-30T13:08:25+02:00`.
  public var text: String

  /// A moment and its text.
  public init(seconds: Int64, text: String) {
    self.seconds = seconds
    self.text = text
  }

  /// Order by the moment alone.
  public static func < (left: MailDate, right: MailDate) -> Bool { left.seconds < right.seconds }
}
