internal import Diagnostics
internal import Foundation
internal import Glibc

/// Files of this machine, read and written without following a link.
enum LocalFile {
  /// The bytes of the regular file at `path`.
  static func bytes(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("unreadable", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("unreadable", path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw PublishFailure("unreadable", "is no file", path: path) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var count = 0
    while true {
      if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure("unreadable", path) }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Writes `bytes` to the new file `path`, whose folder is there.
  static func create(_ bytes: [UInt8], at path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("cannot-write", path) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let failure = failure("cannot-write", path)
        close(descriptor)
        throw failure
      }
      written += count
    }
    // A file system may keep its bad news until now.
    guard close(descriptor) == 0 else { throw failure("cannot-write", path) }
  }

  /// Makes the folder `path` and those around it.
  static func makeFolders(_ path: String) throws {
    var built = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") where part != "." {
      built += "/" + part
      if mkdir(built, 0o755) != 0, errno != EEXIST { throw failure("cannot-write", built) }
    }
  }

  /// What `path` itself is, a link not followed: one of the `S_IF…` constants; nil when nothing is there.
  static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// The names in a folder, in order of bytes.
  static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw failure("unreadable", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes `path` with everything in it, links not followed.
  static func removeTree(_ path: String) throws {
    guard kind(path) != nil else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw PublishFailure("cannot-write", "cannot be removed: \(error.localizedDescription)", path: path)
    }
  }

  /// Brings what was renamed in `folder` to the disk.
  static func synchronize(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // A file system that cannot says so, and has nothing to lose then.
    _ = fsync(descriptor)
    close(descriptor)
  }

  static func failure(_ code: String, _ path: String) -> PublishFailure {
    PublishFailure(.init(rawValue: code), String(cString: strerror(errno)), path: path)
  }
}
