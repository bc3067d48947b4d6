#if os(Linux)
  internal import Foundation
  internal import Glibc
  internal import Synchronization

  /// Listens through inotify(7) on a thread of its own, which sleeps while nothing happens.
  final class InotifyWatcher: ChangeWatcher {
    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR)

    private struct Table {
      var folders: [Int32: String] = [:]
      var names: [Int32: WatchedTree.Names] = [:]
    }

    private let bursts: ChangeBursts
    private let queue: Int32
    /// Written to in order to wake the thread for its end.
    private let bell: (reading: Int32, writing: Int32)
    private let table = Mutex(Table())
    private let isStopped = Mutex(false)
    private let folderChanged = Mutex(false)

    /// A listener that tells `bursts`.
    init(telling bursts: ChangeBursts) throws(WatchFailure) {
      self.bursts = bursts
      queue = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
      guard queue >= 0 else { throw WatchFailure(reason: Self.words(errno)) }
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        let code = errno
        close(queue)
        throw WatchFailure(reason: Self.words(code))
      }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      bell = (ends[0], ends[1])
      let thread = Thread { [self] in listen() }
      thread.name = "inotify"
      thread.start()
    }

    func watch(_ folders: [String: WatchedTree.Names]) throws(WatchFailure) -> Bool {
      var failure: WatchFailure?
      let isNew = table.withLock { table -> Bool in
        var isNew = false
        var names: [Int32: WatchedTree.Names] = [:]
        var paths: [Int32: String] = [:]
        for (folder, wanted) in folders {
          // Two paths may lead to one folder, and one path to another folder than before: the system knows.
          let number = inotify_add_watch(queue, folder, Self.mask)
          guard number >= 0 else {
            // A folder that went meanwhile is heard of from the one above it.
            if errno != ENOENT, errno != ENOTDIR, errno != EACCES { failure = WatchFailure(reason: Self.words(errno)) }
            continue
          }
          if table.names[number] == nil { isNew = true }
          names[number] = names[number]?.union(wanted) ?? wanted
          paths[number] = folder
        }
        for number in table.names.keys where names[number] == nil { inotify_rm_watch(queue, number) }
        table = Table(folders: paths, names: names)
        return isNew
      }
      if let failure { throw failure }
      return isNew
    }

    func takeFolderChange() -> Bool {
      folderChanged.withLock { changed in
        defer { changed = false }
        return changed
      }
    }

    func stop() {
      let isFirst = isStopped.withLock { stopped in
        defer { stopped = true }
        return !stopped
      }
      // The thread closes the descriptors when it ends.
      if isFirst { _ = Glibc.write(bell.writing, "x", 1) }
    }

    // MARK: - The thread

    private func listen() {
      var quiet = QuietTime()
      var descriptors = [
        pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell.reading, events: Int16(POLLIN), revents: 0),
      ]
      while true {
        let wait = quiet.due.map { Int32(clamping: max(0, $0 - Self.now())) } ?? -1
        let count = poll(&descriptors, 2, wait)
        // Who stopped this says whether the changes end with it: files may be looked at from then on.
        if descriptors[1].revents != 0 { break }
        if count < 0, errno != EINTR {
          bursts.finish()
          break
        }
        if count > 0, let kind = read() { quiet.note(kind, at: Self.now()) }
        if quiet.isOver(at: Self.now()) { bursts.tell() }
      }
      for descriptor in [queue, bell.reading, bell.writing] { close(descriptor) }
    }

    /// Takes what is in the queue; nil where nothing of it matters.
    private func read() -> QuietTime.Kind? {
      var kind: QuietTime.Kind?
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let table = table.withLock { $0 }
      while true {
        let count = Glibc.read(queue, &buffer, buffer.count)
        guard count > 0 else { return kind }
        for event in InotifyEvent.all(in: buffer[..<count]) {
          // Of a queue that overflowed nobody knows what was lost; events of a folder itself have no name.
          let matters =
            event.has(Int(IN_Q_OVERFLOW)) || event.name.isEmpty
            || table.names[event.watch]?.contains(event.name) == true
          if matters, mayBeFolder(event, in: table) { folderChanged.withLock { $0 = true } }
          if matters { kind = event.has(Int(IN_CLOSE_WRITE)) || event.has(Int(IN_MOVED_TO)) ? .last : .step }
        }
      }
    }

    /// Whether an event may be that of a folder, or of a link that leads or led to one.
    private func mayBeFolder(_ event: InotifyEvent, in table: Table) -> Bool {
      if event.has(Int(IN_ISDIR)) || event.has(Int(IN_Q_OVERFLOW)) || event.name.isEmpty { return true }
      // Words were written: what was a file is one.
      if event.has(Int(IN_CLOSE_WRITE)) || event.has(Int(IN_MODIFY)) || event.has(Int(IN_ATTRIB)) { return false }
      var status = stat()
      guard let folder = table.folders[event.watch], lstat(folder + "/" + event.name, &status) == 0 else {
        // Of what went nobody knows what it was.
        return true
      }
      return status.st_mode & S_IFMT != S_IFREG
    }

    private static func now() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    private static func words(_ code: Int32) -> String { "\(String(cString: strerror(code))) (errno \(code))" }
  }

  /// One event as inotify(7) lays it out.
  private struct InotifyEvent {
    /// The number of the folder's watch.
    let watch: Int32
    /// What happened to which file of the folder; empty for the folder itself.
    let name: String
    private let mask: Int

    func has(_ bit: Int) -> Bool { mask & bit != 0 }

    /// The events in `bytes`, in order.
    static func all(in bytes: ArraySlice<UInt8>) -> [InotifyEvent] {
      let header = MemoryLayout<inotify_event>.size
      var events: [InotifyEvent] = []
      var rest = bytes
      while rest.count >= header {
        let event: inotify_event = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
        let size = header + Int(event.len)
        guard rest.count >= size else { break }
        let name: ArraySlice<UInt8> = rest.dropFirst(header).prefix(Int(event.len)).prefix { $0 != 0 }
        events.append(
          InotifyEvent(watch: event.wd, name: String(decoding: name, as: UTF8.self), mask: Int(event.mask)))
        rest = rest.dropFirst(size)
      }
      return events
    }

    private init(watch: Int32, name: String, mask: Int) {
      self.watch = watch
      self.name = name
      self.mask = mask
    }
  }
#endif
