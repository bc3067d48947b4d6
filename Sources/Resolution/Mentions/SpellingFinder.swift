internal import MarkdownSyntax

/// Finds in the source the bytes that spell a name, when the text was parsed out of them: a backslash may stand before
/// any underscore, lines of a quotation begin with marks, a code span has its backticks around it.
///
/// Goes over the identifiers of the source only forwards, so all names of one piece are found in one walk.
struct SpellingFinder {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// The range of the next run that spells `name`; nil when none is left.
  mutating func next(_ name: ArraySlice<UInt8>) -> Range<Int>? {
    bytes.withUnsafeBufferPointer { bytes in
      while at < end {
        guard Self.length(bytes, at, end) > 0 else {
          at += 1
          continue
        }
        let start = at
        var matched = name.startIndex
        var isEqual = true
        while case let length = Self.length(bytes, at, end), length > 0 {
          if matched < name.endIndex, name[matched] == bytes[at + length - 1] { matched += 1 } else { isEqual = false }
          at += length
        }
        if isEqual, matched == name.endIndex { return start..<at }
      }
      return nil
    }
  }

  /// How many bytes the identifier character at `at` takes: 2 for an escaped underscore, 0 for anything else.
  private static func length(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    guard at < end else { return 0 }
    if isIdentifierByte(bytes[at]) { return 1 }
    let isEscaped = bytes[at] == UInt8(ascii: "\\") && at + 1 < end && bytes[at + 1] == UInt8(ascii: "_")
    return isEscaped ? 2 : 0
  }
}
