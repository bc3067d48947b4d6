import Diagnostics
import KfuncModel

/// A call of `register_btf_kfunc_id_set` as found.
struct RegistrationCall {
  var programType: ProgramType
  var variable: String
  var line: Int
  var condition: String?
  var runtimeCondition: String?
}

/// Reads the registrations of a file, in whatever expression they stand.
struct RegistrationReader {
  /// Tokens before a call that are searched for what decides whether it happens; further ones are a warning, and no
  /// kernel of the four catalogues has that.
  private static let reach = 1_000
  /// Conditions of one call that are kept.
  private static let mostConditions = 16

  let source: CSource

  struct Result {
    var calls: [RegistrationCall] = []
    var diagnostics: [Diagnostic] = []
  }

  /// Every call in order; a call whose arguments are no plain names is a warning.
  func read() -> Result {
    var result = Result()
    let tokens = source.tokens
    for index in tokens.indices where source.matches(tokens[index], "register_btf_kfunc_id_set") {
      guard source.matches(at: index + 1, "("), let close = source.closing(of: index + 1), !isDeclaration(index, close)
      else { continue }
      let arguments = XMacro.arguments(tokens[index + 2..<close].prefix(8), of: source)
      guard arguments.count == 2, arguments[0].count == 1, arguments[0][0].hasPrefix("BPF_PROG_TYPE_"),
        arguments[1].count == 2, arguments[1][0] == "&"
      else {
        result.diagnostics.append(
          source.warning(
            "unread-registration", "arguments of a registration are no program type and set variable", at: tokens[index]
          ))
        continue
      }
      let (runtimeCondition, isWhole) = runtimeCondition(of: index)
      if !isWhole {
        result.diagnostics.append(
          source.warning(
            "unread-registration", "what decides about a registration is too far from it", at: tokens[index]))
      }
      result.calls.append(
        RegistrationCall(
          programType: ProgramType(rawValue: arguments[0][0]), variable: arguments[1][1],
          line: Int(tokens[index].line), condition: source.condition(of: tokens[index]),
          runtimeCondition: runtimeCondition))
    }
    return result
  }

  /// Whether the name at `index` is being declared or defined, not called.
  private func isDeclaration(_ index: Int, _ close: Int) -> Bool {
    guard source.tokens[index].depth == 0 else { return false }
    return index > 0 && source.tokens[index - 1].kind == .identifier || source.matches(at: index - 1, "*")
      || source.matches(at: close + 1, "{")
  }

  /// The `IS_ENABLED(…)` conditions that decide at run time whether the call at `index` happens: those of the `if`
  /// statements around it, of `&&` and `?` before it in its own statement, and of those before it that return when
  /// a symbol is off (`if (ret || !IS_ENABLED(…)) return ret;`).
  ///
  /// Answers too whether all of the function before the call was looked at.
  private func runtimeCondition(of index: Int) -> (condition: String?, isWhole: Bool) {
    let first = max(0, index - Self.reach)
    var position = statementStart(of: index, from: first)
    var conditions = enabledWords(in: position..<index)
    var depth = source.tokens[index].depth
    while position > first, depth > 0, conditions.count < Self.mostConditions {
      position -= 1
      let token = source.tokens[position]
      if source.matches(token, "{"), token.depth < depth {
        // The block around what was passed so far: what stands before its brace decides, but for the function's own.
        depth = token.depth
        if depth == 0 { break }
        let start = statementStart(of: position, from: first)
        conditions = enabledWords(in: start..<position) + conditions
        position = start
      } else if source.matches(token, "return"), token.depth <= depth {
        let start = statementStart(of: position, from: first)
        conditions = requiredWords(in: start..<position) + conditions
        position = start
      }
    }
    return (ConditionText.joined(conditions), depth == 0 || first == 0)
  }

  /// The conditions that hold after an `if` between `range` whose branch returns: those that stand negated in it.
  private func requiredWords(in range: Range<Int>) -> [String] {
    guard let first = range.first, source.matches(source.tokens[first], "if") else { return [] }
    return enabledWords(in: range).filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) }
  }

  private func statementStart(of index: Int, from first: Int) -> Int {
    var position = index
    while position > first {
      let previous = source.tokens[position - 1]
      if source.matches(previous, ";") || source.matches(previous, "{") || source.matches(previous, "}") { break }
      position -= 1
    }
    return position
  }

  private func enabledWords(in range: Range<Int>) -> [String] {
    var found: [String] = []
    for index in range where source.matches(at: index + 1, "(") && source.text(source.tokens[index]).hasPrefix("IS_") {
      guard let close = source.closing(of: index + 1), close - index <= 16 else { continue }
      let text = CText.expression(source.tokens[index...close].map(source.text))
      found.append(source.matches(at: index - 1, "!") ? "!" + text : text)
    }
    return found
  }
}
