internal import Synchronization

/// Looks at the times of all files twice a second, where the system has no better way.
final class PollingWatcher: ChangeWatcher {
  let changes: AsyncStream<Void>
  private let poll: Task<Void, Never>
  private let continuation: AsyncStream<Void>.Continuation

  /// Watches what is below `roots`.
  init(_ roots: [String], interval: Duration = .milliseconds(500)) {
    let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    self.changes = changes
    self.continuation = continuation
    poll = Task {
      var last = WatchedTree(roots, notesStates: true).states
      while (try? await Task.sleep(for: interval)) != nil {
        let now = WatchedTree(roots, notesStates: true).states
        if now != last { continuation.yield() }
        last = now
      }
    }
  }

  func watch(_ folders: [String: WatchedTree.Names]) throws(WatchFailure) -> Bool { false }

  /// Every look is one at all folders.
  func takeFolderChange() -> Bool { false }

  func stop() {
    poll.cancel()
    continuation.finish()
  }
}
