/// The mark of a gap in an excerpt: `[…]`, or `[… what is missing]`.
///
/// It stands as a paragraph of its own, at any quotation depth, or between two sentences of a paragraph. Brackets of
/// the mail itself are escaped (`\[`), so that a mark is always the editor's.
enum ElisionMark {
  /// The mark, with a note on what is missing.
  static func text(_ note: String = "") -> String { note.isEmpty ? "[…]" : "[… \(note)]" }

  /// The length of a mark that begins at the start of `line`, or nil; `[...]` counts too.
  static func length(at line: ArraySlice<UInt8>) -> Int? {
    guard line.first == 0x5b else { return nil }
    let inner = line.dropFirst()
    let dots: Int
    if inner.starts(with: "…".utf8) {
      dots = 3
    } else if inner.starts(with: "...".utf8) {
      dots = 3
    } else {
      return nil
    }
    guard let close = inner.dropFirst(dots).prefix(200).firstIndex(of: 0x5d) else { return nil }
    let note = inner[(inner.startIndex + dots)..<close]
    // A note is set off by a space and holds no brackets of its own.
    guard note.isEmpty || note.first == 0x20, !note.contains(0x5b), !note.contains(0x0a) else { return nil }
    return close + 1 - line.startIndex
  }
}
