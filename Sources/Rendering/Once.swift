internal import Synchronization

/// Values that many pages share, each made when the first page asks for it.
final class Once<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Value]>([:])

  /// The value of `key`. Two threads that ask at once may both make it; it is the same either way.
  func callAsFunction(_ key: Key, _ make: () -> Value) -> Value {
    if let value = known.withLock({ $0[key] }) { return value }
    let value = make()
    known.withLock { $0[key] = value }
    return value
  }
}
