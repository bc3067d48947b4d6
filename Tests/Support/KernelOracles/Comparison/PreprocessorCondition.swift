/// Whether a preprocessor condition holds under a kernel's configuration.
///
/// Reads `defined(A)`, `IS_ENABLED(A)`, `IS_BUILTIN(A)`, `IS_MODULE(A)`, a bare `CONFIG_A`, numbers, `!`, `&&`, `||` and
/// parentheses. Of what is no `CONFIG_` symbol the configuration says nothing, and neither does the answer: it is nil
/// then, as it is for every condition that this does not understand.
struct PreprocessorCondition {
  private var tokens: [String]
  private var position = 0
  private let configuration: KernelConfiguration
  private static let maximumDepth = 32

  /// True, false, or nil when it cannot be known.
  static func holds(_ text: String, under configuration: KernelConfiguration) -> Bool? {
    guard let tokens = tokens(of: text) else { return nil }
    var condition = PreprocessorCondition(tokens: tokens, configuration: configuration)
    let value = condition.disjunction(depth: 0)
    guard condition.position == tokens.count else { return nil }
    return value?.known
  }

  private init(tokens: [String], configuration: KernelConfiguration) {
    self.tokens = tokens
    self.configuration = configuration
  }

  /// A value of Kleene's logic; nil of the functions below means "not understood" and spoils the whole.
  private enum Truth {
    case yes
    case no
    case unknown

    init(_ value: Bool) { self = value ? .yes : .no }
    var known: Bool? {
      switch self {
      case .yes: true
      case .no: false
      case .unknown: nil
      }
    }
    var negated: Truth {
      switch self {
      case .yes: .no
      case .no: .yes
      case .unknown: .unknown
      }
    }
  }

  private mutating func accept(_ token: String) -> Bool {
    guard position < tokens.count, tokens[position] == token else { return false }
    position += 1
    return true
  }

  private mutating func disjunction(depth: Int) -> Truth? {
    guard depth < Self.maximumDepth, var value = conjunction(depth: depth) else { return nil }
    while accept("||") {
      guard let right = conjunction(depth: depth) else { return nil }
      if value == .yes || right == .yes {
        value = .yes
      } else if value == .unknown || right == .unknown {
        value = .unknown
      }
    }
    return value
  }

  private mutating func conjunction(depth: Int) -> Truth? {
    guard var value = negation(depth: depth) else { return nil }
    while accept("&&") {
      guard let right = negation(depth: depth) else { return nil }
      if value == .no || right == .no {
        value = .no
      } else if value == .unknown || right == .unknown {
        value = .unknown
      }
    }
    return value
  }

  private mutating func negation(depth: Int) -> Truth? {
    var isNegated = false
    while accept("!") { isNegated.toggle() }
    guard let value = primary(depth: depth) else { return nil }
    return isNegated ? value.negated : value
  }

  private mutating func primary(depth: Int) -> Truth? {
    if accept("(") {
      guard let value = disjunction(depth: depth + 1), accept(")") else { return nil }
      return value
    }
    guard position < tokens.count else { return nil }
    let word = tokens[position]
    position += 1
    if let number = Int(word) { return Truth(number != 0) }
    guard ["defined", "IS_ENABLED", "IS_BUILTIN", "IS_MODULE"].contains(word) else {
      return word.first.map { $0.isLetter || $0 == "_" } == true ? value(of: word, asked: "defined") : nil
    }
    let hasParentheses = accept("(")
    guard hasParentheses || word == "defined", position < tokens.count else { return nil }
    let symbol = tokens[position]
    position += 1
    if hasParentheses, !accept(")") { return nil }
    return value(of: symbol, asked: word)
  }

  private func value(of symbol: String, asked: String) -> Truth {
    guard symbol.hasPrefix("CONFIG_") else { return .unknown }
    // The build defines CONFIG_A for =y and CONFIG_A_MODULE for =m.
    let moduleSuffix = "_MODULE"
    if symbol.hasSuffix(moduleSuffix), asked == "defined" {
      let base = String(symbol.dropLast(moduleSuffix.count))
      if configuration[base] == .module { return .yes }
    }
    return switch (configuration[symbol], asked) {
    case (.off, _): .no
    case (.module, "IS_ENABLED"), (.module, "IS_MODULE"): .yes
    case (.module, _): .no
    case (_, "IS_MODULE"): .no
    default: .yes
    }
  }

  private static func tokens(of text: String) -> [String]? {
    var tokens: [String] = []
    var word = ""
    var rest = text[...]
    while let character = rest.first {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
        rest.removeFirst()
        continue
      }
      if !word.isEmpty {
        tokens.append(word)
        word = ""
      }
      if rest.hasPrefix("&&") || rest.hasPrefix("||") {
        tokens.append(String(rest.prefix(2)))
        rest.removeFirst(2)
        continue
      }
      switch character {
      case " ", "\t", "\n": break
      case "(", ")", "!": tokens.append(String(character))
      default: return nil
      }
      rest.removeFirst()
    }
    if !word.isEmpty { tokens.append(word) }
    return tokens
  }
}
