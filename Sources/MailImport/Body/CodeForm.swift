/// Whether lines are code. When in doubt they are prose: a paragraph keeps its lines and its indentation, and nobody's
/// sentence stands in a typewriter face.
enum CodeForm {
  /// Whether all of `lines` are code: at least two that only code has, none that reads like a sentence.
  static func isCode(_ lines: ArraySlice<[UInt8]>) -> Bool {
    // A script's first line stands alone more often than not.
    if lines.count == 1, let line = lines.first, line.starts(with: "#!/".utf8) { return true }
    guard lines.count >= 2 else { return false }
    var certain = 0
    for line in lines {
      let content = line[...].trimmed
      if readsLikeSentence(content) { return false }
      if isCertain(content) {
        certain += 1
      } else if !isPossible(content) {
        return false
      }
    }
    return certain >= 2 && certain * 2 >= lines.count
  }

  /// Where code begins after words that introduce it and end in a colon; nil if it does not.
  static func startAfterIntroduction(_ lines: [[UInt8]]) -> Int? {
    guard let colon = lines.lastIndex(where: { $0.trimmedEnd.last == 0x3a && readsLikeSentence($0[...].trimmed) }),
      colon + 1 < lines.count, isCode(lines[(colon + 1)...])
    else { return nil }
    return colon + 1
  }

  /// A line that ends or begins as statements and blocks of C do.
  private static func isCertain(_ line: ArraySlice<UInt8>) -> Bool {
    guard let last = line.last else { return false }
    if last == 0x3b || last == 0x7b || line.elementsEqual("}".utf8) || line.elementsEqual("},".utf8) { return true }
    return line.starts(with: "#include ".utf8) || line.starts(with: "#define ".utf8)
  }

  /// A line that code may hold: a condition, a label, a call that goes on.
  private static func isPossible(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains { [0x28, 0x29, 0x5f, 0x3a, 0x26, 0x2a, 0x3d, 0x7d, 0x2c, 0x7c].contains($0) }
      || line.starts(with: "else".utf8) || line.starts(with: "#!".utf8)
  }

  /// Four words of letters in a row, as English has them and C does not; or a comment.
  private static func readsLikeSentence(_ line: ArraySlice<UInt8>) -> Bool {
    if line.starts(with: "//".utf8) || line.starts(with: "/*".utf8) || line.starts(with: "* ".utf8) { return true }
    var row = 0
    for word in line.split(separator: 0x20) {
      let core = word.last.map { [0x2c, 0x2e, 0x3a, 0x3b, 0x3f, 0x21].contains($0) } ?? false ? word.dropLast() : word
      let isWord = !core.isEmpty && core.allSatisfy { isLetter($0) || $0 == 0x27 || $0 == 0x2d }
      row = isWord ? row + 1 : 0
      if row >= 4 { return true }
    }
    return false
  }
}
