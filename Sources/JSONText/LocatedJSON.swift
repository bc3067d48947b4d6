internal import Diagnostics

/// A JSON text that was read: its values and where each stands.
public struct LocatedJSON: Sendable {
  let tape: JSONTape

  /// The outermost value, for strict reading.
  public var cursor: JSONCursor { JSONCursor(tape: tape, index: 0) }

  /// The value alone, without places.
  public var value: JSONValue { tape.value(0) }
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
