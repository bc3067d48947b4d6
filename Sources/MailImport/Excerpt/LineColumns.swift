/// Where the bytes of a line of text stand in its line of the file: stretches that go on side by side, and bytes that share a
/// place, such as those of a decoded entity. Nearly every line is one stretch; a number for each byte was most of the memory
/// of a thread.
struct LineColumns: Hashable, Sendable {
  private struct Stretch: Hashable, Sendable {
    var offset: Int
    var column: Int
    /// Whether each byte stands one column behind the one before, and not all at one.
    var advances: Bool
  }

  /// How many bytes.
  private(set) var count = 0
  private var first = Stretch(offset: 0, column: 1, advances: true)
  private var others: [Stretch] = []

  /// The columns of no byte.
  init() {}

  /// The columns of `count` bytes that begin at `column`.
  init(from column: Int, count: Int) { append(count, at: column, advances: true) }

  /// Adds `bytes` at `column`: side by side, or all there.
  mutating func append(_ bytes: Int, at column: Int, advances: Bool) {
    guard bytes > 0 else { return }
    defer { count += bytes }
    let stretch = Stretch(offset: count, column: column, advances: advances)
    if count == 0 {
      first = stretch
      return
    }
    let last = others.last ?? first
    let goesOn = last.advances && advances && column == last.column + count - last.offset
    if !goesOn { others.append(stretch) }
  }

  /// The column of the byte at `offset`; nil behind the last.
  func column(at offset: Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    let stretch = others.last { $0.offset <= offset } ?? first
    return stretch.advances ? stretch.column + offset - stretch.offset : stretch.column
  }
}
