internal import Glibc
internal import ParallelMap

/// What the entries of a site's folder are known by, so that it is seen when anyone changed one: at each path the place
/// on the disk, the size and the time of the last change. Folders change when an entry comes, goes or is exchanged.
///
/// Not the time at which anything about an entry changed: another name for a file (a hard link) changes that.
struct FolderStamps: Sendable {
  /// What an entry is known by.
  struct Stamp: Equatable, Sendable {
    private let device: dev_t
    private let inode: ino_t
    private let size: off_t
    private let seconds: Int
    private let nanoseconds: Int

    /// That of the entry at `path`, links not followed; nil where there is none.
    init?(_ path: String) { self.init(path, from: AT_FDCWD) }

    /// That of the entry at `path` of the folder that `descriptor` has open.
    fileprivate init?(_ path: String, from descriptor: Int32) {
      var status = stat()
      guard fstatat(descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
      device = status.st_dev
      inode = status.st_ino
      size = status.st_size
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }

    /// Whether both are of one entry, whatever is in it.
    func isOfSameEntry(as other: Stamp) -> Bool { device == other.device && inode == other.inode }
  }

  /// The folder itself, as it is called from within.
  private static let own = "."

  /// Paths relative to the folder, with their places in ``paths``.
  private var places: [String: Int] = [:]
  private var paths: [String] = []
  /// What each is known by; nil where nothing is to be.
  private var stamps: [Stamp?] = []

  /// The stamps of the folder `root` and of the files `paths` in it, with the folders on the way to them.
  init(of paths: [String], in root: String) { note(paths, in: root) }

  /// That of the folder itself.
  var top: Stamp? { places[Self.own].flatMap { stamps[$0] } }

  /// Notes `files` and the folders on the way to them as they are now.
  mutating func note(_ files: [String], in root: String) {
    let all = Self.withFolders(files)
    let found = Self.opening(root) { descriptor in all.concurrentMap { Stamp($0, from: descriptor) } }
    for (number, path) in all.enumerated() {
      let stamp = found?[number]
      if let place = places[path] {
        stamps[place] = stamp
      } else {
        places[path] = paths.count
        paths.append(path)
        stamps.append(stamp)
      }
    }
  }

  /// Whether everything in the folder `root` is as it was noted, and nothing else is there.
  func hold(in root: String) -> Bool {
    Self.opening(root) { descriptor in
      paths.indices.concurrentMap { Stamp(paths[$0], from: descriptor) == stamps[$0] }.allSatisfy(\.self)
    } ?? false
  }

  /// Whether `files` and the folders on the way to them are in the folder `root` as they were noted.
  func hold(_ files: [String], in root: String) -> Bool {
    Self.opening(root) { descriptor in
      Self.withFolders(files).allSatisfy { path in
        Stamp(path, from: descriptor) == places[path].flatMap { stamps[$0] }
      }
    } ?? false
  }

  private static func withFolders(_ files: [String]) -> [String] {
    var folders: Set<String> = [own]
    for path in files { folders.formUnion(Self.folders(of: path)) }
    return files + folders
  }

  /// What `look` gives for the open folder `root`, from which paths are shorter: to walk ten folders down to each of fifty
  /// thousand entries took three times as long. Nil where there is no such folder.
  private static func opening<Result>(_ root: String, _ look: (Int32) -> Result) -> Result? {
    let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return look(descriptor)
  }

  /// The folders on the way to `path`, which is relative: `a` and `a/b` of `a/b/c`.
  static func folders(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }
}
