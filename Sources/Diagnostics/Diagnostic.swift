/// Something that a person should know about their input: where, how grave, and what to do.
public struct Diagnostic: Hashable, Sendable, Error {
  /// How grave a diagnostic is.
  public enum Severity: Int, Comparable, Sendable, CaseIterable {
    case note
    case warning
    case error

    /// Notes come before warnings, warnings before errors.
    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// The word that stands in front of a message.
    public var word: String {
      switch self {
      case .note: "note"
      case .warning: "warning"
      case .error: "error"
      }
    }
  }

  /// Stable name of a kind of diagnostic, in kebab case, such as `unknown-kfunc`.
  public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name itself.
    public let rawValue: String
    /// A code named `rawValue`.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A code named by a literal.
    public init(stringLiteral value: String) { rawValue = value }
  }

  /// How grave it is.
  public var severity: Severity
  /// The kind, for searching and for silencing.
  public var code: Code
  /// Terse headline without a full stop.
  public var message: String
  /// Where it is, if it is anywhere.
  public var location: SourceLocation?
  /// The source line that the location points into, shown under the message with a caret.
  public var sourceLine: String?

  /// A diagnostic of `severity`.
  public init(
    _ severity: Severity, _ code: Code, _ message: String, at location: SourceLocation? = nil,
    sourceLine: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.sourceLine = sourceLine
  }
}

extension Diagnostic: Comparable {
  /// Order by place, then gravity (errors first), then code and message; those without a place come first.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    switch (left.location, right.location) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let first?, let second?) where first != second: return first < second
    default: break
    }
    if left.severity != right.severity { return left.severity > right.severity }
    if left.code != right.code { return left.code.rawValue < right.code.rawValue }
    return left.message < right.message
  }
}
