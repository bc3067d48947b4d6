internal import Synchronization

/// The roots of a site under watch, whatever the system offers for it.
public final class SiteWatch: Sendable {
  private let roots: [String]
  /// How many folders are listened to; where there are more, files are looked at.
  private let mostFolders: Int
  private let bursts = ChangeBursts()
  /// Nil where nothing can be listened to.
  private let listener: (any ChangeWatcher)?
  /// Once something cannot be listened to.
  private let looks = Mutex<PollingWatcher?>(nil)
  /// Why files are looked at twice a second from the beginning; nil where they are listened to.
  public let shortcoming: String?

  /// Begins to watch `roots`.
  public convenience init(_ roots: [String]) { self.init(roots, mostFolders: WatchedTree.mostListened) }

  /// The same, which looks at files where there are more than `mostFolders`.
  convenience init(_ roots: [String], mostFolders: Int) {
    self.init(roots, mostFolders: mostFolders) { (bursts) throws(WatchFailure) in
      #if os(Linux)
        try InotifyWatcher(telling: bursts)
      #else
        nil
      #endif
    }
  }

  /// The same with the listener that `make` gives, if any.
  init(
    _ roots: [String], mostFolders: Int = WatchedTree.mostListened,
    listener make: (ChangeBursts) throws(WatchFailure) -> (any ChangeWatcher)?
  ) {
    self.roots = roots
    self.mostFolders = mostFolders
    var listener: (any ChangeWatcher)?
    var failure: WatchFailure?
    do throws(WatchFailure) {
      listener = try make(bursts)
      if let listener { try Self.listen(listener, roots, mostFolders) }
    } catch {
      listener?.stop()
      listener = nil
      failure = error
    }
    self.listener = listener
    shortcoming = failure?.reason
    if listener == nil { look() }
  }

  /// An element for each burst of changes.
  public var changes: AsyncStream<Void> { bursts.stream }

  /// Listens to folders that are new since the last time; to be called before a build reads.
  ///
  /// - Throws: ``WatchFailure``, once, where they are too many or the system does not let them be listened to: all files are
  ///   then looked at twice a second as well.
  public func refresh() throws(WatchFailure) {
    // A look at ten thousand files takes longer than all the rest of a small edit.
    guard let listener, listener.takeFolderChange(), looks.withLock({ $0 == nil }) else { return }
    do throws(WatchFailure) { try Self.listen(listener, roots, mostFolders) } catch {
      look()
      throw error
    }
  }

  /// Ends the changes.
  public func stop() {
    listener?.stop()
    looks.withLock { $0?.stop() }
    bursts.finish()
  }

  private func look() { looks.withLock { $0 = PollingWatcher(roots, telling: bursts) } }

  /// In a new folder there may be folders already, made before anyone listened to it: looks until there are none.
  private static func listen(_ watcher: any ChangeWatcher, _ roots: [String], _ mostFolders: Int) throws(WatchFailure) {
    // Someone who makes folders without end must not keep the build waiting.
    for _ in 0..<16 {
      let tree = WatchedTree(roots, mostFolders: mostFolders)
      guard tree.isWhole else { throw WatchFailure(reason: "there are more than \(mostFolders) folders") }
      if try !watcher.watch(tree.folders) { return }
    }
  }
}
