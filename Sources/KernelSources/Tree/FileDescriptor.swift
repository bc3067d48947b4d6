internal import Glibc

/// An open file of the system, closed when its owner goes.
struct FileDescriptor: ~Copyable {
  /// The descriptor's number.
  let number: Int32

  /// Opens `path` below `folder`, for reading alone.
  ///
  /// Never waits (a FIFO opens at once), never becomes a controlling terminal, and never follows a symbolic link in
  /// the path's last component unless `following`.
  init(at folder: Int32, _ path: UnsafePointer<CChar>, flags: Int32 = 0, following: Bool = false) throws(SystemFailure)
  {
    let link = following ? 0 : O_NOFOLLOW
    number = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | link | flags)
    if number < 0 { throw SystemFailure(number: errno) }
  }

  /// Takes over an open descriptor.
  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Gives the number away; the new owner closes it.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// What the system says of the file, or nil.
  func status() -> stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }
}

extension stat {
  /// Whether it is a regular file, the only kind that is ever read.
  var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
  /// Whether it is a folder.
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
