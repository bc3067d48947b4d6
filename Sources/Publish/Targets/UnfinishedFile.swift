/// A file that rsync was putting together on the other side when it was killed there: `folder/.index.html.a1B2c3`.
///
/// The receiving rsync gives the new bytes of a file a name of their own beside it, a dot before and six random letters
/// or digits after it, and renames them when they are all there (seen with rsync 3.5.0). One that is asked to end removes them;
/// one that is killed, or whose machine fails, cannot.
struct UnfinishedFile {
  /// Where it stands.
  let path: String
  /// The file that it was to become.
  let file: String
  /// Whether the name of that file may be longer, cut to make room.
  private let isCut: Bool

  /// A name may have so many bytes on most file systems.
  private static let longestName = 255

  /// The file at `path`, where its name is one that rsync gives.
  init?(_ path: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    let name = path[slash...]
    let suffix = name.utf8.suffix(7)
    guard name.utf8.count > 8, name.utf8.first == UInt8(ascii: "."), suffix.first == UInt8(ascii: "."),
      suffix.dropFirst().allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: false
        }
      })
    else { return nil }
    self.path = path
    file = path[..<slash] + String(name.dropFirst().dropLast(7))
    isCut = name.utf8.count >= Self.longestName
  }

  /// Whether it was to become one of `files`, or a claim: what is not of the site stays.
  func isOf(_ files: Set<String>) -> Bool {
    file.hasPrefix(PublishClaim.prefix) || files.contains(file)
      || isCut && files.contains { $0.hasPrefix(file) }
  }
}
