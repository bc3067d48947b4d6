internal import Diagnostics
internal import Dispatch
internal import Synchronization

/// Unpacked bytes on their way from the thread that unpacks to the thread that looks at them.
///
/// Holds a bounded number of blocks: the faster side waits for the slower.
final class BlockQueue: Sendable {
  /// How a stream ends.
  enum End: Sendable {
    /// All of it was unpacked.
    case complete
    /// It cannot be unpacked further.
    case failed(Diagnostic)
  }

  private struct State {
    var blocks: [[UInt8]] = []
    var end: End?
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let free = DispatchSemaphore(value: 0)

  /// A queue that holds `capacity` blocks at most.
  init(capacity: Int) {
    // Raised here, not by the initial value: libdispatch traps when a semaphore is freed with less than that.
    for _ in 0..<capacity { free.signal() }
  }

  /// Adds a block, waiting for room; false when nobody wants more.
  func add(_ block: [UInt8]) -> Bool {
    free.wait()
    let isWanted = state.withLock { state in
      if !state.isCancelled { state.blocks.append(block) }
      return !state.isCancelled
    }
    filled.signal()
    return isWanted
  }

  /// Ends the stream; nothing is added after it.
  func end(_ end: End) {
    state.withLock { $0.end = end }
    filled.signal()
  }

  /// The next block, waiting for it; the stream's end when there is none.
  func next() -> Result<[UInt8], Ending> {
    filled.wait()
    let result: Result<[UInt8], Ending> = state.withLock { state in
      if !state.blocks.isEmpty { return .success(state.blocks.removeFirst()) }
      return .failure(Ending(end: state.end ?? .complete))
    }
    switch result {
    case .success: free.signal()
    case .failure: filled.signal()  // The end can be asked for again.
    }
    return result
  }

  /// Says that no more blocks are wanted.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.blocks = []
    }
    free.signal()
  }

  /// A stream's end, where a block was asked for.
  struct Ending: Error {
    var end: End
  }
}
