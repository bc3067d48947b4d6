public import MarkdownSyntax

/// The way from offsets in a file to offsets in the text that was parsed, which lacks a byte-order mark and has U+FFFD
/// for what was no UTF-8.
public struct CleanOffsets {
  private let source: SourceText
  private let isIdentity: Bool

  /// The offsets of `source`.
  public init(_ source: SourceText) {
    self.source = source
    isIdentity = Self.original(source, source.clean.count) == source.clean.count
  }

  /// The offsets in `clean` of a range of the file, by halving where the two differ.
  public func clean(_ range: SourceRange) -> Range<Int> {
    let lower = clean(range.lowerBound)
    return lower..<max(lower, clean(range.upperBound))
  }

  private func clean(_ offset: Int) -> Int {
    if isIdentity { return min(offset, source.clean.count) }
    return (0..<source.clean.count).firstPlace { Self.original(source, $0) >= offset }
  }

  private static func original(_ source: SourceText, _ offset: Int) -> Int { source.range(offset..<offset).lowerBound }
}
