/// A set of byte values.
struct ByteSet: Hashable, Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  /// The empty set.
  init() {}

  /// The bytes of `range`.
  init(_ range: ClosedRange<UInt8>) {
    for byte in range { insert(byte) }
  }

  /// The bytes of a text.
  init(of text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { insert(byte) } }
  }

  /// Whether `byte` is in the set.
  func contains(_ byte: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: low.0 & bit != 0
    case 1: low.1 & bit != 0
    case 2: high.0 & bit != 0
    default: high.1 & bit != 0
    }
  }

  /// Adds `byte`.
  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  /// Adds every byte of `other`.
  mutating func formUnion(_ other: ByteSet) {
    low = (low.0 | other.low.0, low.1 | other.low.1)
    high = (high.0 | other.high.0, high.1 | other.high.1)
  }

  /// Every byte that is not in the set.
  var inverted: ByteSet {
    var result = ByteSet()
    result.low = (~low.0, ~low.1)
    result.high = (~high.0, ~high.1)
    return result
  }

  /// The only member, if there is exactly one.
  var onlyByte: UInt8? {
    var found: UInt8?
    for (word, base) in [(low.0, UInt8(0)), (low.1, 64), (high.0, 128), (high.1, 192)] where word != 0 {
      guard found == nil, word.nonzeroBitCount == 1 else { return nil }
      found = base + UInt8(word.trailingZeroBitCount)
    }
    return found
  }

  static func == (left: ByteSet, right: ByteSet) -> Bool { left.low == right.low && left.high == right.high }

  func hash(into hasher: inout Hasher) {
    hasher.combine(low.0)
    hasher.combine(low.1)
    hasher.combine(high.0)
    hasher.combine(high.1)
  }
}

extension ByteSet {
  static let digit = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
  static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
  static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
  static let letter = lower.union(upper)
  static let alphanumeric = letter.union(digit)
  /// What Perl's `\w` matches in a byte string.
  static let word = alphanumeric.union(ByteSet(of: "_"))
  static let space = ByteSet(of: " \t\n\u{b}\u{c}\r")
  static let horizontalSpace = ByteSet(of: " \t")
  static let hexDigit = ByteSet(of: "0123456789abcdefABCDEF")
  static let graphic = ByteSet(0x21...0x7e)
  static let printable = ByteSet(0x20...0x7e)
  static let control = ByteSet(0x00...0x1f).union(ByteSet(0x7f...0x7f))
  static let punctuation = graphic.subtracting(alphanumeric)
  /// What `.` matches: all but a line feed.
  static let anyButLineFeed = ByteSet(of: "\n").inverted

  func union(_ other: ByteSet) -> ByteSet {
    var result = self
    result.formUnion(other)
    return result
  }

  func subtracting(_ other: ByteSet) -> ByteSet {
    inverted.union(other).inverted
  }
}
