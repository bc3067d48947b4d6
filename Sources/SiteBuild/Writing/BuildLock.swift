internal import Diagnostics
internal import Glibc

/// Keeps two builds from writing the same site: an advisory lock on a file beside it, which the kernel lets go when the
/// process ends, however it ends. The file stays; its text says who holds or held it.
struct BuildLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: ``BuildFailure`` of code `build-running` that names the other process.
  init(_ target: OutputTarget) throws {
    descriptor = open(target.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw BuildFailure("cannot-write", SystemFault.text(errno), at: target.lock) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      let owner = Self.owner(descriptor)
      close(descriptor)
      guard code == EWOULDBLOCK else { throw BuildFailure("cannot-write", SystemFault.text(code), at: target.lock) }
      throw BuildFailure("build-running", "another build (\(owner)) is writing '\(target.shown)'")
    }
    let text = Array("process \(getpid())\n".utf8)
    // On a full disk the lock holds all the same; only its words are missing.
    _ = ftruncate(descriptor, 0)
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit { close(descriptor) }

  private static func owner(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init) ?? "of an unknown process"
  }
}
