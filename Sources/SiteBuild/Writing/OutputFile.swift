internal import CFileExchange
internal import Diagnostics
internal import Glibc

/// Files of a site, each in a folder that is made when its first file comes.
enum OutputFile {
  /// Writes `bytes` to the new file `path` of the folder `root`, which is there; folders on the way are made.
  ///
  /// Folders are made by the threads that fill them: one thread that made all of them first took 3 % of a build.
  ///
  /// - Throws: ``BuildFailure`` with path and errno.
  static func write(_ bytes: [UInt8], to path: String, in root: String) throws {
    let whole = root + "/" + path
    var descriptor = create(whole)
    if descriptor < 0, errno == ENOENT {
      try makeFolders(of: path, in: root)
      descriptor = create(whole)
    }
    guard descriptor >= 0 else { throw failure(whole) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let failure = failure(whole)
        close(descriptor)
        throw failure
      }
      written += count
    }
    // A file system may keep its bad news until now.
    guard close(descriptor) == 0 else { throw failure(whole) }
  }

  private static func create(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
  }

  /// Another thread may make the same folders at the same time.
  private static func makeFolders(of path: String, in root: String) throws {
    var folder = root
    for name in path.utf8.split(separator: UInt8(ascii: "/")).dropLast() {
      folder += "/"
      folder += String(Substring(name))
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw failure(folder) }
    }
  }

  private static func failure(_ path: String) -> BuildFailure {
    BuildFailure("cannot-write", SystemFault.text(errno), at: path)
  }
}
