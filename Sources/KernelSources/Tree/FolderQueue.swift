internal import Dispatch
internal import Synchronization

/// Folders still to be looked through, shared by the threads that look and that find more.
final class FolderQueue: Sendable {
  private struct State {
    var waiting: [[UInt8]]
    /// Folders that were handed out and not yet finished: while there are any, more may come.
    var open = 0
    var isCancelled = false
  }

  private let state: Mutex<State>
  // Begins at nothing and is raised below: libdispatch traps when one is freed with less than it began with.
  private let available = DispatchSemaphore(value: 0)
  private let workers: Int

  /// A queue that begins with the folder `first` and serves `workers` threads.
  init(first: [UInt8], workers: Int) {
    state = Mutex(State(waiting: [first]))
    self.workers = workers
    available.signal()
  }

  /// The next folder, waiting for one while others may still add some; nil at the end.
  func next() -> [UInt8]? {
    available.wait()
    return state.withLock { state in
      guard !state.isCancelled, let folder = state.waiting.popLast() else { return nil }
      state.open += 1
      return folder
    }
  }

  /// Adds a folder found in one that is not yet finished.
  func add(_ folder: [UInt8]) {
    state.withLock { $0.waiting.append(folder) }
    available.signal()
  }

  /// Ends the folder last taken.
  func finish() {
    let isLast = state.withLock { state in
      state.open -= 1
      return state.open == 0 && state.waiting.isEmpty
    }
    if isLast { wakeAll() }
  }

  /// Ends the work: every thread is told that there is nothing more.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    wakeAll()
  }

  private func wakeAll() { for _ in 0..<workers { available.signal() } }
}
