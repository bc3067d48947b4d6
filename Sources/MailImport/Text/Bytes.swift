/// The lines of bytes, without their ends (LF, or CRLF whose CR is left to the caller); a last line needs no end.
struct ByteLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    guard let end = rest.firstIndex(of: 0x0a) else {
      defer { rest = [] }
      return rest
    }
    let line = rest[rest.startIndex..<end]
    rest = rest[(end + 1)...]
    return line
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a }
func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
func isBlankByte(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Whether `byte` is ASCII punctuation, which is what a backslash escapes in CommonMark.
func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e: true
  default: false
  }
}

extension RangeReplaceableCollection<UInt8> {
  /// The bytes as text; invalid UTF-8 becomes U+FFFD.
  var text: String { String(decoding: Array(self), as: UTF8.self) }
}

extension BidirectionalCollection<UInt8> where SubSequence == ArraySlice<UInt8> {
  /// Without spaces and tabs at the end.
  var trimmedEnd: ArraySlice<UInt8> {
    var slice = self[...]
    while let last = slice.last, isBlankByte(last) { slice.removeLast() }
    return slice
  }

  /// Without spaces and tabs at both ends.
  var trimmed: ArraySlice<UInt8> { trimmedEnd.drop(while: isBlankByte) }
}
