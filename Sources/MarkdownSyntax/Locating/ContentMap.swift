/// The way from the text that a block's inlines were parsed from back to the source.
///
/// cmark-gfm strips container prefixes, indentation and closing hashes, drops link reference definitions and folds
/// `\|` in table cells before it parses inlines. Each piece of the map was found again in the source byte for byte;
/// where a byte was not found there is no map, and nothing inside the block gets a position.
struct ContentMap {
  private struct Piece {
    let content: Int
    let source: Int
    let length: Int
  }
  /// The first piece stands by itself: a cell, a heading and a line have no other, and no array then.
  private var first: Piece?
  private var others: [Piece] = []

  /// Adds that `length` bytes of the content from `content` stand in the source from `source`.
  mutating func add(content: Int, source: Int, length: Int) {
    add(Piece(content: content, source: source, length: length))
  }

  private mutating func add(_ piece: Piece) {
    if first == nil { first = piece } else { others.append(piece) }
  }

  /// Adds the pieces of `map`, whose content follows.
  mutating func add(_ map: ContentMap) {
    if let first = map.first { add(first) }
    others += map.others
  }

  /// Offset in the source of content byte `offset`, which lies in some piece.
  func source(_ offset: Int) -> Int? {
    guard let first, first.content <= offset else { return nil }
    var low = 0
    var high = others.count
    while low < high {
      let middle = (low + high) / 2
      if others[middle].content <= offset { low = middle + 1 } else { high = middle }
    }
    let piece = low == 0 ? first : others[low - 1]
    let inside = offset - piece.content
    return inside < piece.length ? piece.source + inside : nil
  }

  /// The source range of a content range: from its first byte to after its last.
  func source(_ range: Range<Int>) -> Range<Int>? {
    if range.isEmpty {
      if let start = source(range.lowerBound) { return start..<start }
      guard range.lowerBound > 0, let before = source(range.lowerBound - 1) else { return nil }
      return before + 1..<before + 1
    }
    guard let start = source(range.lowerBound), let last = source(range.upperBound - 1) else { return nil }
    return start..<last + 1
  }

  /// The source range of all that was mapped.
  var whole: Range<Int>? {
    guard let first else { return nil }
    let last = others.last ?? first
    return first.source..<last.source + last.length
  }
}
