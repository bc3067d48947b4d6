/// Says when something below the roots of a site may have changed. What it was is for the build to find out by contents:
/// a change that is told twice, or that changes nothing, costs a look.
protocol ChangeWatcher: Sendable {
  /// Listens to `folders` and no others from now on. Returns whether there are new ones among them, in which something
  /// may have happened before.
  ///
  /// - Throws: ``WatchFailure``
  func watch(_ folders: [String: WatchedTree.Names]) throws(WatchFailure) -> Bool
  /// Whether since the last call a folder, or a link that may lead to one, could have come, gone or been exchanged: then
  /// the folders to be watched may be others.
  func takeFolderChange() -> Bool
  /// Ends the listening.
  func stop()
}

/// Where watchers tell of changes: an element for each burst of them; bursts during which nobody listened are one.
struct ChangeBursts: Sendable {
  /// The bursts.
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

  /// Tells of a burst.
  func tell() { continuation.yield() }

  /// Tells of no more.
  func finish() { continuation.finish() }
}

/// Why folders cannot be listened to.
public struct WatchFailure: Error {
  /// The system's words.
  public let reason: String
}
