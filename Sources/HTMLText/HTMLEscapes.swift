/// The one place where text becomes HTML.
enum HTMLEscapes {
  /// Adds `text`; quotation marks are escaped where it is the value of an attribute.
  static func add(_ text: String, isAttribute: Bool, to bytes: inout [UInt8]) {
    // Lent, not held: closures over the bytes of a string, as `withUTF8` takes them, count a reference to it.
    text.utf8.span.withUnsafeBufferPointer { add($0, isAttribute: isAttribute, to: &bytes) }
  }

  /// Adds the text `buffer`, UTF-8.
  static func add(_ buffer: UnsafeBufferPointer<UInt8>, isAttribute: Bool, to bytes: inout [UInt8]) {
    var index = plainCount(buffer)
    guard index < buffer.count else { return bytes.append(contentsOf: buffer) }
    var copied = 0
    while index < buffer.count {
      defer { index += 1 }
      let byte = buffer[index]
      if isPlain(byte) { continue }
      guard let replacement = replacement(of: byte, at: index, in: buffer, isAttribute: isAttribute) else { continue }
      // Inside a sequence that was replaced as a whole.
      if index < copied { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[copied..<index]))
      bytes.append(contentsOf: replacement.text.utf8)
      copied = index + replacement.length
    }
    bytes.append(contentsOf: copied == 0 ? buffer : UnsafeBufferPointer(rebasing: buffer[copied...]))
  }

  /// Letters, digits, spaces and most of ASCII need no look.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x3e && byte < 0x7f || byte > 0x27 && byte < 0x3c || byte == 0x20
  }

  /// How many bytes at the beginning surely need no look; sixteen are looked at together, then eight, then four, since most
  /// texts are plain throughout.
  static func plainCount(_ buffer: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    let raw = UnsafeRawBufferPointer(buffer)
    while index + 16 <= raw.count {
      guard sixteenArePlain(buffer, from: index) else { break }
      index += 16
    }
    while index + 8 <= raw.count {
      guard arePlain(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) else { break }
      index += 8
      // The last eight may begin among those that were looked at.
      if index > raw.count - 8, index < raw.count { index = raw.count - 8 }
    }
    let rest = raw.count - index
    if rest >= 4, rest < 8 {
      let first = UInt64(raw.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      let last = UInt64(raw.loadUnaligned(fromByteOffset: raw.count - 4, as: UInt32.self))
      if arePlain(first | last << 32) { return raw.count }
    }
    while index < buffer.count, isPlain(buffer[index]) { index += 1 }
    return index
  }

  /// Whether each of the sixteen bytes from `start` on is ASCII, no control, and none of `"&'<>`. A loop without a way out:
  /// the compiler makes a dozen instructions of it.
  @inline(__always)
  private static func sixteenArePlain(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard let bytes = buffer.baseAddress.map({ $0 + start }) else { return true }
    var suspects: UInt8 = 0
    for index in 0..<16 {
      let byte = bytes[index]
      // `&` and `'` differ in one bit, and so do `<` and `>`.
      suspects |= (byte < 0x20 ? 1 : 0) | (byte >= 0x7f ? 1 : 0) | (byte == 0x22 ? 1 : 0)
      suspects |= (byte | 1 == 0x27 ? 1 : 0) | (byte | 2 == 0x3e ? 1 : 0)
    }
    return suspects == 0
  }

  /// Whether each of eight bytes surely is ASCII, no control, and none of `"&'<>`. A byte minus one borrows from its top bit
  /// where it was zero; the borrow can reach a neighbour, which then is looked at in vain.
  private static func arePlain(_ bytes: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    func hasZero(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes }
    let suspects =
      bytes | (bytes &- ones &* 0x20) | hasZero(bytes ^ ones &* 0x22) | hasZero((bytes | ones) ^ ones &* 0x27)
      | hasZero((bytes | ones &* 2) ^ ones &* 0x3e) | hasZero(bytes ^ ones &* 0x7f)
    return suspects & tops == 0
  }

  /// What stands for the character at `index`, and how many bytes it has; nil for itself.
  private static func replacement(
    of byte: UInt8, at index: Int, in buffer: UnsafeBufferPointer<UInt8>, isAttribute: Bool
  ) -> (text: String, length: Int)? {
    switch byte {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return isAttribute ? ("&quot;", 1) : nil
    case UInt8(ascii: "'"): return isAttribute ? ("&#39;", 1) : nil
    // A line end in an attribute would be normalised away.
    case 0x0a: return isAttribute ? ("&#10;", 1) : nil
    case 0x09: return isAttribute ? ("&#9;", 1) : nil
    // HTML may not hold other controls, not even by number; CR before LF is a line end of another system.
    case 0x0d: return (index + 1 < buffer.count && buffer[index + 1] == 0x0a ? "" : "\u{fffd}", 1)
    case 0..<0x20, 0x7f: return ("\u{fffd}", 1)
    case 0xc2, 0xd8: return invisible(index, in: buffer, length: 2)
    case 0xe1, 0xe2, 0xef: return invisible(index, in: buffer, length: 3)
    case 0xf0...0xf4: return invisible(index, in: buffer, length: 4)
    default: return nil
    }
  }

  /// Characters that reorder or hide text (CVE-2021-42574, "Trojan Source"; the tags U+E0000 to U+E007F, which spell
  /// ASCII unseen) are shown by their number: U+202E. Code points that are no characters become U+FFFD: HTML forbids
  /// them (13.2.3.5, noncharacter-in-input-stream).
  private static func invisible(
    _ index: Int, in buffer: UnsafeBufferPointer<UInt8>, length: Int
  ) -> (text: String, length: Int)? {
    guard index + length <= buffer.count else { return nil }
    // Of the first byte 5, 4 or 3 bits count.
    var value = UInt32(buffer[index]) & (0x7f >> UInt32(length))
    for position in 1..<length { value = value << 6 | UInt32(buffer[index + position] & 0x3f) }
    switch value {
    case 0x80..<0xa0, 0xfdd0...0xfdef: return ("\u{fffd}", length)
    case _ where value & 0xfffe == 0xfffe: return ("\u{fffd}", length)
    case 0x61c, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x2069, 0xfeff, 0xe0000...0xe007f:
      return ("[U+" + String(value, radix: 16, uppercase: true) + "]", length)
    default: return nil
    }
  }
}
