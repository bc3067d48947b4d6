internal import KernelImport

/// Words that mark a declaration as one of a kernel symbol, or as weak: `__ksym`, `__weak`, and the macros of the
/// files that stand for them (`#define KSYM_WEAK __ksym __weak`).
struct KsymMarks: Sendable {
  /// What a word says.
  struct Mark: Hashable, Sendable {
    var isKsym: Bool
    var isWeak: Bool
  }

  private var marks: [String: Mark] = [
    "__ksym": Mark(isKsym: true, isWeak: false), "__weak": Mark(isKsym: false, isWeak: true),
  ]

  /// Longer replacements are no marks but code.
  static let longestReplacement = 40
  /// Marks may stand for marks this many times.
  private static let mostRounds = 4

  /// The marks of libbpf's headers and those that `macros` define.
  init(_ macros: [ObjectMacro]) {
    for _ in 0..<Self.mostRounds {
      var isChanged = false
      for macro in macros where macro.words.count <= Self.longestReplacement {
        // Nothing but marks and attributes: a macro that declares something is no mark.
        guard !macro.words.isEmpty, let mark = mark(of: macro.words), marks[macro.name] != mark else { continue }
        if macro.name == "__ksym" || macro.name == "__weak" { continue }
        marks[macro.name] = mark
        isChanged = true
      }
      if !isChanged { break }
    }
  }

  subscript(word: String) -> Mark? { marks[word] }

  /// What the words of an attribute list say together; nil when they hold anything else, or no mark.
  private func mark(of words: [String]) -> Mark? {
    var result = Mark(isKsym: false, isWeak: false)
    var index = 0
    while index < words.count {
      let word = words[index]
      if let mark = marks[word] {
        result.isKsym = result.isKsym || mark.isKsym
        result.isWeak = result.isWeak || mark.isWeak
      } else if KsymMarks.opensAttribute(word) {
        var depth = 0
        repeat {
          index += 1
          guard index < words.count else { return nil }
          if words[index] == "(" { depth += 1 }
          if words[index] == ")" { depth -= 1 }
          result.isKsym = result.isKsym || words[index] == "\".ksyms\""
          result.isWeak = result.isWeak || KsymMarks.saysWeak(words[index])
        } while depth > 0
      } else if word != "extern" {
        return nil
      }
      index += 1
    }
    return result.isKsym || result.isWeak ? result : nil
  }

  /// Whether a word opens a list of attributes in parentheses.
  static func opensAttribute(_ word: String) -> Bool { word == "__attribute__" || word == "__attribute" }

  /// Whether an attribute makes a symbol weak.
  static func saysWeak(_ word: String) -> Bool { word == "weak" || word == "__weak__" }
}

/// An object-like macro: its name and the words of its replacement.
struct ObjectMacro: Sendable {
  var name: String
  var words: [String]
}

extension CSource {
  /// The object-like macros whose replacement is short.
  func objectMacros(atMost count: Int) -> [ObjectMacro] {
    macros.compactMap { macro in
      macro.parameters == nil && macro.body.count <= count
        ? ObjectMacro(name: macro.name, words: macro.body.map(text)) : nil
    }
  }
}
