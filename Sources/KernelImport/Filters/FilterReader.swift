import KfuncModel

/// A filter's body as a list of decisions, taken in order.
struct FilterBody {
  /// A decision: when the condition holds, the filter answers.
  struct Decision {
    var condition: FilterCondition
    var admits: Bool
    var text: String
    var line: Int
  }

  var name: String
  var source: SourceReference
  var decisions: [Decision]
  /// Whether every statement was understood; decisions after the first that was not are left out.
  var reading: KfuncFilter.Reading
}

/// Reads a filter function: aliases, `if (…) return …;`, `return …;` and `switch (prog->type)`.
struct FilterReader {
  /// Decisions beyond this are left out, and the filter counts as read in part; no filter of 7.3 has more than 16.
  private static let mostDecisions = 128
  /// Tokens of a body that are read.
  private static let mostTokens = 10_000

  let source: CSource
  /// Names of struct_ops tables by the variable that describes them, of the whole tree.
  private let structOps: [String: String]
  private let flagTables: [String: [String: [String]]]

  init(source: CSource, structOps: [String: String]) {
    self.source = source
    self.structOps = structOps
    flagTables = FlagTableReader(source: source).read()
  }

  /// The filter that `finding`, a definition in the file, is; nil when it is a mere declaration.
  func read(_ finding: FunctionFinding) -> FilterBody? {
    guard let body = finding.body else { return nil }
    let name = source.text(source.tokens[finding.name])
    var reading = Reading(reader: self, end: body.upperBound)
    if body.count <= Self.mostTokens {
      reading.statements(from: body.lowerBound + 1)
    } else {
      reading.isWhole = false
    }
    let line = Int(source.tokens[finding.name].line)
    let isWhole =
      reading.isWhole
      && !reading.decisions.contains { decision in
        decision.condition.atoms.contains { if case .other = $0 { true } else { false } }
      }
    return FilterBody(
      name: name, source: SourceReference(file: source.path, line: line), decisions: reading.decisions,
      reading: isWhole ? .whole : reading.decisions.isEmpty ? .unread : .partial)
  }

  /// The statements of one body in the course of being read.
  private struct Reading {
    let reader: FilterReader
    let end: Int
    var aliases: [String: [String]] = [:]
    var decisions: [FilterBody.Decision] = []
    var isWhole = true

    private var source: CSource { reader.source }

    init(reader: FilterReader, end: Int) {
      self.reader = reader
      self.end = end
    }

    mutating func statements(from start: Int) {
      var index = start
      while index < end {
        guard decisions.count < FilterReader.mostDecisions, let next = statement(at: index) else {
          isWhole = false
          return
        }
        index = next
      }
    }

    /// Reads one statement; answers the index after it, nil when it was not understood.
    private mutating func statement(at index: Int) -> Int? {
      let token = source.tokens[index]
      if source.matches(token, "if") { return branch(at: index) }
      if source.matches(token, "return") { return answer(at: index, when: .always, text: "") }
      if source.matches(token, "switch") { return choice(at: index) }
      guard token.kind == .identifier, let semicolon = semicolon(after: index) else { return nil }
      let words = source.tokens[index..<semicolon].map(source.text)
      if let equals = words.firstIndex(of: "=") {
        guard equals >= 1 else { return nil }
        aliases[words[equals - 1]] = resolved(Array(words[(equals + 1)...]))
      }
      // A declaration without a value says nothing.
      return semicolon + 1
    }

    private func resolved(_ words: [String]) -> [String] {
      words.count == 1 ? aliases[words[0]] ?? words : words
    }

    private func semicolon(after index: Int) -> Int? {
      var position = index
      while position < end {
        if source.matches(at: position, ";") { return position }
        if source.matches(at: position, "{") { return nil }
        position += 1
      }
      return nil
    }

    private var parser: FilterExpressionParser {
      FilterExpressionParser(aliases: aliases, flagTables: reader.flagTables, structOps: reader.structOps)
    }

    private mutating func branch(at index: Int) -> Int? {
      guard source.matches(at: index + 1, "("), let close = source.closing(of: index + 1, within: end) else {
        return nil
      }
      let words = source.tokens[index + 2..<close].map(source.text)
      guard let condition = parser.condition(words) else { return nil }
      let text = CText.expression(words)
      if source.matches(at: close + 1, "{") {
        guard let brace = source.closing(of: close + 1, within: end), source.matches(at: close + 2, "return"),
          let next = answer(at: close + 2, when: condition, text: text), next == brace
        else { return nil }
        return source.matches(at: brace + 1, "else") ? nil : brace + 1
      }
      guard source.matches(at: close + 1, "return") else { return nil }
      return answer(at: close + 1, when: condition, text: text)
    }

    /// Reads `return …;` as one decision, or as two where it chooses with `?`.
    private mutating func answer(at index: Int, when condition: FilterCondition, text: String) -> Int? {
      guard let semicolon = semicolon(after: index) else { return nil }
      let words = source.tokens[index + 1..<semicolon].map(source.text)
      let line = Int(source.tokens[index].line)
      let condition = compiled(condition, at: index)
      if let admits = FilterReader.answer(words) {
        decisions.append(.init(condition: condition, admits: admits, text: text, line: line))
        return semicolon + 1
      }
      guard let question = words.firstIndex(of: "?"), let colon = words.lastIndex(of: ":"), question < colon,
        let first = FilterReader.answer(Array(words[(question + 1)..<colon])),
        let second = FilterReader.answer(Array(words[(colon + 1)...])), let inner = parser.condition(words[..<question])
      else { return nil }
      let innerText = CText.expression(words[..<question])
      let joined = text.isEmpty ? innerText : "\(text) && \(innerText)"
      decisions.append(.init(condition: .all(condition, inner), admits: first, text: joined, line: line))
      decisions.append(.init(condition: condition, admits: second, text: text, line: line))
      return semicolon + 1
    }

    /// `switch (prog->type)` whose every group of cases returns.
    private mutating func choice(at index: Int) -> Int? {
      guard source.matches(at: index + 1, "("), let close = source.closing(of: index + 1, within: end),
        resolved(source.tokens[index + 2..<close].map(source.text)).joined() == "prog->type",
        source.matches(at: close + 1, "{"), let brace = source.closing(of: close + 1, within: end)
      else { return nil }
      var position = close + 2
      var types: [String] = []
      while position < brace {
        guard types.count < FilterReader.mostDecisions, decisions.count < FilterReader.mostDecisions else { return nil }
        if source.matches(at: position, "case"), source.matches(at: position + 2, ":") {
          types.append(source.text(source.tokens[position + 1]))
          position += 3
        } else if source.matches(at: position, "default"), source.matches(at: position + 1, ":") {
          types = []
          position += 2
          if source.matches(at: position, "break"), source.matches(at: position + 1, ";") {
            position += 2
          } else {
            guard let next = answer(at: position, when: .always, text: "") else { return nil }
            position = next
          }
        } else if source.matches(at: position, "return"), !types.isEmpty {
          let condition = types.map { FilterCondition.atom(.programType($0)) }.reduce(.never) {
            $0 == .never ? $1 : .any($0, $1)
          }
          let text = types.map { "prog->type == \($0)" }.joined(separator: " || ")
          guard let next = answer(at: position, when: condition, text: text) else { return nil }
          types = []
          position = next
        } else {
          return nil
        }
      }
      return brace + 1
    }

    /// Adds the preprocessor condition inside the function to a decision's own.
    private func compiled(_ condition: FilterCondition, at index: Int) -> FilterCondition {
      let inner = source.conditions(of: source.tokens[index].condition)
      let outer = source.conditions(of: source.tokens[end].condition)
      guard inner.count > outer.count else { return condition }
      return inner.dropFirst(outer.count).reduce(condition) { .all($0, .atom(.configuration($1))) }
    }
  }

  /// What a returned value means: 0 admits, a negative error number refuses.
  private static func answer(_ words: [String]) -> Bool? {
    if words == ["0"] { return true }
    if words.count == 2, words[0] == "-", words[1].hasPrefix("E") { return false }
    if words.count > 2, words.first == "(", words.last == ")" { return answer(Array(words.dropFirst().dropLast())) }
    return nil
  }
}
