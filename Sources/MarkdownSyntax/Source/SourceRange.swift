/// A stretch of a file, as byte offsets, and the place where it begins.
///
/// Offsets count from the first byte of the file (byte-order mark and front matter included); line and column count
/// from 1, columns in bytes. Sixteen bytes, because every node of a tree holds one.
public struct SourceRange: Hashable, Sendable {
  private let lowerOffset: UInt32
  private let upperOffset: UInt32
  private let lineNumber: UInt32
  private let columnNumber: UInt32

  /// Offset of the first byte.
  public var lowerBound: Int { Int(lowerOffset) }
  /// Offset after the last byte.
  public var upperBound: Int { Int(upperOffset) }
  /// Line of the first byte, from 1.
  public var line: Int { Int(lineNumber) }
  /// Column of the first byte in its line, in bytes from 1.
  public var column: Int { Int(columnNumber) }
  /// The byte offsets.
  public var offsets: Range<Int> { lowerBound..<upperBound }

  /// The range of `offsets`, beginning at `line` and `column`. Files are far smaller than 4 GiB by then.
  public init(offsets: Range<Int>, line: Int, column: Int) {
    lowerOffset = UInt32(clamping: offsets.lowerBound)
    upperOffset = UInt32(clamping: offsets.upperBound)
    lineNumber = UInt32(clamping: line)
    columnNumber = UInt32(clamping: column)
  }

  /// Whether `other` lies inside.
  public func contains(_ other: SourceRange) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
