#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Which folders must be listened to so that no change below the roots of a site goes unheard, and what lies in them.
struct WatchedTree {
  /// Names in a folder that matter.
  enum Names: Equatable, Sendable {
    /// All but hidden ones.
    case all
    /// These alone: the folder is there for a root or for what a symbolic link leads to.
    case some(Set<String>)

    func contains(_ name: String) -> Bool {
      switch self {
      case .all: !name.hasPrefix(".")
      case .some(let names): names.contains(name)
      }
    }

    func union(_ other: Names) -> Names {
      switch (self, other) {
      case (.some(let first), .some(let second)): .some(first.union(second))
      default: .all
      }
    }
  }

  /// The most folders that are listened to: each takes a watch of the system; a site has a few dozen, and one for every
  /// thread.
  static let mostListened = 20_000
  /// The most folders that are looked into because links lead to them: one link may lead to the whole disk, and no build reads
  /// what a link out of its roots leads to but a folder of assets.
  static let mostLinked = 20_000

  /// The folders, with the names in each that matter.
  private(set) var folders: [String: Names] = [:]
  /// A line for every file, where they were asked for: its path, place on disk, size and times. Two equal lists mean that
  /// nothing changed.
  private(set) var states: [String] = []
  private var seen: Set<[UInt64]> = []
  private let notesStates: Bool
  /// Whether all folders of the roots are there.
  private(set) var isWhole = true

  /// What is below `roots`; roots that do not exist yet are awaited in the nearest folder above them that does.
  ///
  /// Of more than `mostFolders` folders the rest is left out, and ``isWhole`` says so.
  init(_ roots: [String], notesStates: Bool = false, mostFolders: Int = .max, mostLinked: Int = mostLinked) {
    self.notesStates = notesStates
    var links: [String] = []
    for root in roots {
      listen(above: root)
      guard let found = walk([root], most: mostFolders) else {
        isWhole = false
        return
      }
      links += found
    }
    let most = seen.count + mostLinked
    // What they lead to in the roots was seen; of the rest those that a link names come before what is below them.
    while !links.isEmpty, let found = walk(links, most: most) { links = found }
  }

  /// Listens above a root for its own coming, going and exchange.
  private mutating func listen(above root: String) {
    var path = root
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    while true {
      guard let slash = path.lastIndex(of: "/") else {
        add(".", .some([path]))
        return
      }
      let parent = slash == path.startIndex ? "/" : String(path[..<slash])
      add(parent, .some([String(path[path.index(after: slash)...])]))
      var status = stat()
      if stat(parent, &status) == 0 || parent == "/" { return }
      path = parent
    }
  }

  private mutating func add(_ folder: String, _ names: Names) {
    folders[folder] = folders[folder]?.union(names) ?? names
  }

  /// Looks into `folders` and what is below them, each folder before those in it. Returns what links lead to; nil where
  /// there are more than `most` folders with those that were seen before.
  private mutating func walk(_ folders: [String], most: Int) -> [String]? {
    var links: [String] = []
    var waiting = folders[...]
    while let folder = waiting.popFirst() {
      var status = stat()
      guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
      let place = [UInt64(status.st_dev), UInt64(status.st_ino)]
      guard !seen.contains(place) else { continue }
      guard seen.count < most else { return nil }
      seen.insert(place)
      add(folder, .all)
      for name in Self.names(in: folder) where !name.hasPrefix(".") {
        let path = folder + "/" + name
        guard lstat(path, &status) == 0 else { continue }
        note(path, status)
        switch status.st_mode & S_IFMT {
        case S_IFDIR: waiting.append(path)
        case S_IFLNK:
          guard let target = Self.resolved(path) else { continue }
          listen(above: target)
          guard stat(target, &status) == 0 else { continue }
          note(target, status)
          if status.st_mode & S_IFMT == S_IFDIR { links.append(target) }
        default: break
        }
      }
    }
    return links
  }

  private mutating func note(_ path: String, _ status: stat) {
    guard notesStates else { return }
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    states.append(
      "\(path) \(status.st_dev) \(status.st_ino) \(status.st_mode) \(status.st_size) \(modified.tv_sec) "
        + "\(modified.tv_nsec) \(changed.tv_sec) \(changed.tv_nsec)")
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        // `d_name` ends in NUL and is at most 255 bytes long (readdir(3)).
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}
