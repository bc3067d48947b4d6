internal import Dispatch
internal import Reads
internal import Synchronization

extension Collection where Element: Sendable, Index == Int {
  /// The results of `transform` for every element, in the order of the elements, worked out on as many threads as there
  /// are processors; the calling thread works too, and waits for the others.
  ///
  /// For code that is not asynchronous. A few large pieces of work are taken one by one, many small ones in hundreds.
  public func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    let elements = Array(self)
    let chunk = Swift.max(1, elements.count / 100)
    let parts = Mutex([[Result]](repeating: [], count: (elements.count + chunk - 1) / chunk))
    let log = ReadLog.here
    DispatchQueue.concurrentPerform(iterations: (elements.count + chunk - 1) / chunk) { index in
      let part = ReadLog.carrying(log) {
        elements[(index * chunk)..<Swift.min((index + 1) * chunk, elements.count)].map(transform)
      }
      parts.withLock { $0[index] = part }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }
}
