public import Diagnostics

/// A value with the place where it is written, so that what is found wrong with it later points there.
public struct Located<Value> {
  /// The value.
  public var value: Value
  /// Where it is written.
  public var location: SourceLocation

  /// `value`, written at `location`.
  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Sendable where Value: Sendable {}
