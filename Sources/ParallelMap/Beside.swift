internal import Dispatch
internal import Reads
internal import Synchronization

/// What `first` gives, worked out by the calling thread, and what `second` gives, by another one meanwhile.
///
/// For two steps of work of which neither needs the other. Both may use ``Swift/Collection/concurrentMap(_:)`` inside:
/// whichever ends first leaves its processor to the other.
public func concurrently<First, Second: Sendable>(
  _ first: () throws -> First, beside second: @escaping @Sendable () -> Second
) rethrows -> (First, Second) {
  let log = ReadLog.here
  let step = Step { ReadLog.carrying(log) { second() } }
  let end = DispatchGroup()
  // Not `concurrentPerform` of two: maps inside of one of those get but one thread each.
  DispatchQueue.global().async(group: end) { step.run() }
  do {
    let own = try first()
    // Where no thread was free so far, the caller does it: all threads of the pool can be callers that wait, and then the
    // pool makes another one only after a second.
    step.run()
    if let other = step.result { return (own, other) }
    end.wait()
    guard let other = step.result else { preconditionFailure("the group ends after the step that was begun in it") }
    return (own, other)
  } catch {
    // What was begun ends first: it may use what the caller is about to let go.
    if !step.take() { end.wait() }
    throw error
  }
}

/// Work that is done once, by whoever comes first.
private final class Step<Value: Sendable>: Sendable {
  private let work: @Sendable () -> Value
  private let isTaken = Atomic(false)
  private let value = Mutex<Value?>(nil)

  init(_ work: @escaping @Sendable () -> Value) { self.work = work }

  /// Takes the work, so that nobody begins it any more; false where somebody has it.
  func take() -> Bool { !isTaken.exchange(true, ordering: .acquiringAndReleasing) }

  /// Does the work unless somebody has begun it.
  func run() {
    guard take() else { return }
    let result = work()
    value.withLock { $0 = result }
  }

  /// What came of it; nil while it is not done.
  var result: Value? { value.withLock { $0 } }
}
