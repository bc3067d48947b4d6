public import Reads
public import Synchronization

/// Values by key, of which those that were made last are kept: what few files share that are made one after another. Whoever
/// gets one has read what it was made from.
///
/// Inlined where it is used, as ``Once`` is.
public final class RecentTable<Key: Equatable & Sendable, Value: Sendable>: Sendable {
  @usableFromInline
  struct Kept: Sendable {
    @usableFromInline let key: Key
    @usableFromInline let value: Value
    /// What it was made from; nil where nobody asked.
    @usableFromInline let reads: Set<ReadKey>?

    @usableFromInline
    init(key: Key, value: Value, reads: Set<ReadKey>?) { (self.key, self.value, self.reads) = (key, value, reads) }
  }

  @usableFromInline let kept = Mutex<(values: [Kept], oldest: Int)>(([], 0))
  @usableFromInline let capacity: Int

  /// An empty table that keeps `capacity` values.
  @inlinable
  public init(capacity: Int) { self.capacity = capacity }

  /// The value of `key`, which `make` gives where it is not among the last ones.
  @inlinable
  public func callAsFunction(_ key: Key, _ make: () -> Value) -> Value {
    let isLogged = ReadLog.here != nil
    let known = kept.withLock { kept in
      kept.values.firstIndex { $0.key == key && (!isLogged || $0.reads != nil) }.map { kept.values[$0] }
    }
    if let known {
      if let reads = known.reads { ReadLog.note(reads) }
      return known.value
    }
    // Not under the lock: other threads need not wait while it is made. Two may make the same at a time, which is equal.
    let new: Kept
    if isLogged {
      let made = ReadLog.reading { make() }
      ReadLog.note(made.reads)
      new = Kept(key: key, value: made.value, reads: made.reads)
    } else {
      new = Kept(key: key, value: make(), reads: nil)
    }
    kept.withLock { kept in
      if kept.values.count < capacity { return kept.values.append(new) }
      kept.values[kept.oldest] = new
      kept.oldest = (kept.oldest + 1) % capacity
    }
    return new.value
  }
}
