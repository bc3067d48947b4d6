import KfuncModel

/// A function definition or marked declaration as found in a file.
struct FunctionFinding {
  /// Index of the token that is the name.
  var name: Int
  /// Index of the first token of the declaration.
  var start: Int
  /// Index of the closing parenthesis of the parameter list.
  var parametersEnd: Int
  /// Indices of the braces of the body; nil for a declaration.
  var body: ClosedRange<Int>?
  var specifiers: DeclaratorReader.Specifiers
  var parameters: [Parameter]
  var isVariadic: Bool
}

/// Finds function definitions and marked declarations at file scope.
struct FunctionFinder {
  /// More tokens than this between the start of a declaration and its name, or between its parameters and its body,
  /// make it none; those of kfuncs have a handful. Looking further would cost a pass for each name.
  private static let longestSpecifiers = 256

  let source: CSource
  /// Indices of the braces that close external definitions, in order.
  private let bodyEnds: [Int]

  init(source: CSource) {
    self.source = source
    bodyEnds = source.tokens.indices.filter { source.tokens[$0].depth == 0 && source.matches(source.tokens[$0], "}") }
  }

  /// Every definition and every declaration marked `__bpf_kfunc` of a function that `isWanted`, in the order of the
  /// file.
  func findings(where isWanted: (String) -> Bool) -> [FunctionFinding] {
    var findings: [FunctionFinding] = []
    let tokens = source.tokens
    var index = 1
    while index < tokens.count {
      defer { index += 1 }
      let token = tokens[index]
      guard token.depth == 0, token.kind == .punctuator, source.matches(token, "("),
        tokens[index - 1].kind == .identifier, tokens[index - 1].depth == 0
      else { continue }
      let name = source.text(tokens[index - 1])
      guard isWanted(name), let finding = finding(name: index - 1, open: index) else { continue }
      findings.append(finding)
    }
    return findings
  }

  private func finding(name: Int, open: Int) -> FunctionFinding? {
    guard let close = source.closing(of: open), let start = declarationStart(of: name), start < name else { return nil }
    var words = specifierWords(start..<name)
    // What follows the list: attributes, then a body or a semicolon.
    var position = close + 1
    while position < source.tokens.count {
      let token = source.tokens[position]
      if source.matches(token, "{") || source.matches(token, ";") { break }
      guard token.kind == .identifier, words.count < Self.longestSpecifiers else { return nil }
      var word = source.text(token)
      if source.matches(at: position + 1, "("), let end = source.closing(of: position + 1) {
        word = call(position...end)
        position = end
      } else if !DeclaratorReader.isAttribute(word) {
        return nil
      }
      words.append(word)
      position += 1
    }
    guard position < source.tokens.count else { return nil }
    var body: ClosedRange<Int>?
    if source.matches(at: position, "{") { body = position...bodyEnd(from: position) }
    let specifiers = DeclaratorReader.specifiers(words)
    guard !specifiers.returnType.isEmpty, body != nil || specifiers.isMarked else { return nil }
    let (parameters, isVariadic) = DeclaratorReader.parameters(source.tokens[open + 1..<close], of: source)
    return FunctionFinding(
      name: name, start: start, parametersEnd: close, body: body, specifiers: specifiers, parameters: parameters,
      isVariadic: isVariadic)
  }

  /// The brace that closes the body: the next one at file depth, whatever a macro inside left unbalanced.
  private func bodyEnd(from open: Int) -> Int {
    let next = bodyEnds.partitioningIndex { $0 > open }
    return next < bodyEnds.count ? bodyEnds[next] : max(open, source.tokens.count - 1)
  }

  /// The first token of the declaration that the name at `name` ends.
  ///
  /// Goes back over words, `*` and attribute calls; stops at the end of the declaration before it, at a call of a
  /// file-scope macro (`EXPORT_SYMBOL_GPL(x)`, `BTF_KFUNCS_END(x)`) and at a preprocessor line.
  private func declarationStart(of name: Int) -> Int? {
    let tokens = source.tokens
    var position = name
    while position > 0 {
      guard name - position < Self.longestSpecifiers else { return nil }
      let previous = tokens[position - 1]
      guard previous.directives == tokens[name].directives, previous.depth == 0 else { break }
      if previous.kind == .identifier || source.matches(previous, "*") {
        position -= 1
      } else if source.matches(previous, ")"), let open = source.opening(of: position - 1), open > 0,
        tokens[open - 1].kind == .identifier, isAttributeCall(source.text(tokens[open - 1]))
      {
        position = open - 1
      } else {
        break
      }
    }
    return position
  }

  private func isAttributeCall(_ name: String) -> Bool {
    name.hasPrefix("__") && !name.hasPrefix("__diag") && name == name.lowercased()
  }

  private func specifierWords(_ range: Range<Int>) -> [String] {
    var words: [String] = []
    var position = range.lowerBound
    while position < range.upperBound {
      if source.matches(at: position + 1, "("), let end = source.closing(of: position + 1), end < range.upperBound {
        words.append(call(position...end))
        position = end + 1
      } else {
        words.append(source.text(source.tokens[position]))
        position += 1
      }
    }
    return words
  }

  /// An attribute call as one word: `__printf(2, 0)`.
  private func call(_ range: ClosedRange<Int>) -> String { CText.expression(source.tokens[range].map(source.text)) }
}
