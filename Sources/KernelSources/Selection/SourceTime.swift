internal import Glibc

/// When a kernel source was made, as its top Makefile tells: every release changes that file.
enum SourceTime {
  /// The file whose time counts.
  static let file = "Makefile"

  /// The time of the Makefile in the tree behind the folder `root`; nil where it is not the time that the tree was given
  /// out with.
  ///
  /// Unpacking sets a file's time back to what the archive says: whole seconds, and earlier than the change of its inode.
  /// A file that was checked out, copied, edited or touched has the moment of that instead, in fractions of a second and
  /// equal to the inode's; it says nothing about the source.
  static func ofTree(root: Int32) -> Int? {
    var status = stat()
    guard fstatat(root, file, &status, AT_SYMLINK_NOFOLLOW) == 0, status.isRegularFile else { return nil }
    let (written, changed) = (status.st_mtim, status.st_ctim)
    guard written.tv_nsec == 0, written.tv_sec > 0, written.tv_sec < changed.tv_sec else { return nil }
    return Int(written.tv_sec)
  }

  /// The committer's time in `commit`, the text of a commit object; nil where it has none.
  ///
  /// Its line is `committer NAME <ADDRESS> SECONDS ZONE`, before the empty line that begins the message.
  static func ofCommit(_ commit: [UInt8]) -> Int? {
    let prefix = Array("committer ".utf8)
    for line in commit.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { return nil }
      guard line.starts(with: prefix) else { continue }
      let words = line.split(separator: UInt8(ascii: " "))
      guard words.count >= 3, let seconds = Int(String(decoding: words[words.count - 2], as: UTF8.self)), seconds > 0
      else { return nil }
      return seconds
    }
    return nil
  }
}
