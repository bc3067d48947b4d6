internal import Diagnostics
internal import Foundation
internal import Glibc

/// A folder of its own for one publish, removed with everything in it; what a killed publish left is removed by the next,
/// known by the lock (flock(2)) that it no longer holds.
final class TemporaryFolder: Sendable {
  /// Where it is, absolute.
  let path: String
  private let descriptor: Int32

  private static let prefix = "kfuncdocs-publish."

  init() throws {
    Self.removeLeftovers()
    while true {
      var template = Array((NSTemporaryDirectory() + Self.prefix + "XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { throw LocalFile.failure("cannot-write", NSTemporaryDirectory()) }
      let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let opened = open(made, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      // Where the file system knows no locks nobody removes anything either.
      if opened >= 0 { _ = flock(opened, LOCK_EX) }
      var status = stat()
      if opened >= 0, fstat(opened, &status) == 0, status.st_nlink > 0 {
        (path, descriptor) = (made, opened)
        return
      }
      // Another publish took it for a leftover before it was locked.
      if opened >= 0 { close(opened) }
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    close(descriptor)
  }

  /// Once for each process: folders of this name that are this user's and that nobody holds locked.
  private static func removeLeftovers() { _ = removed }

  private static let removed: Void = {
    let folder = NSTemporaryDirectory()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
      let path = folder + name
      let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_uid == getuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
        try? FileManager.default.removeItem(atPath: path)
      }
      close(descriptor)
    }
  }()
}
