public import Reads
public import Synchronization

/// A value that is made when it is asked for the first time, and once. Whoever asks has read what it was made from.
///
/// Inlined where it is used: without knowing its type a look at such a value cost more than the lists of links of a page.
public final class Once<Value: Sendable>: Sendable {
  @usableFromInline let made = Mutex<(value: Value, reads: Set<ReadKey>)?>(nil)
  @usableFromInline let make: @Sendable () -> Value

  /// A value that `make` gives; it must not ask for the value itself.
  @inlinable
  public init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The value. Who asks while another thread makes it waits for that.
  @inlinable
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
