internal import HTMLText
internal import MarkdownSyntax
internal import Resolution

/// Marks of gaps in an excerpt, `[…]` and `[… what is missing]`, set apart from the words of the mail.
enum ElisionMarks {
  /// Adds `text` with its marks set apart, and what is no mark through `words`, which is told at which byte of `text` it
  /// begins.
  ///
  /// Brackets of the mail itself are escaped in the file, so that only an unescaped mark is the editor's.
  static func add(
    _ text: String, _ range: SourceRange?, of document: MarkdownDocument, to html: inout HTMLText,
    words: (String, Int, inout HTMLText) -> Void
  ) {
    let marks = marks(in: Array(text.utf8))
    guard !marks.isEmpty, let range, let written = written(document, range), written.count == marks.count else {
      return words(text, 0, &html)
    }
    let bytes = Array(text.utf8)
    var start = 0
    for (mark, isEditors) in zip(marks, written) where isEditors {
      if mark.lowerBound > start {
        words(String(decoding: bytes[start..<mark.lowerBound], as: UTF8.self), start, &html)
      }
      html.element("span", ["class": "gap"], text: String(decoding: bytes[mark], as: UTF8.self))
      start = mark.upperBound
    }
    if start < bytes.count { words(String(decoding: bytes[start...], as: UTF8.self), start, &html) }
  }

  /// Whether each mark in the source of `range` stands unescaped.
  private static func written(_ document: MarkdownDocument, _ range: SourceRange) -> [Bool]? {
    let source = Array(document.source.clean[CleanOffsets(document.source).clean(range)])
    return marks(in: source).map { mark in
      mark.lowerBound == 0 || source[mark.lowerBound - 1] != UInt8(ascii: "\\")
    }
  }

  /// From `[…` or `[...` to the bracket that closes it, without another one between.
  private static func marks(in bytes: [UInt8]) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "["), isGap(bytes[(index + 1)...]),
        let close = bytes[(index + 1)...].prefix(202).firstIndex(where: { $0 == 0x5b || $0 == 0x5d }),
        bytes[close] == UInt8(ascii: "]")
      else {
        index += 1
        continue
      }
      marks.append(index..<(close + 1))
      index = close + 1
    }
    return marks
  }

  private static func isGap(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: "…".utf8) || bytes.starts(with: "...".utf8)
  }
}
