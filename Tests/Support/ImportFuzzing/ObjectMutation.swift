internal import SeededNumbers

/// Changes to an object that leave most of it in place, so that readers get past the headers.
enum ObjectMutation {
  /// Values that counts, offsets and types are likely to be wrong by.
  private static let values: [UInt32] = [
    0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x1_0000, 0xff_ffff, 0x0d00_0001, 0x0dff_ffff, 0x7fff_ffff, 0x8000_0000,
    0xffff_fff0, 0xffff_ffff,
  ]

  /// `bytes` after one to eight changes.
  static func mutated(_ bytes: [UInt8], _ random: inout SeededNumbers) -> [UInt8] {
    var result = bytes
    for _ in 0...random.below(8) {
      guard result.count >= 8 else { break }
      let place = random.below(result.count - 7)
      switch random.below(16) {
      case 0..<4: result[place] ^= 1 << UInt8(random.below(8))
      case 4..<7: result[place] = UInt8(random.below(256))
      case 7..<12: write(values[random.below(values.count)], at: place & ~3, in: &result, &random)
      case 12, 13: copyWords(&result, &random)
      case 14: result[5] = UInt8(1 + random.below(2))
      default: if random.oneIn(4) { result.removeSubrange(random.below(result.count)...) }
      }
    }
    return result
  }

  private static func write(_ value: UInt32, at place: Int, in bytes: inout [UInt8], _ random: inout SeededNumbers) {
    let isBig = random.oneIn(4)
    for index in 0..<4 {
      bytes[place + (isBig ? 3 - index : index)] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index)))
    }
  }

  /// Puts some words where others were: types that refer to others, symbols that are others.
  private static func copyWords(_ bytes: inout [UInt8], _ random: inout SeededNumbers) {
    let count = min(4 * (1 + random.below(6)), bytes.count)
    let from = random.below(bytes.count - count + 1) & ~3
    let to = random.below(bytes.count - count + 1) & ~3
    let words = Array(bytes[from..<from + count])
    bytes.replaceSubrange(to..<to + count, with: words)
  }
}
