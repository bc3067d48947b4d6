/// Preprocessor conditions in normal form.
///
/// `#ifdef X` and `#if defined(X)` become `defined(X)`, `#ifndef X` its negation; `#else` and `#elif` hold the
/// negations of the branches before them. Other expressions stand as written, with single spaces.
enum ConditionText {
  /// The expression of an `#if`, comments and runs of space made one space, `defined X` made `defined(X)`.
  static func normalised(_ expression: [UInt8]) -> String {
    var words: [String] = []
    var position = 0
    while position < expression.count {
      let byte = expression[position]
      if byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
        position += 1
      } else if byte == UInt8(ascii: "/"), position + 1 < expression.count,
        expression[position + 1] == UInt8(ascii: "*")
      {
        position += 2
        while position < expression.count,
          !(expression[position] == UInt8(ascii: "/") && expression[position - 1] == UInt8(ascii: "*"))
        {
          position += 1
        }
        position += 1
      } else if byte == UInt8(ascii: "/"), position + 1 < expression.count,
        expression[position + 1] == UInt8(ascii: "/")
      {
        break
      } else if CLexer.isIdentifierByte(byte) {
        let start = position
        while position < expression.count, CLexer.isIdentifierByte(expression[position]) { position += 1 }
        words.append(String(decoding: expression[start..<position], as: UTF8.self))
      } else {
        let pairs: [StaticString] = ["&&", "||", "==", "!=", "<=", ">=", "<<", ">>"]
        let pair = pairs.first {
          position + 1 < expression.count && expression[position] == $0.utf8Start[0]
            && expression[position + 1] == $0.utf8Start[1]
        }
        let length = pair == nil ? 1 : 2
        words.append(String(decoding: expression[position..<position + length], as: UTF8.self))
        position += length
      }
    }
    return spaced(definedInParentheses(words))
  }

  /// The negation of a condition in normal form.
  static func negated(_ condition: String) -> String {
    if isDefined(condition) { return "!" + condition }
    if condition.hasPrefix("!"), isDefined(String(condition.dropFirst())) { return String(condition.dropFirst()) }
    return "!(\(condition))"
  }

  /// Conditions that hold together as one text; nil for none.
  static func joined(_ conditions: some Collection<String>) -> String? {
    if conditions.isEmpty { return nil }
    if conditions.count == 1 { return conditions.first }
    return conditions.map { $0.contains("&&") || $0.contains("||") ? "(\($0))" : $0 }.joined(separator: " && ")
  }

  private static func isDefined(_ condition: String) -> Bool {
    guard condition.hasPrefix("defined("), condition.hasSuffix(")") else { return false }
    return condition.dropFirst(8).dropLast().utf8.allSatisfy(CLexer.isIdentifierByte)
  }

  private static func definedInParentheses(_ words: [String]) -> [String] {
    var result: [String] = []
    var index = 0
    while index < words.count {
      if words[index] == "defined", index + 1 < words.count, words[index + 1] != "(" {
        result += ["defined", "(", words[index + 1], ")"]
        index += 2
      } else {
        result.append(words[index])
        index += 1
      }
    }
    return result
  }

  private static func spaced(_ words: [String]) -> String {
    var text = ""
    for word in words {
      let opensCall = word == "(" && (text.utf8.last.map(CLexer.isIdentifierByte) ?? false)
      let tight = text.isEmpty || word == ")" || word == "," || opensCall || text.hasSuffix("(") || text.hasSuffix("!")
      text += (tight ? "" : " ") + word
    }
    return text
  }
}
