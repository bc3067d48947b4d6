/// Parses the conditions of kfunc filters: `!btf_id_set8_contains(&set, kfunc_id) && prog->type == …`.
struct FilterExpressionParser {
  /// Local variables of the filter and the words that they stand for.
  let aliases: [String: [String]]
  /// Members of struct_ops tables for which a table of flags holds a flag: `tables[table][flag]`.
  let flagTables: [String: [String: [String]]]
  /// Names of struct_ops tables by the variable that describes them.
  let structOps: [String: String]

  /// A condition of more operands than this is not understood; none of 7.3 has more than nine. Names that stand for
  /// each other multiply, and every operand is a level of the condition's tree.
  private static let mostOperands = 128

  private var operandsLeft = mostOperands
  private var words: [String] = []
  private var position = 0
  private var depth = 0

  init(aliases: [String: [String]], flagTables: [String: [String: [String]]], structOps: [String: String]) {
    self.aliases = aliases
    self.flagTables = flagTables
    self.structOps = structOps
  }

  /// The condition that `words` spell, nil when they are no whole expression.
  func condition(_ words: some Sequence<String>) -> FilterCondition? {
    var parser = self
    return parser.inner(Array(words), depth: 0)
  }

  private mutating func inner(_ words: [String], depth: Int) -> FilterCondition? {
    guard depth < 16, operandsLeft > 0 else { return nil }
    var parser = self
    parser.words = words
    parser.position = 0
    parser.depth = depth
    let condition = parser.disjunction()
    operandsLeft = parser.operandsLeft
    return parser.position == words.count ? condition : nil
  }

  private mutating func take(_ word: String) -> Bool {
    guard position < words.count, words[position] == word else { return false }
    position += 1
    return true
  }

  private mutating func disjunction() -> FilterCondition? {
    guard var left = conjunction() else { return nil }
    while take("||") {
      guard let right = conjunction() else { return nil }
      left = .any(left, right)
    }
    return left
  }

  private mutating func conjunction() -> FilterCondition? {
    guard var left = unary() else { return nil }
    while take("&&") {
      guard let right = unary() else { return nil }
      left = .all(left, right)
    }
    return left
  }

  private mutating func unary() -> FilterCondition? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { return nil }
    if take("!") { return unary()?.negated }
    if position < words.count, words[position] == "(", let close = closing(position) {
      // A parenthesis around a whole condition, not around an operand.
      let after = close + 1 < words.count ? words[close + 1] : ""
      if ["", "&&", "||", ")"].contains(after) {
        let inside = Array(words[position + 1..<close])
        position = close + 1
        return self.inner(inside, depth: depth)
      }
    }
    return comparison()
  }

  private mutating func comparison() -> FilterCondition? {
    operandsLeft -= 1
    guard operandsLeft >= 0 else { return nil }
    let left = operand()
    guard !left.isEmpty else { return nil }
    if position < words.count, ["==", "!="].contains(words[position]) {
      let isEqual = words[position] == "=="
      position += 1
      let right = operand()
      guard !right.isEmpty else { return nil }
      let equality = self.equality(resolved(left), right) ?? .atom(.other(CText.expression(left + ["=="] + right)))
      return isEqual ? equality : equality.negated
    }
    return truth(of: left)
  }

  /// The words up to the next operator of a condition.
  private mutating func operand() -> [String] {
    let start = position
    while position < words.count, !["&&", "||", "==", "!=", ")", "?", ":"].contains(words[position]) {
      if words[position] == "(" || words[position] == "[" {
        guard let close = closing(position) else { return [] }
        position = close
      }
      position += 1
    }
    return Array(words[start..<position])
  }

  private func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<words.count {
      if words[index] == "(" || words[index] == "[" { depth += 1 }
      if words[index] == ")" || words[index] == "]" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private func resolved(_ words: [String]) -> [String] {
    if words.count == 1, let alias = aliases[words[0]] { return alias }
    return words
  }

  private func equality(_ left: [String], _ right: [String]) -> FilterCondition? {
    switch left.joined() {
    case "prog->type" where right.count == 1: return .atom(.programType(right[0]))
    case "prog->expected_attach_type" where right.count == 1: return .atom(.attachType(right[0]))
    case "prog->aux->st_ops" where right.count == 2 && right[0] == "&":
      return .atom(.structOps(structOps[right[1]] ?? right[1]))
    case "prog->aux->attach_st_ops_member_off":
      // offsetof ( struct table , member )
      guard right.count == 7, right[0] == "offsetof", right[2] == "struct" else { return nil }
      return .all(.atom(.structOps(right[3])), .atom(.members([right[5]])))
    default: return nil
    }
  }

  private mutating func truth(of words: [String]) -> FilterCondition? {
    if words.count == 1, let alias = aliases[words[0]] { return inner(alias, depth: depth + 1) }
    let text = words.joined()
    if words.count >= 3, words[0] == "btf_id_set8_contains" || words[0] == "btf_id_set_contains", words[1] == "(",
      words[2] == "&"
    {
      return .atom(.inSet(words[3]))
    }
    if text == "prog->aux->st_ops" { return .atom(.hasStructOps) }
    if words.count == 3, words[1] == "&", let alias = aliases[words[0]], let table = alias.first,
      let members = flagTables[table]?[words[2]]
    {
      return .atom(.members(members))
    }
    return .atom(.other(CText.expression(words)))
  }
}
