internal import Foundation

extension Collection where Element: Sendable, Index == Int {
  /// The results of `transform` for every element, in the order of the elements, worked out on at most `width` tasks
  /// at once.
  ///
  /// - Parameter width: the number of tasks, by default that of the processors; the result does not depend on it.
  public func parallelMap<Result: Sendable>(
    width: Int? = nil,
    _ transform: @escaping @Sendable (Element) throws -> Result
  ) async rethrows -> [Result] {
    let elements = Array(self)
    let width = Swift.max(1, width ?? ProcessInfo.processInfo.activeProcessorCount)
    // Chunks keep the cost of a task (2 µs) away from small elements. They are small, since large elements stand together:
    // with a sixteenth of a thread's share, twenty policies of 2 MB each were one chunk, and one thread worked alone on it.
    let chunk = Swift.max(1, Swift.min(8, elements.count / (width * 16)))
    var starts = stride(from: 0, to: elements.count, by: chunk).makeIterator()
    var parts: [Int: [Result]] = [:]
    try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
      func add(_ start: Int) {
        let part = elements[start..<Swift.min(start + chunk, elements.count)]
        group.addTask { (start, try part.map(transform)) }
      }
      for _ in 0..<width {
        guard let start = starts.next() else { break }
        add(start)
      }
      while let (start, results) = try await group.next() {
        parts[start] = results
        if let next = starts.next() { add(next) }
      }
    }
    return parts.sorted { $0.key < $1.key }.flatMap(\.value)
  }
}
