internal import Dispatch
internal import Synchronization

/// What `first` gives, worked out by the calling thread, and what `second` gives, by another one meanwhile.
///
/// For two steps of work of which neither needs the other. Both may use ``Swift/Collection/concurrentMap(_:)`` inside:
/// whichever ends first leaves its processor to the other.
public func concurrently<First, Second: Sendable>(
  _ first: () throws -> First, beside second: @escaping @Sendable () -> Second
) rethrows -> (First, Second) {
  let place = Place<Second>()
  let end = DispatchGroup()
  // Not `concurrentPerform` of two: maps inside of one of those get but one thread each.
  DispatchQueue.global().async(group: end) {
    let result = second()
    place.result.withLock { $0 = result }
  }
  defer { end.wait() }
  let own = try first()
  end.wait()
  guard let other = place.result.withLock({ $0 }) else { preconditionFailure("the group ends after its block") }
  return (own, other)
}

private final class Place<Value: Sendable>: Sendable {
  let result = Mutex<Value?>(nil)
}
