internal import Synchronization

/// A value that is made when it is asked for the first time, and once.
public final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  /// A value that `make` gives; it must not ask for the value itself.
  public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The value. Who asks while another thread makes it waits for that.
  public var value: Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
