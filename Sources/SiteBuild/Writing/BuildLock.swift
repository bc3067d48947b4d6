internal import Diagnostics
internal import Glibc

/// Keeps two builds from writing the same site: an advisory lock on a file beside it, which the kernel lets go when the
/// process ends, however it ends. Its text says who holds it.
///
/// The file is removed by the one who holds the lock. Another build may have opened it just before: it then gets the lock
/// of a file that has no name any more, sees that, and opens the path anew; so two never hold locks of one path. What a
/// killed build leaves is taken over, and removed, by the next.
struct BuildLock: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// - Throws: ``BuildFailure`` of code `build-running` that names the other process.
  init(_ target: OutputTarget) throws {
    path = target.lock
    descriptor = try Self.locked(target)
    let text = Array("process \(getpid())\n".utf8)
    // On a full disk the lock holds all the same; only its words are missing.
    _ = ftruncate(descriptor, 0)
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    // Where someone removed the file, another may stand there by now that another build holds.
    if isInPlace { unlink(path) }
    close(descriptor)
  }

  /// Whether the path names the file of this lock: else it keeps nobody out.
  var isInPlace: Bool { Self.isInPlace(descriptor, path) }

  /// The file of the lock, locked, and still the one that the path names.
  private static func locked(_ target: OutputTarget) throws -> Int32 {
    while true {
      let descriptor = open(target.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { throw BuildFailure("cannot-write", SystemFault.text(errno), at: target.lock) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let code = errno
        let owner = Self.owner(descriptor)
        close(descriptor)
        guard code == EWOULDBLOCK else { throw BuildFailure("cannot-write", SystemFault.text(code), at: target.lock) }
        throw BuildFailure("build-running", "another build (\(owner)) is writing '\(target.shown)'")
      }
      if isInPlace(descriptor, target.lock) { return descriptor }
      close(descriptor)
    }
  }

  private static func isInPlace(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var named = stat()
    return fstat(descriptor, &held) == 0 && lstat(path, &named) == 0 && held.st_ino == named.st_ino
      && held.st_dev == named.st_dev
  }

  private static func owner(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init) ?? "of an unknown process"
  }
}
