public import Diagnostics

/// A reader of JSON text (RFC 8259), strict: no comments, no trailing commas, no duplicate keys, UTF-8 only.
///
/// Numbers are integers within `Int`; this project's files hold no others, so a fraction is an error, not a
/// rounding. Nesting is limited so that hostile text cannot exhaust the stack.
public struct JSONReader {
  /// Deepest nesting that is read.
  public static let depthLimit = 64

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private let known: [RepeatedObjects]
  private var entries: [JSONTape.Entry] = []
  private var repeats: [JSONTape.Repeat] = []
  private var repeatedNumbers: [Int32] = []
  private var numberCount = 0
  /// The keys of the objects that are open, as entries; every object looks at its own, which come last.
  private var keys: [Int] = []

  private init(bytes: [UInt8], file: String, known: [RepeatedObjects]) {
    self.bytes = bytes
    self.file = file
    self.known = known
    // A value or key takes some fifteen bytes of a catalogue.
    entries.reserveCapacity(bytes.count / 16)
  }

  /// The value that `bytes` spell, with the place of every part.
  ///
  /// - Parameter strings: Where texts of several documents are kept, each once; nil to keep every text for itself.
  /// - Parameter known: What was kept of objects that may come again. An object of one of their lists must be asked for
  ///   ``JSONCursor/repeated`` before anything else.
  /// - Throws: a ``Diagnostic`` of code `json-syntax` that names `file`, line and column.
  public static func read(
    _ bytes: [UInt8], file: String, sharing strings: SharedStrings? = nil, repeating known: [RepeatedObjects] = []
  ) throws(Diagnostic) -> LocatedJSON {
    var reader = JSONReader(bytes: bytes, file: file, known: known)
    guard bytes.count < Int(UInt32.max) else { throw reader.error("text of four gigabytes or more") }
    reader.skipSpace()
    try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error("text after the end of the value") }
    return LocatedJSON(
      tape: JSONTape(
        bytes: bytes, entries: reader.entries, repeats: reader.repeats, numbers: reader.repeatedNumbers, file: file,
        shared: strings))
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      default: return
      }
    }
  }

  private mutating func add(_ kind: JSONTape.Kind, at offset: Int, extent: Int = 0) {
    // The length of the text was found to fit.
    entries.append(
      JSONTape.Entry(
        offset: UInt32(truncatingIfNeeded: offset), extent: UInt32(truncatingIfNeeded: extent), kind: kind))
  }

  private mutating func value(depth: Int, repeating known: RepeatedObjects? = nil) throws(Diagnostic) {
    guard depth < JSONReader.depthLimit else { throw error("nested deeper than \(JSONReader.depthLimit) levels") }
    guard position < bytes.count else { throw error("unexpected end of text") }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = bytes[position] == UInt8(ascii: "{")
      let index = entries.count
      add(isObject ? .object : .array, at: start)
      if isObject { try members(depth: depth) } else { try elements(depth: depth, repeating: known) }
      entries[index].extent = UInt32(truncatingIfNeeded: entries.count)
    case UInt8(ascii: "t"):
      try word("true")
      add(.true, at: start)
    case UInt8(ascii: "f"):
      try word("false")
      add(.false, at: start)
    case UInt8(ascii: "n"):
      try word("null")
      add(.null, at: start)
    default:
      try integer()
      add(.integer, at: start, extent: numberCount)
      numberCount += 1
    }
  }

  private mutating func members(depth: Int) throws(Diagnostic) {
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return }
    let firstKey = keys.count
    defer { keys.removeSubrange(firstKey...) }
    var many: Set<String> = []
    while true {
      skipSpace()
      let offset = position
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw error("expected a key") }
      let key = entries.count
      try string()
      if try isKnown(key, since: firstKey, &many) { throw error("duplicate key '\(text(key))'", at: offset) }
      keys.append(key)
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("expected ':'") }
      skipSpace()
      try value(depth: depth + 1, repeating: known(for: key, depth: depth))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) { return }
      throw error("expected ',' or '}'")
    }
  }

  /// Whether the object whose keys begin at `first` has this one already: compared one by one while they are few, looked
  /// up in `many` once they are more.
  private func isKnown(_ key: Int, since first: Int, _ many: inout Set<String>) throws(Diagnostic) -> Bool {
    let few = 16
    if keys.count - first < few {
      return keys[first...].contains { isSame($0, key) }
    }
    if many.isEmpty { for other in keys[first...] { many.insert(text(other)) } }
    return !many.insert(text(key)).inserted
  }

  private func isSame(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (entries[left], entries[right])
    if first.kind == .escapedText || second.kind == .escapedText { return text(left) == text(right) }
    guard first.extent == second.extent else { return false }
    let (start, other) = (Int(first.offset) + 1, Int(second.offset) + 1)
    for index in 0..<Int(first.extent) where bytes[start + index] != bytes[other + index] { return false }
    return true
  }

  private func text(_ index: Int) -> String {
    let start = Int(entries[index].offset) + 1
    return String(decoding: JSONEscapes.decoded(bytes[start..<start + Int(entries[index].extent)]), as: UTF8.self)
  }

  /// What was kept of the elements of the list that is the member `key` of an object at `depth`.
  private func known(for key: Int, depth: Int) -> RepeatedObjects? {
    known.first { $0.depth == depth && isText(key, $0.key) }
  }

  private func isText(_ index: Int, _ text: StaticString) -> Bool {
    let entry = entries[index]
    guard entry.kind == .text, Int(entry.extent) == text.utf8CodeUnitCount else { return false }
    let start = Int(entry.offset) + 1
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
  }

  /// Steps over an object that repeats one of `known`; false, and no step, where none is repeated.
  private mutating func stepOver(repeatOf known: RepeatedObjects) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "{") else { return false }
    let first = repeatedNumbers.count
    guard let found = known.find(bytes, from: position, numbers: &repeatedNumbers) else { return false }
    add(.repeated, at: position, extent: repeats.count)
    repeats.append(JSONTape.Repeat(value: found.value, first: first, end: found.end))
    position = found.end
    return true
  }

  private mutating func elements(depth: Int, repeating known: RepeatedObjects?) throws(Diagnostic) {
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    while true {
      skipSpace()
      let isRepeated = if let known { stepOver(repeatOf: known) } else { false }
      if !isRepeated { try value(depth: depth + 1) }
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { return }
      throw error("expected ',' or ']'")
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: StaticString) throws(Diagnostic) {
    for index in 0..<word.utf8CodeUnitCount {
      guard take(word.utf8Start[index]) else { throw error("expected '\(word)'") }
    }
  }

  private mutating func integer() throws(Diagnostic) {
    let start = position
    _ = take(UInt8(ascii: "-"))
    var number = 0
    let firstDigit = position
    while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflow2) = product.addingReportingOverflow(Int(bytes[position] - 0x30))
      guard !overflow, !overflow2 else { throw error("number out of range", at: start) }
      number = sum
      position += 1
    }
    guard position > firstDigit else { throw error("expected a value", at: start) }
    guard bytes[firstDigit] != 0x30 || position == firstDigit + 1 else {
      throw error("number with a leading zero", at: start)
    }
    if position < bytes.count, [0x2e, 0x65, 0x45].contains(bytes[position]) {
      throw error("only whole numbers are allowed here")
    }
  }

  private mutating func string() throws(Diagnostic) {
    let start = position
    position += 1
    var hasEscapes = false
    var isASCII = true
    position += plainBytes
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        // ASCII, as nearly every text is, is UTF-8.
        guard isASCII || String(validating: bytes[start + 1..<position], as: UTF8.self) != nil else {
          throw error("text is not UTF-8", at: start)
        }
        add(hasEscapes ? .escapedText : .text, at: start, extent: position - start - 1)
        position += 1
        return
      }
      guard byte >= 0x20 else { throw error("control character in a text") }
      position += 1
      if byte >= 0x80 { isASCII = false }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        try escape()
      }
    }
    throw error("text without an end", at: start)
  }

  /// How many bytes from here on, in eights, are ASCII and no quote, backslash or control: byte by byte texts were a third of
  /// the time of this reader.
  private var plainBytes: Int {
    bytes.withUnsafeBytes { raw in
      let ones: UInt64 = 0x0101_0101_0101_0101
      var place = position
      while place + 8 <= raw.count {
        let eight = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let (quote, backslash) = (eight ^ ones &* 0x22, eight ^ ones &* 0x5c)
        // The highest bit of each byte that is below 0x20, nothing once its sign is taken away, or above ASCII.
        let found =
          (eight &- ones &* 0x20) & ~eight | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | eight
        if found & ones &* 0x80 != 0 { break }
        place += 8
      }
      return place - position
    }
  }

  /// Steps over what follows a backslash.
  private mutating func escape() throws(Diagnostic) {
    guard position < bytes.count else { throw error("unexpected end of text") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return
    case UInt8(ascii: "u"):
      let value = try codeUnit()
      if value >= 0xdc00, value < 0xe000 { throw error("half of a surrogate pair") }
      if value >= 0xd800, value < 0xdc00 {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw error("half of a surrogate pair") }
        let low = try codeUnit()
        guard low >= 0xdc00, low < 0xe000 else { throw error("half of a surrogate pair") }
      }
    default: throw error("unknown escape", at: position - 1)
    }
  }

  private mutating func codeUnit() throws(Diagnostic) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("unexpected end of text") }
    guard let value = JSONEscapes.codeUnit(bytes[position..<position + 4]) else {
      throw error("expected four hexadecimal digits")
    }
    position += 4
    return value
  }

  private func error(_ message: String, at offset: Int? = nil) -> Diagnostic {
    let location = LineIndex(bytes).location(of: offset ?? position, in: file)
    return Diagnostic(.error, "json-syntax", message, at: location)
  }
}
