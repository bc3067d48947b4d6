public import Synchronization

/// Values by key, each made when it is asked for the first time, and once: what many pages share.
public final class OnceTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline let known = Mutex<[Key: Once<Value>]>([:])

  /// An empty table.
  @inlinable
  public init() {}

  /// The value of `key`, which `make` gives where nobody asked before; it must not ask for the same value itself.
  @inlinable
  public func callAsFunction(_ key: Key, _ make: @escaping @Sendable () -> Value) -> Value {
    known.withLock { known in
      if let once = known[key] { return once }
      let once = Once(make)
      known[key] = once
      return once
    }.value
  }
}
