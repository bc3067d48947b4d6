/// A writer of JSON text in a layout that reads well as a diff.
///
/// A list or object that fits on one line of ``lineWidth`` columns stands on one line; else each element has its
/// own. Indentation is one space a level: catalogues are deep and long. The text ends with a newline.
public struct JSONWriter {
  /// Columns up to which a list or an object stays on one line.
  public static let lineWidth = 110

  private var bytes: [UInt8] = []

  /// The text of `value`.
  public static func bytes(of value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value, indentation: 0, column: 0)
    writer.bytes.append(0x0a)
    return writer.bytes
  }

  private mutating func write(_ value: JSONValue, indentation: Int, column: Int) {
    let start = bytes.count
    if writeFlat(value, limit: start + max(0, JSONWriter.lineWidth - column)) { return }
    bytes.removeSubrange(start...)
    switch value {
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        newLine(indentation + 1, afterFirst: index > 0)
        write(element, indentation: indentation + 1, column: indentation + 1)
      }
      closeLine(indentation, UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        newLine(indentation + 1, afterFirst: index > 0)
        let lineStart = bytes.count - indentation - 1
        string(member.key)
        pair(UInt8(ascii: ":"), 0x20)
        write(member.value, indentation: indentation + 1, column: bytes.count - lineStart)
      }
      closeLine(indentation, UInt8(ascii: "}"))
    default:
      // A scalar longer than a line has no other layout.
      _ = writeFlat(value, limit: Int.max)
    }
  }

  private mutating func newLine(_ indentation: Int, afterFirst: Bool) {
    if afterFirst { bytes.append(UInt8(ascii: ",")) }
    bytes.append(0x0a)
    bytes.append(contentsOf: repeatElement(0x20, count: indentation))
  }

  private mutating func closeLine(_ indentation: Int, _ close: UInt8) {
    bytes.append(0x0a)
    bytes.append(contentsOf: repeatElement(0x20, count: indentation))
    bytes.append(close)
  }

  /// Writes on one line; stops early and answers false once `limit` bytes of output are passed.
  private mutating func writeFlat(_ value: JSONValue, limit: Int) -> Bool {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .string(let text): string(text)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { pair(UInt8(ascii: ","), 0x20) }
        guard writeFlat(element, limit: limit) else { return false }
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { pair(UInt8(ascii: ","), 0x20) }
        string(member.key)
        pair(UInt8(ascii: ":"), 0x20)
        guard writeFlat(member.value, limit: limit) else { return false }
      }
      bytes.append(UInt8(ascii: "}"))
    }
    return bytes.count <= limit
  }

  private mutating func pair(_ first: UInt8, _ second: UInt8) {
    bytes.append(first)
    bytes.append(second)
  }

  private mutating func string(_ text: String) {
    JSONEscapes.add(text, to: &bytes)
  }
}
