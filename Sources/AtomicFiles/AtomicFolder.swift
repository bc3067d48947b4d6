internal import CFileExchange
public import Diagnostics
internal import Foundation

/// A folder that is made or changed as a whole: readers of its path see the old one or the new one.
///
/// A copy of it, made of hard links, stands beside it as `.NAME.PROCESS.partial`; files are put into the copy with
/// ``write(_:to:)``, which never writes into a linked file, and ``commit()`` exchanges the two (renameat2(2)). What people
/// changed in the folder meanwhile is seen before and after the exchange, which is then undone: nothing of theirs is lost.
/// What a killed run left is removed by the next, known by the lock (flock(2)) that it no longer holds.
public struct AtomicFolder: ~Copyable {
  /// The path.
  public let path: String
  /// Where the new folder is put together.
  private let staging: String
  private let descriptor: Int32
  private let before: [String: FolderEntry]?

  /// A copy of the folder at `path`, or a new empty one where there is none; folders above it are made.
  ///
  /// - Throws: a ``Diagnostic`` of code `cannot-write` that names the path and the system's reason.
  public init(_ path: String) throws(Diagnostic) {
    self.path = path
    let parent = Self.parent(of: path)
    let name = (path as NSString).lastPathComponent
    do { try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true) } catch {
      throw Self.failure(parent, "cannot make the folder: \(error.localizedDescription)")
    }
    try Self.recover(path, name: name, parent: parent)
    let staging = "\(parent)/.\(name).\(getpid()).partial"
    guard mkdir(staging, 0o777) == 0 else { throw Self.failure(path, Self.reason) }
    let descriptor = open(staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    do throws(Diagnostic) {
      guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw Self.failure(path, Self.reason) }
      before = try Self.link(path, into: staging)
    } catch {
      Self.remove(staging)
      if descriptor >= 0 { close(descriptor) }
      throw error
    }
    self.staging = staging
    self.descriptor = descriptor
  }

  /// Links every file of the folder `path` into `staging`; what the folder holds, nil where there is none.
  private static func link(_ path: String, into staging: String) throws(Diagnostic) -> [String: FolderEntry]? {
    guard let entries = try FolderEntry.all(in: path) else { return nil }
    for (entry, known) in entries.sorted(by: { $0.key < $1.key }) {
      guard !known.isFolder else {
        throw failure("\(path)/\(entry)", "a folder is in the way; only files belong here")
      }
      guard Foundation.link("\(path)/\(entry)", "\(staging)/\(entry)") == 0 else {
        throw failure("\(path)/\(entry)", reason)
      }
    }
    return entries
  }

  deinit {
    // After a commit the old folder stands there, else the one that never came.
    Self.remove(staging)
    close(descriptor)
  }

  /// Puts `bytes` into the file `name` of the new folder.
  ///
  /// Nobody else writes there, so nothing is looked for that a killed run may have left, as ``AtomicFile`` does: each file of a
  /// thread of 4,000 messages listed all of them, which was half of its import.
  ///
  /// - Throws: a ``Diagnostic`` of code `cannot-write` that names the path and the system's reason.
  public func write(_ bytes: [UInt8], to name: String) throws(Diagnostic) {
    _ = try AtomicFile.replace("\(staging)/\(name)", with: bytes)
  }

  /// Puts the new folder into its place.
  ///
  /// - Throws: a ``Diagnostic`` of code `changed-meanwhile` or `cannot-write`; the old folder is then as it was.
  public consuming func commit() throws(Diagnostic) {
    try synchronize()
    guard let before else {
      guard kfuncdocs_rename_new(staging, path) == 0 else {
        throw errno == EEXIST ? changed : Self.failure(path, Self.reason)
      }
      return
    }
    guard try FolderEntry.all(in: path) == before else { throw changed }
    if kfuncdocs_exchange(staging, path) == 0 {
      guard try FolderEntry.all(in: staging) == before else {
        _ = kfuncdocs_exchange(staging, path)
        throw changed
      }
      return
    }
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { throw Self.failure(path, Self.reason) }
    // A file system without exchange: for a moment there is none, and a run killed then is undone by the next.
    let previous = Self.previous(of: path)
    guard rename(path, previous) == 0 else { throw Self.failure(path, Self.reason) }
    guard rename(staging, path) == 0 else {
      let failure = Self.failure(path, Self.reason)
      _ = rename(previous, path)
      throw failure
    }
    Self.remove(previous)
  }

  private var changed: Diagnostic {
    Diagnostic(
      .error, "changed-meanwhile", "someone changed the folder meanwhile; nothing was written, run it again",
      at: SourceLocation(file: path))
  }

  /// Names on the disk before the exchange, so that a power cut leaves no empty folder in place of the old one.
  private func synchronize() throws(Diagnostic) {
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw Self.failure(path, Self.reason) }
  }

  // MARK: - What killed runs left

  private static func recover(_ path: String, name: String, parent: String) throws(Diagnostic) {
    var status = stat()
    let previous = previous(of: path)
    if lstat(previous, &status) == 0 {
      if lstat(path, &status) != 0 {
        guard rename(previous, path) == 0 else { throw failure(previous, reason) }
      } else {
        remove(previous)
      }
    }
    let prefix = ".\(name)."
    for entry in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    where entry.hasPrefix(prefix) && entry.hasSuffix(".partial") {
      guard pid_t(entry.dropFirst(prefix.count).dropLast(".partial".count)) != nil else { continue }
      let leftover = "\(parent)/\(entry)"
      let descriptor = open(leftover, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { remove(leftover) }
      close(descriptor)
    }
  }

  private static func remove(_ folder: String) { try? FileManager.default.removeItem(atPath: folder) }

  private static func parent(of path: String) -> String {
    let parent = (path as NSString).deletingLastPathComponent
    return parent.isEmpty ? "." : parent
  }

  private static func previous(of path: String) -> String {
    "\(parent(of: path))/.\((path as NSString).lastPathComponent).previous"
  }

  private static var reason: String { "cannot write: \(String(cString: strerror(errno)))" }

  private static func failure(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.error, "cannot-write", reason, at: SourceLocation(file: path))
  }
}

/// What of an entry of a folder changes when someone changes the entry.
private struct FolderEntry: Equatable {
  let isFolder: Bool
  private let inode: ino_t
  private let size: off_t
  private let modified: Int
  private let nanoseconds: Int

  /// The entries of the folder at `path`, by name; nil where there is none.
  static func all(in path: String) throws(Diagnostic) -> [String: FolderEntry]? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw Diagnostic(
        .error, "cannot-write", "cannot read the folder: \(error.localizedDescription)", at: SourceLocation(file: path))
    }
    var entries: [String: FolderEntry] = [:]
    for name in names where lstat("\(path)/\(name)", &status) == 0 { entries[name] = FolderEntry(status) }
    return entries
  }

  private init(_ status: stat) {
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    inode = status.st_ino
    size = status.st_size
    modified = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
