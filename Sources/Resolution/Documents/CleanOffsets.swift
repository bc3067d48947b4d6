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
    var low = 0
    var high = source.clean.count
    while low < high {
      let middle = (low + high) / 2
      if Self.original(source, middle) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func original(_ source: SourceText, _ offset: Int) -> Int { source.range(offset..<offset).lowerBound }
}
