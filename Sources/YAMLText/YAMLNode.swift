public import Diagnostics

/// A YAML value with the place where it is written.
///
/// Scalars stay text: whether `6.10` is a number or a version is for the reader of a field to say, so no release is
/// ever rounded to 6.1. Keys of mappings keep their order.
public struct YAMLNode: Hashable, Sendable {
  /// The shapes of a value.
  public indirect enum Value: Hashable, Sendable {
    /// Text; `isPlain` where it stands without quotes and not as a block, so that `null` and `~` mean nothing.
    case scalar(String, isPlain: Bool)
    /// `- a` or `[a]`.
    case sequence([YAMLNode])
    /// `key: value` or `{key: value}`.
    case mapping([YAMLMember])
  }

  /// The value.
  public var value: Value
  /// Where it begins.
  public var location: SourceLocation

  /// A value at `location`.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }

  /// Whether it is nothing: empty, `null` or `~`, without quotes.
  public var isNull: Bool {
    if case .scalar(let text, true) = value { ["", "~", "null", "Null", "NULL"].contains(text) } else { false }
  }

  /// What it is, in words for a diagnostic.
  public var description: String {
    switch value {
    case .scalar: isNull ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A member of a mapping.
public struct YAMLMember: Hashable, Sendable {
  /// The key.
  public var key: String
  /// Where the key is written.
  public var keyLocation: SourceLocation
  /// The value.
  public var value: YAMLNode

  /// A member made of its parts.
  public init(key: String, at keyLocation: SourceLocation, value: YAMLNode) {
    self.key = key
    self.keyLocation = keyLocation
    self.value = value
  }
}
