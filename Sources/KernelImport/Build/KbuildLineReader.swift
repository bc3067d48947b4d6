/// Reads the logical lines of a Makefile in order and keeps track of conditionals, rules and definitions.
struct KbuildLineReader {
  /// An assignment as written.
  struct Statement {
    /// The variable.
    var name: [UInt8]
    /// The value, trimmed at its front only.
    var value: [UInt8]
    /// `+=` and `?=`, which keep what was there.
    var isAppending: Bool
  }

  /// A conditional that is open.
  private struct Frame {
    var branch: ConfigurationCondition
    /// What holds when no branch so far was taken.
    var otherwise: ConfigurationCondition
  }

  private var frames: [Frame] = []
  /// Conditionals open beyond ``KbuildFile/deepestNesting``.
  private var deeper = 0
  private var isAfterRule = false
  private var isInDefinition = false

  /// Whether a conditional is open.
  var isConditional: Bool { !frames.isEmpty }

  /// What the open conditionals ask for together.
  var condition: ConfigurationCondition {
    var result = frames.reduce(ConfigurationCondition.always) { $0.and($1.branch) }
    if deeper > 0 { result.isUnread = true }
    return result
  }

  /// Takes a logical line; returns the assignment that it is, if it is one.
  mutating func statement(in line: [UInt8], isTabbed: Bool) -> Statement? {
    var text = MakefileText.trimmed(line[...])
    guard !text.isEmpty else { return nil }
    var word = Self.firstWord(of: text)
    if isInDefinition {
      if word.elementsEqual("endef".utf8) { isInDefinition = false }
      return nil
    }
    if readConditional(word, arguments: text[word.endIndex...]) { return nil }
    if isTabbed, isAfterRule { return nil }
    while Self.modifiers.contains(where: { word.elementsEqual($0.utf8) }), word.endIndex < text.endIndex {
      text = MakefileText.trimmed(text[word.endIndex...])
      word = Self.firstWord(of: text)
    }
    if word.elementsEqual("define".utf8) {
      isInDefinition = true
      return nil
    }
    return assignment(in: text)
  }

  private static let modifiers = ["export", "override", "private"]

  private static func firstWord(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.prefix { !ByteSet.space.contains($0) }
  }

  private mutating func readConditional(_ word: ArraySlice<UInt8>, arguments: ArraySlice<UInt8>) -> Bool {
    if word.elementsEqual("endif".utf8) {
      if deeper > 0 { deeper -= 1 } else { _ = frames.popLast() }
      return true
    }
    if word.elementsEqual("else".utf8) {
      guard deeper == 0, let last = frames.popLast() else { return true }
      var frame = Frame(branch: last.otherwise, otherwise: last.otherwise)
      let rest = MakefileText.trimmed(arguments)
      let next = Self.firstWord(of: rest)
      if let conditional = MakefileConditional(word: next, arguments: rest[next.endIndex...]) {
        frame.branch = last.otherwise.and(conditional.then)
        frame.otherwise = last.otherwise.and(conditional.otherwise)
      }
      frames.append(frame)
      return true
    }
    guard let conditional = MakefileConditional(word: word, arguments: arguments) else { return false }
    if frames.count == KbuildFile.deepestNesting {
      deeper += 1
    } else {
      frames.append(Frame(branch: conditional.then, otherwise: conditional.otherwise))
    }
    return true
  }

  private mutating func assignment(in text: ArraySlice<UInt8>) -> Statement? {
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "$"):
        if index + 1 < text.endIndex, ByteSet.opening.contains(text[index + 1]) {
          guard let end = MakefileText.endOfReference(in: text, at: index) else { return nil }
          index = end
          continue
        }
      case UInt8(ascii: "="):
        isAfterRule = false
        let mark = index > text.startIndex ? text[index - 1] : 0
        let name = text[..<index].reversed().drop { ByteSet(of: ":+?!").contains($0) }.reversed()
        return Statement(
          name: Array(MakefileText.trimmed(Array(name)[...])), value: Array(text[(index + 1)...]),
          isAppending: mark == UInt8(ascii: "+") || mark == UInt8(ascii: "?"))
      case UInt8(ascii: ":"):
        // `:=` and `::=` assign, any other colon makes a rule.
        let rest = text[index...].drop { $0 == UInt8(ascii: ":") }
        if rest.first != UInt8(ascii: "=") {
          isAfterRule = true
          return nil
        }
      default: break
      }
      index += 1
    }
    return nil
  }
}
