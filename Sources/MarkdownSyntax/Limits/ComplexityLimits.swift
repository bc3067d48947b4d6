/// What a document may ask of the parser, checked before it is parsed.
///
/// Debian's cmark-gfm is open to CVE-2023-22483, -22486, -24824 and -37463: some shapes take quadratic time, 20 kB of
/// table over ten seconds. Each limit below bounds the work of one such loop by a bound that one scan of the bytes can
/// compute; the figures keep each loop under about a fifth of a second, and are far from anything that a person
/// writes. What exceeds them is refused (`markdown-too-complex`) and shown as it was written: nothing is lost, and no
/// child process with limits of its own is needed to find out how long it would have taken.
enum ComplexityLimits {
  /// Bytes of a document; about a second of parsing.
  static let size = 8 << 20
  /// Containers (quotes, lists, items, footnotes) inside each other; the library walks all of them on each line.
  static let depth = 100
  /// Emphasis, links and images inside each other; what is deeper loses its markup, not its text.
  static let inlineDepth = 50
  /// Columns of a table; the library appends each cell to a linked list by walking it.
  static let tableColumns = 128
  /// Cells that short rows are filled up with, beyond one per byte of the rows (CVE-2023-37463's amplification).
  static let filledCells = 10_000
  /// Steps: each delimiter row makes the library split the paragraph above it anew, at quadratic cost in its cells.
  static let headerSteps = 100_000_000
  /// Steps: each cell of a row is appended to a linked list by walking it, also beyond the columns of its table.
  static let rowSteps = 400_000_000
  /// Pairs of `[` and `]` in a paragraph: each closing bracket may walk all opening ones (CVE-2023-22486).
  static let bracketPairs = 200_000_000
  /// Bytes looked at for the ends of `<?`, `<!A` and `<![CDATA[`: each opener may look to the paragraph's end.
  static let markupSteps = 200_000_000
  /// Bytes moved for addresses: each `@` copies the rest of its line.
  static let addressSteps = 500_000_000
  /// Closing parentheses times length of a word: bare addresses are trimmed one parenthesis at a time.
  static let parenthesisSteps = 20_000_000
  /// `www.` in a word times length of the word: each one is read on to the word's end, and a `_` in it makes all of that
  /// vain.
  static let hostSteps = 20_000_000
  /// `://` in a word with a `<` times length of the word: each one is read on to the word's end, and then cut at the `<`.
  static let schemeSteps = 150_000_000
  /// Runs of `*` times runs of `_` in a paragraph: an end of one kind may walk past all beginnings of the other.
  static let emphasisPairs = 400_000_000
  /// Bytes that link reference definitions may grow to where they are used (CVE-2023-22486's relatives).
  static let definitionBytes = 16 << 20

  /// Why and where a document is refused.
  struct Violation: Equatable {
    let offset: Int
    let headline: String
  }

  /// The first limit that the lines of `source` from `firstLine` on exceed.
  static func violation(in source: SourceText, firstLine: Int) -> Violation? {
    guard firstLine < source.lineStarts.count else { return nil }
    let start = source.lineStarts[firstLine]
    if source.clean.count - start > size {
      return Violation(offset: start, headline: "document is larger than \(size >> 20) MiB")
    }
    return source.clean.withUnsafeBufferPointer { bytes in
      if isShort(bytes[start...], lines: source.lineStarts.count - firstLine) {
        return nesting(bytes, source, firstLine: firstLine)
      }
      return scanned(bytes, source, firstLine: firstLine)
    }
  }

  /// Bytes of a document that needs no sums: their square, or half of it where two kinds of bytes are multiplied, is below
  /// every bound of steps but those of tables.
  static let shortSize = 4096

  /// Whether nothing but quotes and lists inside each other can exceed a limit; most documents are so.
  private static func isShort(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, lines: Int) -> Bool {
    guard bytes.count <= shortSize else { return false }
    var bars = 0
    for byte in UnsafeBufferPointer(rebasing: bytes) where byte == UInt8(ascii: "|") { bars += 1 }
    // Were every line a rule under all cells, and every line a row of one table with all bars in its rule.
    let cells = bars + lines + 1
    return bars < tableColumns && lines * (bars + 1) <= filledCells && lines * cells * cells <= headerSteps
  }

  /// What quotes and lists alone exceed: lines that begin with no mark of them need no look.
  private static func nesting(
    _ bytes: UnsafeBufferPointer<UInt8>, _ source: SourceText, firstLine: Int
  ) -> Violation? {
    var scan = ComplexityScan(bytes: bytes)
    for index in firstLine..<source.lineStarts.count {
      let line = source.line(index)
      var at = line.lowerBound
      while at < line.upperBound, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
      guard at < line.upperBound, LineLead.mayBeContainer(bytes[at]) else { continue }
      if let violation = scan.nest(LineLead(bytes, line)) { return violation }
    }
    return nil
  }

  /// What the sums of the whole scan exceed.
  static func scanned(_ bytes: UnsafeBufferPointer<UInt8>, _ source: SourceText, firstLine: Int) -> Violation? {
    var scan = ComplexityScan(bytes: bytes)
    for index in firstLine..<source.lineStarts.count {
      if let violation = scan.line(source.line(index)) { return violation }
    }
    return scan.finish()
  }
}
