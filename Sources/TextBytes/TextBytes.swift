/// Text put together as UTF-8, piece by piece, in the bytes that it is written to: a sentence that was made of strings, each
/// of them joined from others, took ten pieces of memory on its way there.
///
/// The bytes are plain text. Who puts them where some bytes mean more than themselves escapes them there.
extension [UInt8] {
  /// Adds `text`.
  package mutating func add(_ text: String) {
    // Lent, not held: `withContiguousStorageIfAvailable` counts a reference to the string.
    text.utf8.span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Adds `text` without its first bytes, `start` of them.
  package mutating func add(_ text: String, from start: Int) {
    text.utf8.span.withUnsafeBufferPointer { append(contentsOf: UnsafeBufferPointer(rebasing: $0.dropFirst(start))) }
  }

  /// Adds `number` in decimal digits.
  package mutating func add(decimal number: Int) {
    // Lines, counts and releases: most have few digits, and none needs a string.
    if number >= 0, number < 10 { return append(0x30 + UInt8(number)) }
    append(addingCapacity: DecimalDigits.most) { $0.append(decimal: number) }
  }
}

extension OutputSpan<UInt8> {
  /// Adds `text`, for which there must be room.
  package mutating func append(_ text: String) {
    text.utf8.span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Adds `text` without its first bytes, `start` of them.
  package mutating func append(_ text: String, from start: Int) {
    text.utf8.span.withUnsafeBufferPointer { append(contentsOf: UnsafeBufferPointer(rebasing: $0.dropFirst(start))) }
  }

  /// Adds `bytes`, for which there must be room.
  package mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count <= freeCapacity, "more bytes than there is room for")
    guard let source = bytes.baseAddress else { return }
    withUnsafeMutableBufferPointer { buffer, count in
      // There is room, as the line above proves, so there is memory.
      guard let target = buffer.baseAddress else { return }
      (target + count).initialize(from: source, count: bytes.count)
      count += bytes.count
    }
  }

  /// Adds `number` in decimal digits, for which there must be room.
  package mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var power: UInt = 1
    while rest / power >= 10 { power *= 10 }
    while power > 0 {
      append(0x30 + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }
}

/// The digits of a number.
package enum DecimalDigits {
  /// The most bytes that a number has: a sign and 19 digits.
  package static let most = 20
}

extension String {
  /// The text that `write` adds, in at most `room` bytes of UTF-8. Up to fifteen need no memory of their own.
  package init(room: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
    self.init(unsafeUninitializedCapacity: room) { buffer in
      var span = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
      write(&span)
      return unsafe span.finalize(for: buffer)
    }
  }

  /// The text that `write` adds to bytes.
  package static func written(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    // Most sentences are no longer.
    bytes.reserveCapacity(224)
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
