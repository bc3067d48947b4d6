internal import Foundation

/// The bytes of files that were read before, by path, as long as the system says that they are the same files.
///
/// As in git's index ("racy git"): a file whose times are so near to when it was read that a later change could leave them
/// as they are is read again the next time.
struct FileMemory: Sendable {
  /// What the system says of a file.
  struct Signature: Equatable, Sendable {
    let device: UInt64
    let number: UInt64
    let size: Int
    let modified: Time
    let changed: Time

    /// Seconds since 1970, and nanoseconds.
    struct Time: Equatable, Sendable {
      let seconds: Int
      let nanoseconds: Int

      init(_ time: timespec) { (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec) }
    }

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
      size = Int(status.st_size)
      #if canImport(Darwin)
        let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
      #else
        let (modified, changed) = (status.st_mtim, status.st_ctim)
      #endif
      self.modified = Time(modified)
      self.changed = Time(changed)
    }

    /// Whether a change from `seconds` (since 1970) on would show.
    func isOld(at seconds: Double) -> Bool {
      // Clocks of file systems tick every ten milliseconds at worst; those that know seconds alone have no nanoseconds.
      let grain = changed.nanoseconds == 0 && modified.nanoseconds == 0 ? 2.5 : 0.05
      func isOld(_ time: Time) -> Bool { Double(time.seconds) + Double(time.nanoseconds) / 1e9 + grain < seconds }
      return isOld(modified) && isOld(changed)
    }
  }

  /// A look at a file before it is read.
  struct Moment: Sendable {
    let signature: Signature
    /// Seconds since 1970.
    let time: Double

    /// Nil where there is no regular file, or nothing of the other `kind` of file.
    init?(_ path: String, _ kind: mode_t = S_IFREG) {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == kind else { return nil }
      signature = Signature(status)
      time = Date().timeIntervalSince1970
    }

    /// Whether what is read now is what the signature will stand for.
    var isTrusted: Bool { signature.isOld(at: time) }
  }

  private var last: [String: (signature: Signature, bytes: [UInt8])] = [:]
  private var next: [String: (signature: Signature, bytes: [UInt8])] = [:]
  private var lastFolders: [String: FolderFiles] = [:]
  private var nextFolders: [String: FolderFiles] = [:]
  /// How many files were read.
  private(set) var reads = 0
  /// Whether anything is kept: where a folder is read once, what would tell whether it changed is more than its bytes.
  let isKept: Bool

  init(isKept: Bool = true) { self.isKept = isKept }

  /// The bytes of the regular file at `path`, of which the system says `status`; `read` reads it.
  mutating func bytes(of path: String, _ status: stat, _ read: () -> [UInt8]?) -> [UInt8]? {
    guard isKept else {
      reads += 1
      return read()
    }
    let signature = Signature(status)
    if let known = last[path], known.signature == signature {
      next[path] = known
      return known.bytes
    }
    let now = Date().timeIntervalSince1970
    reads += 1
    guard var bytes = read() else { return nil }
    // The same words once more: they keep their storage, and what was made of them is known to be the same at once.
    if let known = last[path], known.bytes == bytes { bytes = known.bytes }
    // A file that grew or was exchanged while it was read is remembered as nothing.
    if signature.isOld(at: now), signature.size == bytes.count { next[path] = (signature, bytes) }
    return bytes
  }

  /// What is known of the files of `folder`, taken out so that it can be mended in place.
  mutating func takeFolder(_ folder: String) -> FolderFiles? { lastFolders.removeValue(forKey: folder) }

  /// Keeps what was found in `folder`.
  mutating func keep(_ files: FolderFiles, of folder: String) { if isKept { nextFolders[folder] = files } }

  /// Forgets files and folders that were not asked for since the last call.
  mutating func settle() {
    last = next
    next = [:]
    lastFolders = nextFolders
    nextFolders = [:]
  }
}
