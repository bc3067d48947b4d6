/// An object's bytes, read in its own byte order; nothing outside is ever read.
struct ObjectBytes: Sendable {
  let bytes: [UInt8]
  let isBigEndian: Bool

  /// The unsigned integer of `count` bytes at `offset`, nil when it does not lie within.
  private func unsigned(_ count: Int, at offset: Int) -> UInt64? {
    guard offset >= 0, offset <= bytes.count, bytes.count - offset >= count else { return nil }
    var value: UInt64 = 0
    for index in 0..<count {
      let place = isBigEndian ? offset + index : offset + count - 1 - index
      value = value << 8 | UInt64(bytes[place])
    }
    return value
  }

  func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }
  func half(at offset: Int) -> Int? { unsigned(2, at: offset).map { Int($0) } }
  func word(at offset: Int) -> Int? { unsigned(4, at: offset).map { Int($0) } }

  /// The 64-bit integer at `offset`; nil too when it is more than an offset can be.
  func long(at offset: Int) -> Int? { unsigned(8, at: offset).flatMap { Int(exactly: $0) } }

  /// The range of `count` bytes from `start`, nil when it does not lie within.
  func range(_ start: Int, count: Int) -> Range<Int>? {
    guard start >= 0, count >= 0, start <= bytes.count, count <= bytes.count - start else { return nil }
    return start..<start + count
  }

  /// Names of kernel symbols have fewer bytes (`KSYM_NAME_LEN`, include/linux/kallsyms.h), and sections and types
  /// shorter ones.
  static let longestName = 512

  /// The text up to the zero byte at `offset` of `strings`; nil when it leaves the range, has no end, or is longer than
  /// ``longestName``.
  func name(at offset: Int, in strings: Range<Int>) -> String? {
    guard offset >= 0, offset < strings.count else { return nil }
    let start = strings.lowerBound + offset
    let limit = min(strings.upperBound, start + Self.longestName)
    guard let end = bytes[start..<limit].firstIndex(of: 0) else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
