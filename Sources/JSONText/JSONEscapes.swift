internal import TextBytes

/// The escapes of JSON's texts (RFC 8259, section 7).
package enum JSONEscapes {
  /// Adds `text` in quotes: its quotes, backslashes and controls escaped, all else as it is, in as few pieces as can be.
  package static func add(_ text: String, to bytes: inout [UInt8]) {
    // Lent, not held: `withContiguousStorageIfAvailable` counts a reference to the string.
    text.utf8.span.withUnsafeBufferPointer { add($0, to: &bytes) }
  }

  /// Adds the text of `utf8` in quotes.
  package static func add(_ utf8: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard let first = firstEscaped(in: utf8, from: 0) else {
      // Most texts: one look at the room for all of it.
      return bytes.append(addingCapacity: utf8.count + 2) { span in
        span.append(quote)
        span.append(contentsOf: utf8)
        span.append(quote)
      }
    }
    bytes.append(quote)
    addEscaped(utf8, first: first, to: &bytes)
    bytes.append(quote)
  }

  /// Adds in quotes what `write` adds, escaped where it stands: most texts have nothing to escape.
  @inlinable
  package static func add(to bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
    bytes.append(quote)
    let start = bytes.count
    write(&bytes)
    escape(&bytes, from: start)
    bytes.append(quote)
  }

  @usableFromInline package static let quote = UInt8(ascii: "\"")

  /// Escapes what stands in `bytes` from `start` on.
  @usableFromInline
  package static func escape(_ bytes: inout [UInt8], from start: Int) {
    guard let first = bytes.withUnsafeBufferPointer({ firstEscaped(in: $0, from: start) }) else { return }
    let text = Array(bytes[start...])
    bytes.removeSubrange(start...)
    text.withUnsafeBufferPointer { addEscaped($0, first: first - start, to: &bytes) }
  }

  /// Adds a text of which `first` is the first byte that needs an escape.
  private static func addEscaped(_ utf8: UnsafeBufferPointer<UInt8>, first: Int, to bytes: inout [UInt8]) {
    var start = 0
    var next: Int? = first
    while let index = next {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
      addEscape(of: utf8[index], to: &bytes)
      start = index + 1
      next = firstEscaped(in: utf8, from: start)
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  /// Where the first byte from `start` on stands that needs an escape: eight at a time, since most texts have none at all,
  /// and byte by byte this was 2 % of a build.
  private static func firstEscaped(in utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let raw = UnsafeRawBufferPointer(utf8)
    var index = start
    while index + 16 <= raw.count {
      if sixteenNeedEscape(utf8, from: index) { break }
      index += 16
    }
    while index + 8 <= raw.count {
      if mayNeedEscape(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) { break }
      index += 8
      // The last eight may begin among those that were looked at.
      if index > raw.count - 8, index < raw.count { index = raw.count - 8 }
    }
    let rest = raw.count - index
    if rest >= 4, rest < 8 {
      let first = UInt64(raw.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      let last = UInt64(raw.loadUnaligned(fromByteOffset: raw.count - 4, as: UInt32.self))
      if !mayNeedEscape(first | last << 32) { return nil }
    }
    while index < utf8.count {
      if needsEscape(utf8[index]) { return index }
      index += 1
    }
    return nil
  }

  /// Whether one of eight bytes needs an escape.
  private static func mayNeedEscape(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (quote, backslash, delete) = (eight ^ ones &* 0x22, eight ^ ones &* 0x5c, eight ^ ones &* 0x7f)
    // The highest bit of each byte that is below 0x20, or nothing once its sign is taken away.
    let found =
      (eight &- ones &* 0x20) & ~eight | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
      | (delete &- ones) & ~delete
    return found & ones &* 0x80 != 0
  }

  /// Whether one of the sixteen bytes from `start` on needs an escape. A loop without a way out: the compiler makes a dozen
  /// instructions of it, where it takes the comparisons of `SIMD16` byte by byte.
  @inline(__always)
  private static func sixteenNeedEscape(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    guard let bytes = utf8.baseAddress.map({ $0 + start }) else { return false }
    var found: UInt8 = 0
    for index in 0..<16 {
      let byte = bytes[index]
      found |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5c ? 1 : 0) | (byte == 0x7f ? 1 : 0)
    }
    return found != 0
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7f
  }

  private static func addEscape(of byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case 0x0a: bytes.append(UInt8(ascii: "n"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    default:
      bytes.add("u00")
      for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
    }
  }

  /// The bytes that `text` stands for; its escapes were checked when it was read.
  static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
      guard text[at] == UInt8(ascii: "\\"), at + 1 < text.endIndex else {
        result.append(text[at])
        at += 1
        continue
      }
      let letter = text[at + 1]
      at += 2
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0c)
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "r"): result.append(0x0d)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var value = codeUnit(text[at...].prefix(4)) ?? 0xfffd
        at = min(at + 4, text.endIndex)
        if value >= 0xd800, value < 0xdc00 {
          let low = codeUnit(text[at...].dropFirst(2).prefix(4)) ?? 0xdc00
          value = 0x10000 + (value - 0xd800) << 10 + (low & 0x3ff)
          at = min(at + 6, text.endIndex)
        }
        let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
        result.append(contentsOf: String(Character(scalar)).utf8)
      default: result.append(letter)  // the sign itself: quote, backslash, slash
      }
    }
    return result
  }

  /// The number that four hexadecimal digits spell; nil for anything else.
  static func codeUnit(_ digits: ArraySlice<UInt8>) -> UInt32? {
    guard digits.count == 4 else { return nil }
    var value: UInt32 = 0
    for byte in digits {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }
}
