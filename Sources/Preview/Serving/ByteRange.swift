/// What a Range field asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  /// Nothing that is answered with a part: no such field, other units, broken syntax, or several ranges. A server may
  /// ignore the field, and one that puts many small ranges together sends more than the file.
  case whole
  /// These bytes.
  case part(Range<Int>)
  /// Bytes that the file does not have.
  case unsatisfiable

  init(_ values: [Substring], size: Int) {
    guard values.count == 1, let value = values.first, value.lowercased().hasPrefix("bytes=") else {
      self = .whole
      return
    }
    let parts = value.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = Self.number(parts[0]), let last = Self.number(parts[1]) else {
      self = .whole
      return
    }
    switch (first, last) {
    case (let start?, let end?):
      guard start <= end else {
        self = .whole
        return
      }
      self = start < size ? .part(start..<min(end, size - 1) + 1) : .unsatisfiable
    case (let start?, nil): self = start < size ? .part(start..<size) : .unsatisfiable
    case (nil, let count?): self = count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
    case (nil, nil): self = .whole
    }
  }

  /// A number of at most 18 digits; `.some(nil)` for none; nil for what is no number.
  private static func number(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return .some(Int(text))
  }
}
