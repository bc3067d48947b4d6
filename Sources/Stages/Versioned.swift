/// A value with a number that is another one whenever the value is: compared once, and then by the number alone.
public struct Versioned<Value: Equatable & Sendable>: Equatable, Sendable {
  /// The value.
  public let value: Value
  private let version: Int

  /// Whether two values of one ``Stage`` are the same.
  public static func == (left: Versioned, right: Versioned) -> Bool { left.version == right.version }

  init(value: Value, version: Int) {
    self.value = value
    self.version = version
  }
}

extension Stage where Input == Output {
  /// `input`, or the equal value of the last time, for steps that depend on all of it.
  public mutating func versioned(_ input: Input) -> Versioned<Input> {
    let value = output(for: input) { $0 }
    return Versioned(value: value, version: runs)
  }
}
