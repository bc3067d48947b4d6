public import Diagnostics
internal import Foundation

/// The bytes of a file, made safe to parse, with the way back to where each byte came from.
///
/// Invalid UTF-8 and NUL are replaced by U+FFFD, each with a located warning; a byte-order mark is skipped. All
/// parsing happens on `clean`, all positions that leave this module are of the original file.
public struct SourceText: Equatable, Sendable {
  /// The path as diagnostics show it.
  public let path: String
  /// The bytes without a byte-order mark, valid UTF-8 without NUL.
  public let clean: [UInt8]
  /// Offsets in `clean` at which lines begin; a line ends at LF, CR or CRLF, as in CommonMark.
  let lineStarts: LineStarts
  /// Replacements in order: behind `clean` offset `after`, original offset = clean offset + `shift`.
  private let shifts: [Shift]

  /// Where lines begin, in half of the space of integers: a text has hardly more bytes for each line than eight of those.
  struct LineStarts: Equatable, Sendable {
    private let offsets: [UInt32]

    /// How many lines there are, an empty one behind the last end of a line among them.
    var count: Int { offsets.count }
    subscript(index: Int) -> Int { Int(offsets[index]) }

    init(of bytes: [UInt8]) {
      offsets = bytes.withUnsafeBufferPointer { bytes in
        var count = 1
        Self.visit(bytes) { _ in count += 1 }
        return [UInt32](unsafeUninitializedCapacity: count) { offsets, filled in
          offsets[0] = 0
          filled = 1
          Self.visit(bytes) { start in
            offsets[filled] = UInt32(clamping: start)
            filled += 1
          }
        }
      }
    }

    @inline(__always)
    private static func visit(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
      guard let base = bytes.baseAddress else { return }
      // Hardly any text has CR, and looking at each byte was a twentieth of the time of reading texts.
      if memchr(base, Int32(UInt8(ascii: "\r")), bytes.count) == nil {
        var start = 0
        while start < bytes.count,
          let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
        {
          start = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
          body(start)
        }
        return
      }
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte > 0x0d { continue }
        if byte == UInt8(ascii: "\n") {
          body(index)
        } else if byte == UInt8(ascii: "\r"), index == bytes.count || bytes[index] != UInt8(ascii: "\n") {
          body(index)
        }
      }
    }
  }

  private struct Shift: Equatable, Sendable {
    let after: Int
    let shift: Int
  }

  /// The text of `bytes`; what had to be replaced is added to `diagnostics`.
  public init(path: String, bytes: [UInt8], diagnostics: inout [Diagnostic]) {
    self.path = path
    var shifts: [Shift] = []
    let mark = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    if mark > 0 { shifts.append(Shift(after: 0, shift: mark)) }
    let repairs = Self.repairs(in: bytes, from: mark)
    if repairs.isEmpty {
      clean = mark == 0 ? bytes : Array(bytes[mark...])
    } else {
      var text: [UInt8] = []
      text.reserveCapacity(bytes.count + repairs.count * 2)
      var copied = mark
      for repair in repairs {
        text += bytes[copied..<repair.lowerBound]
        text += [0xef, 0xbf, 0xbd]
        copied = repair.upperBound
        shifts.append(Shift(after: text.count, shift: copied - text.count))
      }
      text += bytes[copied...]
      clean = text
    }
    lineStarts = LineStarts(of: clean)
    self.shifts = shifts
    // A binary file has millions; a person needs the first ones.
    for repair in repairs.prefix(10) {
      let isNull = bytes[repair.lowerBound] == 0
      diagnostics.append(
        Diagnostic(
          .warning, isNull ? "nul-byte" : "invalid-utf8",
          isNull ? "NUL byte, shown as U+FFFD" : "invalid UTF-8, shown as U+FFFD",
          at: location(original: repair.lowerBound)))
    }
    if repairs.count > 10 {
      diagnostics.append(
        Diagnostic(
          .warning, "invalid-utf8", "\(repairs.count - 10) more bytes that are no text",
          at: location(original: repairs[10].lowerBound)))
    }
  }

  /// The offset in the original file of the byte at `offset` of `clean`.
  func original(_ offset: Int) -> Int {
    if shifts.isEmpty { return offset }
    var low = 0
    var high = shifts.count
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].after <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offset : offset + shifts[low - 1].shift
  }

  /// Index into `lineStarts` of the line that holds `offset` of `clean`.
  func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(low - 1, 0)
  }

  /// How many bytes there are from `offset` of `clean` to the next line.
  func lineLength(at offset: Int) -> Int {
    let index = lineIndex(of: offset) + 1
    return (index < lineStarts.count ? lineStarts[index] : clean.count) - offset
  }

  /// The bytes of line `index` (from 0) without its line end, as offsets of `clean`.
  func line(_ index: Int) -> Range<Int> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : clean.count
    if end > start, clean[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, clean[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The range of the file that `range` of `clean` came from.
  public func range(_ range: Range<Int>) -> SourceRange {
    let line = lineIndex(of: range.lowerBound)
    let lower = original(range.lowerBound)
    let upper = original(range.upperBound)
    return SourceRange(
      offsets: lower..<max(lower, upper), line: line + 1, column: lower - lineStartInFile(lineStarts[line]) + 1)
  }

  /// The place of `offset` of `clean`, for a diagnostic.
  public func location(_ offset: Int) -> SourceLocation {
    let range = range(offset..<offset)
    return SourceLocation(file: path, line: range.line, column: range.column)
  }

  /// The text of the line at `offset` of `clean`, cut to 400 bytes, for a diagnostic's snippet; nil if it is longer,
  /// since a caret under a cut line would lie.
  func lineText(at offset: Int) -> String? {
    let line = line(lineIndex(of: offset))
    return line.count <= 400 ? String(decoding: clean[line], as: UTF8.self) : nil
  }

  /// A diagnostic at `offset` of `clean`, with its line.
  func diagnostic(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String, at offset: Int
  ) -> Diagnostic {
    Diagnostic(severity, code, message, at: location(offset), sourceLine: lineText(at: offset))
  }

  /// Where the line that begins at `start` of `clean` begins in the file; a byte-order mark has no column.
  private func lineStartInFile(_ start: Int) -> Int { original(start) }

  private func location(original offset: Int) -> SourceLocation {
    // Only while diagnosing replacements: the clean offset whose original is `offset` or the next after it.
    var low = 0
    var high = clean.count
    while low < high {
      let middle = (low + high) / 2
      if original(middle) < offset { low = middle + 1 } else { high = middle }
    }
    return location(low)
  }

  /// Ranges of `bytes` that are NUL or no UTF-8 (RFC 3629: shortest forms, no surrogates, at most U+10FFFF).
  private static func repairs(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
    var repairs: [Range<Int>] = []
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      let end = bytes.count
      while index < end {
        // Eight at a time: the highest bit of a byte that is zero, once one is taken from it, or above ASCII.
        while index + 8 <= end {
          let eight = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if ((eight &- 0x0101_0101_0101_0101) & ~eight | eight) & 0x8080_8080_8080_8080 != 0 { break }
          index += 8
        }
        guard index < end else { break }
        let byte = bytes[index]
        if byte != 0, byte < 0x80 {
          index += 1
          continue
        }
        let (length, isValid) = sequence(bytes, at: index)
        if !isValid { repairs.append(index..<index + length) }
        index += length
      }
    }
    return repairs
  }

  /// The length of the UTF-8 sequence at `index`, or of the longest beginning of one, which is replaced as a whole (The
  /// Unicode Standard, 3.9, "U+FFFD Substitution of Maximal Subparts").
  private static func sequence(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (length: Int, isValid: Bool) {
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xbf
    switch bytes[index] {
    case 0xc2...0xdf: length = 2
    case 0xe0: (length, low) = (3, 0xa0)
    case 0xed: (length, high) = (3, 0x9f)
    case 0xe1...0xef: length = 3
    case 0xf0: (length, low) = (4, 0x90)
    case 0xf4: (length, high) = (4, 0x8f)
    case 0xf1...0xf3: length = 4
    default: return (1, false)
    }
    for follower in 1..<length {
      guard index + follower < bytes.count, bytes[index + follower] >= low, bytes[index + follower] <= high else {
        return (follower, false)
      }
      low = 0x80
      high = 0xbf
    }
    return (length, true)
  }
}
