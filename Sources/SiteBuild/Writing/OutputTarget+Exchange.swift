internal import CFileExchange
internal import Diagnostics
internal import Glibc

extension OutputTarget {
  /// Puts the site at ``building`` where the old one stands. The old one then stands at ``building``, or where the file
  /// system cannot exchange, at ``previous``.
  ///
  /// - Throws: ``BuildFailure``; the old site then stands as before.
  func exchange() throws {
    var status = stat()
    let hasOld = lstat(path, &status) == 0
    if !hasOld {
      guard rename(building, path) == 0 else { throw exchangeFailure() }
      return
    }
    // Someone may have put something there since the build began.
    guard status.st_mode & S_IFMT == S_IFDIR, FolderTree.isOurs(path) else {
      throw BuildFailure("output-refused", "'\(shown)' was not made by kfuncdocs build")
    }
    if kfuncdocs_exchange(building, path) == 0 { return }
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { throw exchangeFailure() }
    // A file system without exchange: for a moment there is no site, and a build killed then is undone by the next.
    guard rename(path, previous) == 0 else { throw exchangeFailure() }
    guard rename(building, path) == 0 else {
      let failure = exchangeFailure()
      _ = rename(previous, path)
      throw failure
    }
  }

  private func exchangeFailure() -> BuildFailure { BuildFailure("cannot-write", SystemFault.text(errno), at: shown) }
}
