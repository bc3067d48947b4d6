/// The names that rsync gives to files that it has not received whole: `folder/.index.html.a1B2c3`, a dot before the name and
/// six random letters or digits behind it (`get_tmpname` in its `receiver.c`; seen with rsync 3.5.0).
enum RsyncNames {
  /// How much of a long name is kept: of the 255 bytes that a name may have, the dot and seven behind it are taken, and rsync
  /// counts one for the end of its text.
  private static let longest = 246

  /// The file at `path` as one that was not received whole; nil where its name is none of those.
  static func unfinished(_ path: String) -> UnfinishedFile? {
    let name = NamedPath(path).name.utf8
    let random = name.suffix(7)
    guard name.count > 8, name.first == UInt8(ascii: "."), random.first == UInt8(ascii: "."),
      random.dropFirst().allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7a).contains($0 | 0x20) })
    else { return nil }
    return UnfinishedFile(path: path, stem: String(path.dropLast(7)), stemOf: stem)
  }

  /// The path that rsync makes of `path` before it adds the random ones.
  @Sendable static func stem(of path: String) -> String {
    let parts = NamedPath(path)
    // One that begins with a dot gets no second one.
    let name = (parts.name.hasPrefix(".") ? parts.name.dropFirst() : parts.name).utf8
    var kept = name.prefix(longest)
    if let next = name.dropFirst(longest).first, next >= 0x80 {
      // Not cut within a character: all goes from the end that is not ASCII.
      while let last = kept.last, last >= 0x80 { kept.removeLast() }
    }
    // Nor do two dots follow one another.
    if kept.last == UInt8(ascii: ".") { kept.removeLast() }
    return parts.folder + "." + String(decoding: kept, as: UTF8.self)
  }
}
