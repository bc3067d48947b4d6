internal import Dispatch
internal import Synchronization

extension Collection where Element: Sendable, Index == Int {
  /// The results of `transform` for every element, in the order of the elements, worked out on as many threads as there
  /// are processors; the calling thread works too, and waits for the others.
  ///
  /// For a few large pieces of work in code that is not asynchronous; ``parallelMap(width:_:)`` is for many small ones.
  public func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    let elements = Array(self)
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      let result = transform(elements[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
