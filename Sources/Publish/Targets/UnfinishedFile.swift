/// A file that a program was putting together on the other side when it was killed there, or its machine failed.
///
/// rsync, and rclone on some systems, give the new bytes of a file a name of their own beside it, and rename them when they are
/// all there. A program that is asked to end removes them; one that is killed cannot.
struct UnfinishedFile {
  /// Where it stands.
  let path: String
  /// What the program makes of the path of the file that this was to become, before it adds what tells it from others.
  let stem: String
  /// What the program makes so of any path.
  let stemOf: @Sendable (String) -> String

  /// Whether it was to become a claim.
  var isClaim: Bool { stem.hasPrefix(stemOf(PublishClaim.prefix)) }
}

extension [UnfinishedFile] {
  /// Those that were to become one of `files`, or a claim: what is not of the site stays.
  func of(_ files: Set<String>) -> [UnfinishedFile] {
    // All are of one program.
    guard let stemOf = first?.stemOf else { return [] }
    let stems = Set(files.map(stemOf))
    return filter { $0.isClaim || stems.contains($0.stem) }
  }
}

/// A path as programs that name files beside it take it apart.
struct NamedPath {
  /// What stands before the name, the slash with it.
  let folder: Substring
  /// The name.
  let name: Substring

  init(_ path: String) {
    let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    (folder, name) = (path[..<start], path[start...])
  }
}
