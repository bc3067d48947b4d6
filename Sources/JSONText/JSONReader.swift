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

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The value that `bytes` spell, with the place of every part.
  ///
  /// - Throws: a ``Diagnostic`` of code `json-syntax` that names `file`, line and column.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> LocatedJSON {
    var reader = JSONReader(bytes: bytes, file: file)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error("text after the end of the value") }
    return LocatedJSON(root: value, lines: LineIndex(bytes), file: file)
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0a, 0x0d: position += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(Diagnostic) -> JSONNode {
    guard depth < JSONReader.depthLimit else { throw error("nested deeper than \(JSONReader.depthLimit) levels") }
    guard position < bytes.count else { throw error("unexpected end of text") }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "{"): return JSONNode(offset: start, content: .object(try members(depth: depth)))
    case UInt8(ascii: "["): return JSONNode(offset: start, content: .array(try elements(depth: depth)))
    case UInt8(ascii: "\""): return JSONNode(offset: start, content: .string(try string()))
    case UInt8(ascii: "t"):
      try word("true")
      return JSONNode(offset: start, content: .bool(true))
    case UInt8(ascii: "f"):
      try word("false")
      return JSONNode(offset: start, content: .bool(false))
    case UInt8(ascii: "n"):
      try word("null")
      return JSONNode(offset: start, content: .null)
    default: return JSONNode(offset: start, content: .integer(try integer()))
    }
  }

  private mutating func members(depth: Int) throws(Diagnostic) -> [JSONNode.Member] {
    var members: [JSONNode.Member] = []
    var keys: Set<String> = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipSpace()
      let keyOffset = position
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw error("expected a key") }
      let key = try string()
      guard keys.insert(key).inserted else { throw error("duplicate key '\(key)'", at: keyOffset) }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("expected ':'") }
      skipSpace()
      members.append(JSONNode.Member(key: key, keyOffset: keyOffset, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "}")) { return members }
      throw error("expected ',' or '}'")
    }
  }

  private mutating func elements(depth: Int) throws(Diagnostic) -> [JSONNode] {
    var elements: [JSONNode] = []
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      if take(UInt8(ascii: "]")) { return elements }
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

  private mutating func integer() throws(Diagnostic) -> Int {
    let start = position
    let negative = take(UInt8(ascii: "-"))
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
    return negative ? -number : number
  }

  private mutating func string() throws(Diagnostic) -> String {
    let start = position
    position += 1
    let first = position
    // Nearly all strings have no escape: one validation and one copy.
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: bytes[first..<position], as: UTF8.self) else {
          throw error("text is not UTF-8", at: start)
        }
        position += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { break }
      guard byte >= 0x20 else { throw error("control character in a text") }
      position += 1
    }
    return try escapedString(start: start, first: first)
  }

  private mutating func escapedString(start: Int, first: Int) throws(Diagnostic) -> String {
    var text = Array(bytes[first..<position])
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw error("text is not UTF-8", at: start) }
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &text)
      case 0..<0x20: throw error("control character in a text")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw error("text without an end", at: start)
  }

  private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
    guard position < bytes.count else { throw error("unexpected end of text") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try codeUnit()
      if value >= 0xd800, value < 0xdc00 {
        guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw error("half of a surrogate pair") }
        let low = try codeUnit()
        guard low >= 0xdc00, low < 0xe000 else { throw error("half of a surrogate pair") }
        value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw error("half of a surrogate pair") }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: throw error("unknown escape", at: position - 1)
    }
  }

  private mutating func codeUnit() throws(Diagnostic) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("unexpected end of text") }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: throw error("expected four hexadecimal digits")
      }
    }
    position += 4
    return value
  }

  private func error(_ message: String, at offset: Int? = nil) -> Diagnostic {
    let location = LineIndex(bytes).location(of: offset ?? position, in: file)
    return Diagnostic(.error, "json-syntax", message, at: location)
  }
}
