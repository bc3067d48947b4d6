/// Lines joined as they are compared, one after the other.
struct NormalisedText {
  /// The lines so far: every run of white space (no-break spaces too) one space, none at the ends.
  private(set) var bytes: [UInt8] = []

  /// Where the words of the line that is added next begin.
  var next: Int { bytes.isEmpty ? 0 : bytes.count + 1 }

  /// Adds a line.
  mutating func add(_ line: String) {
    var line = line
    line.withUTF8 { line in
      // A space before the line, and at most one byte for each of its own.
      bytes.append(addingCapacity: line.count + 1) { [isFirst = bytes.isEmpty] span in
        var (needsSpace, isFirst) = (!isFirst, isFirst)
        var index = 0
        while index < line.count {
          let byte = line[index]
          let isNoBreak = byte == 0xc2 && index + 1 < line.count && line[index + 1] == 0xa0
          index += isNoBreak ? 2 : 1
          if byte <= 0x20 || isNoBreak {
            needsSpace = !isFirst
            continue
          }
          if needsSpace { span.append(0x20) }
          span.append(byte)
          (needsSpace, isFirst) = (false, false)
        }
      }
    }
  }
}
