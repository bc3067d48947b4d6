public import Diagnostics

/// A plain list of names of kfuncs: one a line, empty lines and what follows a `#` left out.
public enum AffectedList {
  /// The most bytes of a list, 1 MiB: all kfuncs of a kernel take some ten thousand.
  public static let byteLimit = 1 << 20

  /// The kfuncs that `bytes`, the content of `file`, name.
  ///
  /// - Throws: the first line that is no C identifier (`not-a-name`), a list that names none (`empty-list`), or one that
  ///   is too long (`list-too-long`).
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> AffectedKfuncs {
    guard bytes.count <= byteLimit else {
      throw Diagnostic(
        .error, "list-too-long", "a list of kfuncs may have \(byteLimit) bytes", at: SourceLocation(file: file))
    }
    var uses: [AffectedKfuncs.Use] = []
    for (index, line) in bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != UInt8(ascii: "#") }
      let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      guard let start = words.firstIndex(where: { !isBlank($0) }),
        let end = words.lastIndex(where: { !isBlank($0) })
      else { continue }
      let name = words[start...end]
      let place = SourceLocation(file: file, line: index + 1, column: start - line.startIndex + 1)
      guard name.count <= 128, name.allSatisfy(isWord), let first = name.first, !isDigit(first) else {
        throw Diagnostic(.error, "not-a-name", "one name of a kfunc on each line", at: place)
      }
      uses.append(AffectedKfuncs.Use(name: String(decoding: name, as: UTF8.self), places: ["\(file):\(index + 1)"]))
    }
    if uses.isEmpty {
      throw Diagnostic(.error, "empty-list", "the list names no kfunc", at: SourceLocation(file: file))
    }
    return AffectedKfuncs(uses)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
