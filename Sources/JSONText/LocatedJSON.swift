internal import Diagnostics

/// A JSON text that was read: its values and where each stands.
public struct LocatedJSON: Sendable {
  let root: JSONNode
  let lines: LineIndex
  let file: String

  /// The outermost value, for strict reading.
  public var cursor: JSONCursor { JSONCursor(node: root, document: self, path: "") }

  /// The value alone, without places.
  public var value: JSONValue { root.value }

  func location(of offset: Int) -> SourceLocation { lines.location(of: offset, in: file) }
}

/// A value and the offset of its first byte.
struct JSONNode: Sendable {
  struct Member: Sendable {
    var key: String
    var keyOffset: Int
    var value: JSONNode
  }

  enum Content: Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  var offset: Int
  var content: Content

  /// The value alone; nesting is limited by the reader.
  var value: JSONValue {
    switch content {
    case .null: .null
    case .bool(let truth): .bool(truth)
    case .integer(let number): .integer(number)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(\.value))
    case .object(let members): .object(members.map { JSONMember($0.key, $0.value.value) })
    }
  }

  var kind: String {
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .integer: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// Where the lines of a text begin.
struct LineIndex: Sendable {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0a { starts.append(offset + 1) }
    self.starts = starts
  }

  func location(of offset: Int, in file: String) -> SourceLocation {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourceLocation(file: file, line: low + 1, column: offset - starts[low] + 1)
  }
}
