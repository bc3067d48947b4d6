/// Some of a release's kfuncs, one bit for each by its position in the catalogue.
struct KfuncSet: Equatable, Sendable {
  private var words: [UInt64]
  private let size: Int

  init(size: Int) {
    self.size = size
    words = [UInt64](repeating: 0, count: (size + 63) / 64)
  }

  init(_ positions: some Sequence<Int>, size: Int) {
    self.init(size: size)
    for position in positions { words[position / 64] |= 1 << UInt64(position % 64) }
  }

  mutating func insert(_ positions: some Sequence<Int32>) {
    for position in positions { words[Int(position) / 64] |= 1 << UInt64(position % 64) }
  }

  static func all(size: Int) -> KfuncSet { ~KfuncSet(size: size) }

  func contains(_ position: Int) -> Bool { words[position / 64] & 1 << UInt64(position % 64) != 0 }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The positions, ascending.
  var positions: [Int] {
    var positions: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        positions.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return positions
  }

  mutating func formUnion(_ other: KfuncSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: KfuncSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  static prefix func ~ (set: KfuncSet) -> KfuncSet {
    var result = set
    for index in result.words.indices { result.words[index] = ~result.words[index] }
    if set.size % 64 != 0 { result.words[result.words.count - 1] &= (1 << UInt64(set.size % 64)) - 1 }
    return result
  }
}
