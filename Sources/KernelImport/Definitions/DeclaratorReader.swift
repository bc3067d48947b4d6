package import KfuncModel

/// Parts of a function declaration: what stands before the name, and the parameter list.
package enum DeclaratorReader {
  /// The words before a function's name, sorted into what they are.
  package struct Specifiers {
    package var returnType: String
    var storage: [String]
    var attributes: [String]
    var isMarked: Bool
  }

  /// Reads the words before a name; attribute calls (`__printf(2, 0)`) arrive as single words.
  package static func specifiers(_ words: [String]) -> Specifiers {
    var result = Specifiers(returnType: "", storage: [], attributes: [], isMarked: false)
    var type: [String] = []
    for word in words {
      switch word {
      case "__bpf_kfunc": result.isMarked = true
      case "static", "inline", "extern", "__always_inline", "__inline", "__inline__": result.storage.append(word)
      case _ where isAttribute(word): result.attributes.append(word)
      default: type.append(word)
      }
    }
    result.returnType = CText.declaration(type)
    return result
  }

  /// Whether a word of a declaration says something about the function rather than its type.
  package static func isAttribute(_ word: String) -> Bool {
    if ["noinline", "notrace", "asmlinkage", "noinline_for_stack", "nokprobe_inline"].contains(word) { return true }
    guard word.hasPrefix("__") else { return false }
    return !isTypeWord(word)
  }

  /// Whether a word that begins with two underscores is a type or qualifies one.
  private static func isTypeWord(_ word: String) -> Bool {
    let types: Set<String> = [
      "__u8", "__u16", "__u32", "__u64", "__s8", "__s16", "__s32", "__s64", "__be16", "__be32", "__be64", "__le16",
      "__le32", "__le64", "__wsum", "__sum16", "__poll_t", "__builtin_va_list", "__int128", "__signed__",
      // Address spaces and BTF type tags belong to the pointer.
      "__user", "__rcu", "__percpu", "__iomem", "__kernel", "__force", "__arena", "__kptr", "__bitwise",
    ]
    return types.contains(word) || word.hasPrefix("__kernel_")
  }

  /// The parameters between the parentheses of a function declaration; nil type words are impossible by then.
  package static func parameters(_ tokens: ArraySlice<CToken>, of source: CSource) -> (
    parameters: [Parameter], isVariadic: Bool
  ) {
    var parameters: [Parameter] = []
    var isVariadic = false
    for words in split(tokens, of: source) {
      if words == ["..."] {
        isVariadic = true
      } else if !words.isEmpty, words != ["void"] {
        parameters.append(parameter(words))
      }
    }
    return (parameters, isVariadic)
  }

  private static func split(_ tokens: ArraySlice<CToken>, of source: CSource) -> [[String]] {
    var groups: [[String]] = []
    var words: [String] = []
    var depth = 0
    for token in tokens {
      let word = source.text(token)
      switch word {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 0:
        groups.append(words)
        words = []
        continue
      default: break
      }
      words.append(word)
    }
    if !words.isEmpty || !groups.isEmpty { groups.append(words) }
    return groups
  }

  /// One parameter from its words.
  static func parameter(_ words: [String]) -> Parameter {
    let text = CText.declaration(words)
    guard let place = namePlace(words) else { return Parameter(type: text, name: nil, text: text) }
    var type = words
    let name = type.remove(at: place)
    // `bool (less)(…)` leaves empty parentheses behind: they held nothing but the name.
    if place > 0, place < type.count, type[place - 1] == "(", type[place] == ")" {
      type.removeSubrange(place - 1...place)
    }
    return Parameter(type: CText.declaration(type), name: name, text: text)
  }

  /// The index of the declared name among a parameter's words.
  private static func namePlace(_ words: [String]) -> Int? {
    if let open = words.firstIndex(of: "("), open > 0 {
      // A function declarator: the name is the last word inside the first parentheses.
      guard let close = words[open...].firstIndex(of: ")") else { return nil }
      let inside = open + 1..<close
      if let place = inside.last(where: { isName(words[$0]) }), inside.allSatisfy({ words[$0] == "*" || $0 == place }) {
        return place
      }
      return nil
    }
    let end = words.firstIndex(of: "[") ?? words.count
    guard let place = words[..<end].lastIndex(where: isName), place == end - 1, place > 0 else { return nil }
    let before = words[place - 1]
    if ["struct", "union", "enum"].contains(before) { return nil }
    // A lone qualifier before it (`const u32`) leaves the type without a word of its own.
    if words[..<place].allSatisfy({ ["const", "volatile", "register", "unsigned", "signed"].contains($0) }) {
      return ["unsigned", "signed"].contains(before) ? place : nil
    }
    return place
  }

  private static func isName(_ word: String) -> Bool {
    let typeWords: Set<String> = [
      "void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "bool", "_Bool", "const",
      "volatile", "restrict", "struct", "union", "enum",
    ]
    guard let first = word.utf8.first, CLexer.isIdentifierByte(first), !(0x30...0x39).contains(first) else {
      return false
    }
    return !typeWords.contains(word)
  }
}
