/// Classes of bytes that locating asks for again and again.
enum Bytes {
  /// Space, tab or a line end.
  static func isBlankOrEnd(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d }
  /// What a container may put before a continuation line: space, tab, `>`.
  static func isPrefix(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ">") }
  /// What the table extension trims from cells: space, tab, vertical tab, form feed.
  static func isCellSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0b || byte == 0x0c }
}
