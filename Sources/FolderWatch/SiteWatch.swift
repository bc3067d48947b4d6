/// The roots of a site under watch, whatever the system offers for it.
public struct SiteWatch: Sendable {
  private let roots: [String]
  private let watcher: any ChangeWatcher
  /// Why files are looked at twice a second instead of listened to; nil where they are listened to.
  public let shortcoming: String?

  /// Begins to watch `roots`.
  public init(_ roots: [String]) {
    self.roots = roots
    #if os(Linux)
      do throws(WatchFailure) {
        let watcher = try InotifyWatcher()
        do throws(WatchFailure) {
          try Self.listen(watcher, roots)
          (self.watcher, shortcoming) = (watcher, nil)
        } catch {
          watcher.stop()
          throw error
        }
      } catch {
        (watcher, shortcoming) = (PollingWatcher(roots), error.reason)
      }
    #else
      (watcher, shortcoming) = (PollingWatcher(roots), nil)
    #endif
  }

  /// An element for each burst of changes.
  public var changes: AsyncStream<Void> { watcher.changes }

  /// Listens to folders that are new since the last time; to be called before a build reads.
  ///
  /// - Throws: ``WatchFailure`` where the system does not let them be listened to.
  public func refresh() throws(WatchFailure) {
    // A look at ten thousand files takes longer than all the rest of a small edit.
    if watcher.takeFolderChange() { try Self.listen(watcher, roots) }
  }

  /// Ends the changes.
  public func stop() { watcher.stop() }

  /// In a new folder there may be folders already, made before anyone listened to it: looks until there are none.
  private static func listen(_ watcher: any ChangeWatcher, _ roots: [String]) throws(WatchFailure) {
    // Someone who makes folders without end must not keep the build waiting.
    for _ in 0..<16 {
      if try !watcher.watch(WatchedTree(roots).folders) { return }
    }
  }
}
