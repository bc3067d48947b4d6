/// C text in normal form, made from tokens.
package enum CText {
  /// A declaration's words: one space between them, none inside parentheses and brackets, `*` joined to what
  /// follows it, a parenthesis set apart from the type before it.
  static func declaration(_ words: some Sequence<String>) -> String {
    var text = ""
    var previous = ""
    for word in words {
      let tight =
        switch (previous, word) {
        case ("", _), (_, ")"), (_, "]"), (_, ","), (_, "["): true
        case ("(", _), ("[", _), ("*", _): true
        case (_, "("): !isWord(previous) || previous.hasPrefix("__")
        default: false
        }
      text += tight ? word : " " + word
      previous = word
    }
    return text
  }

  /// An expression's words: as the kernel's style sets them, `a->b(c, &d) && !(e == f)`.
  package static func expression(_ words: some Sequence<String>) -> String {
    var text = ""
    var previous = ""
    var isPrefix = false
    for word in words {
      let opensOperand = previous.isEmpty || !(isWord(previous) || previous == ")" || previous == "]")
      let tight =
        switch (previous, word) {
        case ("", _), (_, ")"), (_, "]"), (_, ","), (_, "["), (_, ";"): true
        case ("(", _), ("[", _): true
        case (_, "->"), (_, "."), ("->", _), (".", _): true
        case (_, "("): isWord(previous) || isPrefix
        default: isPrefix
        }
      text += tight ? word : " " + word
      isPrefix = ["!", "~"].contains(word) || (opensOperand && ["&", "*", "-"].contains(word))
      previous = word
    }
    return text
  }

  /// Whether `word` is an identifier or a number.
  static func isWord(_ word: String) -> Bool { word.utf8.first.map(CLexer.isIdentifierByte) ?? false }
}
