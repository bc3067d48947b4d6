/// A place in a text file.
///
/// Lines and columns count from 1; a column is a number of UTF-8 bytes, as in the GNU coding standards' error
/// format. A location without a line means the file as a whole.
public struct SourceLocation: Hashable, Sendable {
  /// The path as a person may open it: relative to the folder that the command was run in, or to the kernel tree.
  public var file: String
  /// The line, from 1, or nil for the whole file.
  public var line: Int?
  /// The column in bytes, from 1, or nil for the whole line.
  public var column: Int?

  /// A location in `file`.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation {
  /// Whether they are the same, byte for byte: names that Unicode holds for one (a letter with its accent, composed and
  /// decomposed) are of two files, and a fault of each is told.
  public static func == (left: SourceLocation, right: SourceLocation) -> Bool {
    left.line == right.line && left.column == right.column && left.file == right.file
      && left.file.utf8.elementsEqual(right.file.utf8)
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`, as compilers print it.
  public var description: String {
    var text = file
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    return text
  }
}

extension SourceLocation: Comparable {
  /// Order by file, then line, then column; a whole file comes before its lines.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file || !left.file.utf8.elementsEqual(right.file.utf8) {
      return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
    }
    return (left.line ?? 0, left.column ?? 0) < (right.line ?? 0, right.column ?? 0)
  }
}
