internal import Diagnostics
internal import JSONText

/// Names of C in a catalogue: functions, flags and program types.
///
/// Held to what the published form says of them (`name` and `flag` in `catalogue-1.schema.json`), since they are looked up as
/// strings, and Swift takes two strings for one that differ in bytes where Unicode does; and no byte of them is a control.
extension JSONCursor {
  /// The value as a name of C.
  func name() throws(Diagnostic) -> String {
    let name = try string()
    try checkIsName(name)
    return name
  }

  /// The values of a list as names of C.
  func names() throws(Diagnostic) -> [String] {
    try array { (cursor) throws(Diagnostic) in try cursor.name() }
  }

  /// Refuses `text`, which the value spells, unless it is a name of C.
  func checkIsName(_ text: String) throws(Diagnostic) {
    guard text.isCName else { throw error("'\(text.prefix(80))' is no name of C") }
  }
}

extension JSONObjectCursor {
  /// The name `key`, which must be there.
  mutating func name(_ key: String) throws(Diagnostic) -> String { try required(key).name() }

  /// The names of the list `key`, none where the object has no such member.
  mutating func names(_ key: String) throws(Diagnostic) -> [String] { try optional(key)?.names() ?? [] }
}

extension String {
  /// Letters, digits and underscores of ASCII, no digit first.
  fileprivate var isCName: Bool {
    guard let first = utf8.first, !(0x30...0x39).contains(first) else { return false }
    return utf8.allSatisfy { byte in
      (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }
  }
}
