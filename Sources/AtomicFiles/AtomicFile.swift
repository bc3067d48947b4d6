public import Diagnostics
internal import Foundation

/// A file that is replaced whole or not at all.
public enum AtomicFile {
  /// Puts `bytes` into the file at `path`, making the folders above it.
  ///
  /// The bytes go into a file beside it, are brought to the disk and then renamed over it (rename(2)): whoever reads
  /// the path sees the old file or the new one. A killed run leaves the file beside it behind; the next write of
  /// the same path removes it, known by the lock (flock(2)) that it no longer holds. Bytes that are there already are
  /// not written again.
  ///
  /// - Throws: a ``Diagnostic`` of code `cannot-write` that names the path and the system's reason.
  /// - Returns: whether the file changed.
  @discardableResult
  public static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) -> Bool {
    removeLeftovers(of: path)
    return try replace(path, with: bytes)
  }

  /// The same, without a look for what a killed run left: for folders that this run made.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) -> Bool {
    if let old = FileManager.default.contents(atPath: path), old.elementsEqual(bytes) { return false }
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty { try makeFolder(folder) }
    let temporary = temporaryPath(of: path, process: getpid())
    let descriptor = try openLocked(temporary, for: path)
    // Closed last of all: the lock says that this run lives.
    defer { close(descriptor) }
    do throws(Diagnostic) {
      try write(bytes, to: descriptor, for: path)
      guard rename(temporary, path) == 0 else { throw failure(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    return true
  }

  private static func makeFolder(_ folder: String) throws(Diagnostic) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        .error, "cannot-write", "cannot make the folder: \(reason(error))", at: SourceLocation(file: folder))
    }
  }

  private static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
    return underlying.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(underlying.code))) : error.localizedDescription
  }

  /// A new file at `temporary`, locked.
  private static func openLocked(_ temporary: String, for path: String) throws(Diagnostic) -> Int32 {
    while true {
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw failure(path, errno) }
      // Where the file system knows no locks nobody removes anything either.
      _ = flock(descriptor, LOCK_EX)
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return descriptor }
      // Another run took it for a leftover before it was locked.
      close(descriptor)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, for path: String) throws(Diagnostic) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path, errno) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw failure(path, errno) }
  }

  private static func failure(_ path: String, _ number: Int32) -> Diagnostic {
    Diagnostic(
      .error, "cannot-write", "cannot write: \(String(cString: strerror(number)))", at: SourceLocation(file: path))
  }

  private static func temporaryPath(of path: String, process: pid_t) -> String {
    let name = (path as NSString).lastPathComponent
    return ((path as NSString).deletingLastPathComponent as NSString).appendingPathComponent(
      ".\(name).\(process).partial")
  }

  /// Removes what a killed run left beside `path`: partial files that nobody holds locked. A process number alone
  /// says nothing: it may be another process by now, or one outside of this container.
  private static func removeLeftovers(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let prefix = ".\((path as NSString).lastPathComponent)."
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    for name in names where name.hasPrefix(prefix) && name.hasSuffix(".partial") {
      guard pid_t(name.dropFirst(prefix.count).dropLast(".partial".count)) != nil else { continue }
      let leftover = (folder as NSString).appendingPathComponent(name)
      let descriptor = open(leftover, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(leftover) }
      close(descriptor)
    }
  }
}
