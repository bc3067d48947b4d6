internal import Reads
internal import Synchronization

/// A value that is made when it is asked for the first time, and once. Whoever asks has read what it was made from.
public final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<(value: Value, reads: Set<ReadKey>)?>(nil)
  private let make: @Sendable () -> Value

  /// A value that `make` gives; it must not ask for the value itself.
  public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The value. Who asks while another thread makes it waits for that.
  public var value: Value {
    let known = made.withLock { made in
      if let made { return made }
      let known = ReadLog.reading { make() }
      made = known
      return known
    }
    ReadLog.note(known.reads)
    return known.value
  }
}
