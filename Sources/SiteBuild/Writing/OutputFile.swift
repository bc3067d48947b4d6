internal import Diagnostics
internal import Glibc

/// Files of a site, each in a folder that is made when its first file comes.
enum OutputFile {
  /// Writes `bytes` to the new file `path` of the folder `root`, which is there; folders on the way are made.
  ///
  /// - Throws: ``BuildFailure`` with path and errno.
  static func write(_ bytes: [UInt8], to path: String, in root: String) throws {
    try write(to: path, in: root) { write in try write(bytes) }
  }

  /// Writes the pieces that `content` hands over to the new file `path` of the folder `root`, which is there; folders on the
  /// way are made.
  ///
  /// - Returns: how many bytes they are.
  /// - Throws: ``BuildFailure`` with path and errno, and what `content` throws.
  @discardableResult
  static func write(
    to path: String, in root: String, _ content: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws -> Int {
    let whole = root + "/" + path
    var descriptor = create(whole)
    if descriptor < 0, errno == ENOENT {
      try makeFolders(of: path, in: root)
      descriptor = create(whole)
    }
    guard descriptor >= 0 else { throw failure(whole) }
    var size = 0
    do {
      try content { bytes in
        try add(bytes, to: descriptor, whole)
        size += bytes.count
      }
    } catch {
      close(descriptor)
      throw error
    }
    // A file system may keep its bad news until now.
    guard close(descriptor) == 0 else { throw failure(whole) }
    return size
  }

  private static func add(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(BuildFailure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      written += count
    }
  }

  /// Gives the file `path` of the folder `old` the same name in `root` (a hard link); folders on the way are made.
  ///
  /// - Throws: ``BuildFailure`` with path and errno.
  static func link(_ path: String, of old: String, in root: String) throws(BuildFailure) {
    let whole = root + "/" + path
    if Glibc.link(old + "/" + path, whole) == 0 { return }
    guard errno == ENOENT else { throw failure(whole) }
    try makeFolders(of: path, in: root)
    guard Glibc.link(old + "/" + path, whole) == 0 else { throw failure(whole) }
  }

  /// Removes the file `path` of the folder `root`, and the folders on the way that nothing is left in. That there is none
  /// is no failure.
  ///
  /// - Throws: ``BuildFailure`` with path and errno.
  static func remove(_ path: String, in root: String) throws(BuildFailure) {
    let whole = root + "/" + path
    guard unlink(whole) == 0 || errno == ENOENT || errno == ENOTDIR else { throw failure(whole) }
    for folder in FolderStamps.folders(of: path).reversed() {
      // Not empty, mostly.
      guard rmdir(root + "/" + folder) == 0 || errno == ENOENT else { return }
    }
  }

  /// Whether the file `path` of the folder `root` is there and holds `bytes`.
  static func holds(_ bytes: [UInt8], at path: String, in root: String) -> Bool {
    let descriptor = open(root + "/" + path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == bytes.count else {
      return false
    }
    var chunk = [UInt8](repeating: 0, count: min(max(1, bytes.count), 1 << 18))
    var done = 0
    while done < bytes.count {
      let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, min($0.count, bytes.count - done)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      let isEqual = bytes[done..<(done + count)].withUnsafeBytes { expected in
        chunk.withUnsafeBytes { $0[..<count].elementsEqual(expected) }
      }
      guard isEqual else { return false }
      done += count
    }
    return true
  }

  private static func create(_ path: String) -> Int32 {
    open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
  }

  /// Makes the folders on the way to the file `path` of the folder `root`.
  ///
  /// Another thread may make the same folders at the same time. Mostly all but the last are there already, so that is tried
  /// first.
  ///
  /// - Throws: ``BuildFailure`` with path and errno.
  static func makeFolders(of path: String, in root: String) throws(BuildFailure) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let parent = String(path[..<slash])
    let folder = root + "/" + parent
    if mkdir(folder, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, parent.utf8.contains(UInt8(ascii: "/")) else { throw failure(folder) }
    try makeFolders(of: parent, in: root)
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw failure(folder) }
  }

  private static func failure(_ path: String) -> BuildFailure {
    BuildFailure("cannot-write", SystemFault.text(errno), at: path)
  }
}
