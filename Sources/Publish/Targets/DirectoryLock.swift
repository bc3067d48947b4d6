internal import Diagnostics
internal import Glibc

/// Keeps two publishes from the same folder: a lock (flock(2)) that the kernel lets go when the process ends, however it
/// ends.
struct DirectoryLock {
  private let descriptor: Int32

  /// - Throws: ``PublishFailure`` of code `publish-running` while another one holds it.
  init(_ path: String, of folder: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw LocalFile.failure("cannot-write", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      guard code == EWOULDBLOCK else {
        throw PublishFailure("cannot-write", String(cString: strerror(code)), path: path)
      }
      throw PublishFailure("publish-running", "another publish is writing there", path: folder)
    }
  }

  func release() { close(descriptor) }
}
