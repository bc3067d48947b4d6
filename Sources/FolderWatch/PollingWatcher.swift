/// Looks at the times of all files twice a second, where the system has no better way.
struct PollingWatcher: Sendable {
  private let poll: Task<Void, Never>

  /// Watches what is below `roots`, as it is now, and tells `bursts`.
  init(_ roots: [String], telling bursts: ChangeBursts, interval: Duration = .milliseconds(500)) {
    // Looked at before anyone goes on: an edit behind this is one.
    let first = WatchedTree(roots, notesStates: true).states
    poll = Task {
      var last = first
      while (try? await Task.sleep(for: interval)) != nil {
        let now = WatchedTree(roots, notesStates: true).states
        if now != last { bursts.tell() }
        last = now
      }
    }
  }

  /// Ends the looks.
  func stop() { poll.cancel() }
}
