import Diagnostics
import KfuncModel

/// Reads the BTF ID sets of a file.
struct IDSetReader {
  let source: CSource
  /// Macros of other files, by name, for entries that an X-macro makes.
  let foreignMacros: [String: (source: CSource, macro: CMacro)]
  /// Indices of the file's own macros, by name, in the order of the file.
  private let ownMacros: [String: [Int]]

  struct Result {
    var sets: [IDSet] = []
    var diagnostics: [Diagnostic] = []
    /// Words that list macros may still make: macros in macros multiply.
    fileprivate(set) var wordsLeft = 1_000_000

    /// Notes a warning; a file of garbage would repeat itself, and a hundred are enough to see that.
    fileprivate mutating func warn(_ warning: Diagnostic) {
      if diagnostics.count < 100 { diagnostics.append(warning) }
    }
  }

  private static let openings: [String: String] = [
    "BTF_SET8_START": "BTF_SET8_END", "BTF_KFUNCS_START": "BTF_KFUNCS_END", "BTF_SET_START": "BTF_SET_END",
    "BTF_SET_START_GLOBAL": "BTF_SET_END",
  ]

  init(source: CSource, foreignMacros: [String: (source: CSource, macro: CMacro)]) {
    self.source = source
    self.foreignMacros = foreignMacros
    ownMacros = Dictionary(grouping: source.macros.indices) { source.macros[$0].name }
  }

  /// Every set that the file opens, in order.
  func read() -> Result {
    var result = Result()
    var index = 0
    while index < source.tokens.count {
      let token = source.tokens[index]
      if token.kind == .identifier, isOpening(token), let closing = IDSetReader.openings[source.text(token)],
        let name = argument(of: index)
      {
        index = readSet(at: index, named: name, closing: closing, into: &result)
      } else if token.kind == .identifier, token.depth == 0, token.end - token.start > 10, isStray(token) {
        result.warn(
          source.warning("stray-id-set-entry", "'\(source.text(token))' stands outside of any ID set", at: token))
        index += 1
      } else {
        index += 1
      }
    }
    return result
  }

  /// Whether a token can be one of the openings; almost none is, and those are not worth a string.
  private func isOpening(_ token: CToken) -> Bool {
    guard token.end - token.start > 9 else { return false }
    let start = Int(token.start)
    return source.bytes[start] == UInt8(ascii: "B") && source.bytes[start + 1] == UInt8(ascii: "T")
      && source.bytes[start + 2] == UInt8(ascii: "F")
  }

  /// Whether a token ends or fills a set where none is open.
  private func isStray(_ token: CToken) -> Bool {
    source.matches(token, "BTF_ID_FLAGS") || source.matches(token, "BTF_KFUNCS_END")
      || source.matches(token, "BTF_SET8_END")
  }

  /// Whether `word` is a C name; bytes that are none make a name that no program could call.
  private static func isName(_ word: String) -> Bool {
    word.utf8.allSatisfy { $0 < 0x80 && CLexer.isIdentifierByte($0) } && !(word.first?.isNumber ?? true)
  }

  /// The single word between the parentheses after the token at `index`.
  private func argument(of index: Int) -> String? {
    guard source.matches(at: index + 1, "("), source.matches(at: index + 3, ")"),
      source.tokens[index + 2].kind == .identifier
    else { return nil }
    return source.text(source.tokens[index + 2])
  }

  /// The macro `name` of this file as it is known after `directive` directives.
  func macro(_ name: String, at directive: Int) -> CMacro? {
    // The last one defined by then; only that one can still be known, as an #undef ends all before it.
    let indices = ownMacros[name] ?? []
    let next = indices.partitioningIndex { source.macros[$0].directive > directive }
    guard next > 0 else { return nil }
    let macro = source.macros[indices[next - 1]]
    return (macro.undefinedAt ?? Int.max) > directive ? macro : nil
  }

  private func readSet(at start: Int, named name: String, closing: String, into result: inout Result) -> Int {
    let opening = source.tokens[start]
    let outer = source.conditions(of: opening.condition).count
    var set = IDSet(
      name: name, source: SourceReference(file: source.path, line: Int(opening.line)), opening: source.text(opening),
      condition: source.condition(of: opening))
    var index = start + 4
    while index < source.tokens.count {
      let token = source.tokens[index]
      guard token.kind == .identifier else {
        if source.matches(token, ";") {
          index += 1
        } else {
          result.warn(source.warning("unread-id-set", "text in ID set '\(name)' was not understood", at: token))
          while index < source.tokens.count, source.tokens[index].line <= token.line { index += 1 }
        }
        continue
      }
      let word = source.text(token)
      if word == "BTF_ID_UNUSED" {
        // A place that a configuration leaves empty.
        index += 1
        continue
      }
      if word == closing {
        result.sets.append(set)
        return index + 4
      }
      if IDSetReader.openings[word] != nil || token.depth > 0 { break }
      index = readEntry(at: index, word, outer: outer, of: &set, into: &result)
    }
    result.warn(source.warning("unclosed-id-set", "ID set '\(name)' is never closed", at: opening))
    result.sets.append(set)
    return index
  }

  private func readEntry(
    at index: Int, _ word: String, outer: Int, of set: inout IDSet, into result: inout Result
  ) -> Int {
    let token = source.tokens[index]
    let condition = source.condition(of: token, outer: outer)
    if word.hasPrefix("BTF_ID"), source.matches(at: index + 1, "("), let close = source.closing(of: index + 1) {
      let words = source.tokens[index + 2..<close].map(source.text)
      let place = SourceReference(file: source.path, line: Int(token.line))
      if let member = IDSetReader.member(words, place, condition) {
        set.members.append(member)
      } else if words.first == "func" {
        result.warn(source.warning("unread-id-set", "entry of ID set '\(set.name)' was not understood", at: token))
      }
      return close + 1
    }
    let expanded = expand(token, named: word, wordsLeft: &result.wordsLeft)
    if expanded.isEmpty || result.wordsLeft < 0 {
      result.warn(source.warning("unread-id-set", "'\(word)' in ID set '\(set.name)' was not understood", at: token))
    }
    for (words, place) in expanded {
      if let member = IDSetReader.member(words, place, condition) { set.members.append(member) }
    }
    if source.matches(at: index + 1, "("), let close = source.closing(of: index + 1) { return close + 1 }
    return index + 1
  }

  /// A member from the words between an entry's parentheses: `func , name , KF_A | KF_B`.
  static func member(_ words: [String], _ place: SourceReference, _ condition: String?) -> IDSet.Member? {
    guard words.count >= 3, words[0] == "func", words[1] == ",", isName(words[2]) else { return nil }
    var flags: [KfuncFlag] = []
    if words.count > 3 {
      guard words[3] == "," else { return nil }
      for word in words[4...] where word != "|" && word != "(" && word != ")" && word != "0" {
        guard isName(word) else { return nil }
        flags.append(KfuncFlag(rawValue: word))
      }
    }
    return IDSet.Member(name: words[2], flags: flags, source: place, condition: condition)
  }
}
