/// Many short pieces of HTML one behind another, added to pages by number: ten thousand links as values of their own took a
/// look at a cold place in memory each time one of them was shown.
public struct HTMLPieces: Sendable {
  private var html = HTMLText()
  private var ends: [Int] = []

  /// No pieces.
  public init() {}

  /// How many there are.
  public var count: Int { ends.count }

  /// Adds the piece that `build` adds; its number is how many there were.
  public mutating func append(_ build: (inout HTMLText) -> Void) {
    build(&html)
    ends.append(html.bytes.count)
  }

  fileprivate func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }
  fileprivate var bytes: [UInt8] { html.bytes }
}

extension HTMLText {
  /// Adds the piece of that number, below the count of `pieces`.
  public mutating func append(_ pieces: HTMLPieces, _ number: Int) {
    append(bytes: pieces.bytes, pieces.range(number))
  }
}
