/// Says when something below the roots of a site may have changed. What it was is for the build to find out by contents:
/// a change that is told twice, or that changes nothing, costs a look.
protocol ChangeWatcher: Sendable {
  /// An element for each burst of changes; bursts during which nobody listened are one.
  var changes: AsyncStream<Void> { get }
  /// Listens to `folders` and no others from now on. Returns whether there are new ones among them, in which something
  /// may have happened before.
  ///
  /// - Throws: ``WatchFailure``
  func watch(_ folders: [String: WatchedTree.Names]) throws(WatchFailure) -> Bool
  /// Whether since the last call a folder, or a link that may lead to one, could have come, gone or been exchanged: then
  /// the folders to be watched may be others.
  func takeFolderChange() -> Bool
  /// Ends the changes.
  func stop()
}

/// Why folders cannot be listened to.
public struct WatchFailure: Error {
  /// The system's words.
  public let reason: String
}
