/// The escapes of JSON's texts (RFC 8259, section 7).
package enum JSONEscapes {
  /// Adds `text` in quotes: its quotes, backslashes and controls escaped, all else as it is, in as few pieces as can be.
  package static func add(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var start = 0
      var index = plainBytes(of: utf8)
      while index < utf8.count {
        if needsEscape(utf8[index]) {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
          bytes.append(contentsOf: escape(utf8[index]))
          start = index + 1
        }
        index += 1
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// How many bytes at the beginning of `utf8`, in eights, surely need no escape: most texts have none at all, and byte
  /// by byte this was 2 % of a build.
  private static func plainBytes(of utf8: UnsafeBufferPointer<UInt8>) -> Int {
    let raw = UnsafeRawBufferPointer(utf8)
    let ones: UInt64 = 0x0101_0101_0101_0101
    var plain = 0
    while plain + 8 <= raw.count {
      let eight = raw.loadUnaligned(fromByteOffset: plain, as: UInt64.self)
      let (quote, backslash, delete) = (eight ^ ones &* 0x22, eight ^ ones &* 0x5c, eight ^ ones &* 0x7f)
      // The highest bit of each byte that is below 0x20, or nothing once its sign is taken away.
      let found =
        (eight &- ones &* 0x20) & ~eight | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
        | (delete &- ones) & ~delete
      if found & ones &* 0x80 != 0 { break }
      plain += 8
    }
    return plain
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7f
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [UInt8(ascii: "\\"), byte]
    case 0x0a: return Array("\\n".utf8)
    case 0x09: return Array("\\t".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
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
