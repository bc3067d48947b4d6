internal import Synchronization

/// What was read while something was made, so that it is made again when one of these parts changed, and else not.
///
/// Nobody lists what a page depends on: the values that hold words note who reads them, whatever way leads there. So a page
/// that begins to show another note depends on it from then on. Where nobody asks for a log, a note costs a look at the
/// task's own storage.
public final class ReadLog: Sendable {
  /// The log of what is being made on this task or thread; bound for the time of one call and seen by it alone.
  @TaskLocal private static var current: ReadLog?

  private let keys = Mutex<Set<ReadKey>>([])

  private init() {}

  /// What `make` gives, and all that it read. What it reads is not noted where this is called: see ``note(_:)``.
  public static func reading<Value, Failure: Error>(
    _ make: () throws(Failure) -> Value
  ) throws(Failure) -> (value: Value, reads: Set<ReadKey>) {
    let log = ReadLog()
    let value = try carrying(log, make)
    return (value, log.keys.withLock { $0 })
  }

  /// Notes that `key` is read.
  public static func note(_ key: @autoclosure () -> ReadKey) {
    guard let log = current else { return }
    let key = key()
    log.keys.withLock { _ = $0.insert(key) }
  }

  /// Notes what was read when a value was made that is kept.
  public static func note(_ reads: Set<ReadKey>) {
    guard !reads.isEmpty, let log = current else { return }
    log.keys.withLock { $0.formUnion(reads) }
  }

  /// What is being noted here, to be carried to threads that work for the same thing.
  public static var here: ReadLog? { current }

  /// Does `work` as part of what `log` is kept of.
  public static func carrying<Value, Failure: Error>(
    _ log: ReadLog?, _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard let log else { return try work() }
    var result: Result<Value, Failure>?
    $current.withValue(log) { result = Result(catching: work) }
    guard let result else { preconditionFailure("withValue calls its closure once") }
    return try result.get()
  }
}
