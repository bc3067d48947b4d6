/// Reads tables that give flags to the members of a struct_ops table:
/// `static const u32 allow[] = { [OP_IDX(select_cpu)] = ALLOW_A | ALLOW_B, … }`.
struct FlagTableReader {
  let source: CSource

  /// For each table of the file and each flag, the members that carry it, in the order of the source.
  func read() -> [String: [String: [String]]] {
    var tables: [String: [String: [String]]] = [:]
    let tokens = source.tokens
    var index = 0
    while index + 4 < tokens.count {
      defer { index += 1 }
      guard tokens[index].depth == 0, tokens[index].kind == .identifier, source.matches(at: index + 1, "["),
        let bracket = source.closing(of: index + 1), source.matches(at: bracket + 1, "="),
        source.matches(at: bracket + 2, "{"), let close = source.closing(of: bracket + 2)
      else { continue }
      let members = self.members(bracket + 3..<close)
      if !members.isEmpty { tables[source.text(tokens[index])] = members }
      index = close
    }
    return tables
  }

  private func members(_ range: Range<Int>) -> [String: [String]] {
    var members: [String: [String]] = [:]
    var index = range.lowerBound
    while index < range.upperBound {
      // [ MACRO ( member ) ] = FLAG | FLAG ,
      guard source.matches(at: index, "["), let close = source.closing(of: index, within: range.upperBound),
        source.matches(at: close + 1, "="), close - index == 5 || close - index == 4,
        source.matches(at: close - 1, ")")
      else {
        index += 1
        continue
      }
      let member = source.text(source.tokens[close - 2])
      index = close + 2
      while index < range.upperBound, !source.matches(at: index, ",") {
        let token = source.tokens[index]
        if token.kind == .identifier { members[source.text(token), default: []].append(member) }
        index += 1
      }
    }
    return members
  }
}
