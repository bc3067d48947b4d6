/// The names that rclone gives to files that it has not sent whole: `folder/index.html.a1b2c3d4.partial`, eight letters or
/// digits and an ending (`checkPartial` in its `fs/operations/copy.go`), from version 1.63 on and where the system at the other
/// end can rename: a disk, sftp. Before that it wrote into the file itself. Object storage shows whole objects alone.
enum RcloneNames {
  /// The ending of all of them.
  static let ending = ".partial"
  /// The bytes behind the name: a dot, eight letters or digits, and the ending.
  private static let added = 9 + ending.utf8.count
  /// Names of more bytes do not become longer: their last ones give way.
  private static let longest = 100

  /// The file at `path` as one that was not sent whole; nil where its name is none of those.
  static func unfinished(_ path: String) -> UnfinishedFile? {
    let random = path.utf8.dropLast(ending.utf8.count).suffix(9)
    guard path.hasSuffix(ending), NamedPath(path).name.utf8.count > added, random.first == UInt8(ascii: "."),
      random.dropFirst().allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) })
    else { return nil }
    return UnfinishedFile(path: path, stem: String(path.dropLast(added)), stemOf: stem)
  }

  /// The path that rclone makes of `path` before it adds the rest.
  @Sendable static func stem(of path: String) -> String {
    guard NamedPath(path).name.utf8.count > longest else { return path }
    var end = path.utf8.index(path.endIndex, offsetBy: -added)
    // Characters stay whole.
    while end.samePosition(in: path.unicodeScalars) == nil { end = path.utf8.index(before: end) }
    return String(path[..<end])
  }
}
