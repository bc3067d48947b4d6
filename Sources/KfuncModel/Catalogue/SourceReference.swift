internal import TextBytes

/// A line of a kernel tree: the evidence of a fact.
public struct SourceReference: Hashable, Sendable {
  /// Path relative to the top of the tree.
  public var file: String
  /// Line, from 1.
  public var line: Int

  /// The line `line` of `file`.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

extension SourceReference: CustomStringConvertible, Comparable {
  /// `file:line`.
  public var description: String {
    String(room: file.utf8.count + 1 + DecimalDigits.most) { text in
      text.append(file)
      text.append(UInt8(ascii: ":"))
      text.append(decimal: line)
    }
  }

  /// Adds ``description``.
  package func add(to bytes: inout [UInt8]) {
    bytes.add(file)
    bytes.append(UInt8(ascii: ":"))
    bytes.add(decimal: line)
  }

  /// Order by path in bytes, then by line.
  public static func < (left: SourceReference, right: SourceReference) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    return left.line < right.line
  }
}
