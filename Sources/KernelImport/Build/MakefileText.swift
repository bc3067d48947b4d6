/// Cuts the text of Makefiles: logical lines, words, references.
enum MakefileText {
  private static let dollar = UInt8(ascii: "$")

  /// Calls `body` with each logical line: lines that end in a backslash joined by a space, comments removed.
  /// `isTabbed` tells of a tab in the first column, which after a rule means a recipe.
  static func forEachLine(of bytes: [UInt8], _ body: (_ line: [UInt8], _ isTabbed: Bool) -> Void) {
    var line: [UInt8] = []
    var isTabbed = false
    var isContinued = false
    var start = 0
    while start < bytes.count {
      let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var end = feed
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      if !isContinued { isTabbed = bytes[start] == UInt8(ascii: "\t") }
      let backslashes = bytes[start..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      isContinued = backslashes % 2 == 1
      line += bytes[start..<(isContinued ? end - 1 : end)]
      if isContinued {
        line.append(UInt8(ascii: " "))
      } else {
        body(withoutComment(line), isTabbed)
        line.removeAll(keepingCapacity: true)
      }
      start = feed + 1
    }
    if isContinued { body(withoutComment(line), isTabbed) }
  }

  private static func withoutComment(_ line: [UInt8]) -> [UInt8] {
    var index = 0
    while let mark = line[index...].firstIndex(of: UInt8(ascii: "#")) {
      if mark == 0 || line[mark - 1] != UInt8(ascii: "\\") { return Array(line[..<mark]) }
      index = mark + 1
    }
    return line
  }

  /// The index behind the `)` or `}` that closes the reference which opens at `start` (`$(`), or nil.
  static func endOfReference(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    guard start + 1 < text.endIndex, text[start] == dollar else { return nil }
    let open = text[start + 1]
    guard open == UInt8(ascii: "(") || open == UInt8(ascii: "{") else { return nil }
    let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "}")
    var depth = 0
    for index in (start + 1)..<text.endIndex {
      if text[index] == open { depth += 1 }
      if text[index] == close {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return nil
  }

  /// The words of `text`; white space inside a reference does not part words.
  static func words(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var start: Int?
    var index = text.startIndex
    while index < text.endIndex {
      if ByteSet.space.contains(text[index]) {
        if let begin = start { words.append(text[begin..<index]) }
        start = nil
        index += 1
        continue
      }
      if start == nil { start = index }
      if text[index] == dollar, index + 1 < text.endIndex, ByteSet.opening.contains(text[index + 1]) {
        // An unclosed reference takes the rest: looking for its end again would cost a pass for each `$(`.
        index = endOfReference(in: text, at: index) ?? text.endIndex
      } else {
        index += 1
      }
    }
    if let begin = start { words.append(text[begin...]) }
    return words
  }

  /// `text` without white space at its ends.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let front = text.drop(while: ByteSet.space.contains)
    guard let last = front.lastIndex(where: { !ByteSet.space.contains($0) }) else { return front }
    return front[...last]
  }

  /// The name inside `text` when all of it is one reference: `foo-y` of `$(foo-y)` and `${foo-y}`.
  static func referencedName(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard endOfReference(in: text, at: text.startIndex) == text.endIndex else { return nil }
    return text[(text.startIndex + 2)..<(text.endIndex - 1)]
  }

  /// The symbol when all of `text` is a reference to one: `CONFIG_X` of `$(CONFIG_X)`.
  static func referencedSymbol(_ text: ArraySlice<UInt8>) -> String? {
    referencedName(text).flatMap(symbol)
  }

  /// `text` as the name of a configuration symbol, or nil.
  static func symbol(_ text: ArraySlice<UInt8>) -> String? {
    guard text.starts(with: "CONFIG_".utf8), text.count > 7, text.allSatisfy(ByteSet.word.contains) else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}

extension ByteSet {
  /// What opens a reference behind a dollar sign.
  static let opening = ByteSet(of: "({")
}
