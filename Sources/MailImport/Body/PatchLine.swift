/// The forms of lines in a patch, as git writes them.
enum PatchLine {
  /// Whether there is nothing but white space (a non-breaking space counts).
  static func isBlank(_ line: [UInt8]) -> Bool {
    var rest = line[...]
    while let first = rest.first {
      if isBlankByte(first) {
        rest.removeFirst()
      } else if rest.starts(with: [0xc2, 0xa0]) {
        rest.removeFirst(2)
      } else {
        return false
      }
    }
    return true
  }

  static func isHunkHeader(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "@@ -".utf8) && line.dropFirst(4).prefix(60).contains(0x40)
      && (line.dropFirst(4).first.map(isDigit) ?? false)
  }

  /// The numbers of old and new lines that `@@ -1,2 +3,4 @@` announces, each at most a million.
  static func counts(_ line: ArraySlice<UInt8>) -> (old: Int, new: Int) {
    func count(_ word: ArraySlice<UInt8>?) -> Int {
      guard let word, let comma = word.firstIndex(of: 0x2c) else { return 1 }
      return min(Int(word[(comma + 1)...].text) ?? 0, 1_000_000)
    }
    let words = line.prefix(80).split(separator: 0x20)
    return (max(0, count(words.dropFirst().first)), max(0, count(words.dropFirst(2).first)))
  }

  static func isFileHeader(_ line: ArraySlice<UInt8>) -> Bool {
    let words = [
      "index ", "--- ", "+++ ", "new file mode ", "deleted file mode ", "old mode ", "new mode ", "similarity index ",
      "dissimilarity index ", "rename from ", "rename to ", "copy from ", "copy to ", "Binary files ",
      "GIT binary patch",
    ]
    return words.contains { line.starts(with: $0.utf8) }
  }

  /// ` path/of/file.c | 12 ++--`, as `git diff --stat` writes it.
  static func isStat(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == 0x20, let bar = line.lastIndex(of: 0x7c), bar > line.startIndex + 2, line[bar - 1] == 0x20
    else { return false }
    var rest = line[(bar + 1)...].trimmed
    if rest.starts(with: "Bin".utf8) { return true }
    guard let first = rest.first, isDigit(first) else { return false }
    rest = rest.drop(while: isDigit).drop(while: isBlankByte)
    return rest.allSatisfy { $0 == 0x2b || $0 == 0x2d }
  }

  /// ` 2 files changed, …` and the lines on created, removed and renamed files under it.
  static func isStatSummary(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == 0x20, line.count < 400 else { return false }
    let rest = line.trimmed
    if let digit = rest.first, isDigit(digit) {
      let words = rest.drop(while: isDigit)
      return words.starts(with: " file changed".utf8) || words.starts(with: " files changed".utf8)
    }
    return ["create mode 1", "delete mode 1", "rename ", "copy ", "mode change 1", "rewrite "].contains {
      rest.starts(with: $0.utf8)
    }
  }

  /// Git's own signature: `-- ` and a version in the next line.
  static func isMailSignature(_ line: BodyLine, next: BodyLine?) -> Bool {
    guard line.content.trimmedEnd.elementsEqual([0x2d, 0x2d]), let next, next.depth == line.depth else { return false }
    return next.content.first.map(isDigit) ?? false && next.content.contains(0x2e)
  }

  /// Whether the line begins as an added or removed one does.
  static func isChange(_ line: [UInt8]) -> Bool { line.first == 0x2b || line.first == 0x2d }

  /// Whether the lines are a piece of a patch and no list of points: at least two changes, one without a space after
  /// its sign, and the marks of code somewhere.
  static func isFragment(_ run: [[UInt8]]) -> Bool {
    let changes = run.filter(isChange)
    guard changes.count >= 2 else { return false }
    let isTight = changes.contains { $0.count > 1 && $0[1] != 0x20 && !isDigit($0[1]) && !isChange(Array($0[1...])) }
    let code = run.contains { line in
      line.contains { $0 == 0x3b || $0 == 0x7b || $0 == 0x7d }
        || line.dropFirst().trimmed.starts(with: "#".utf8) || line.dropFirst().trimmed.starts(with: "/*".utf8)
        || line.dropFirst().trimmed.starts(with: "* ".utf8)
    }
    return isTight && code
  }
}
