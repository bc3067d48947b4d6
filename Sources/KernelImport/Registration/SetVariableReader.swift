import KfuncModel

/// A `struct btf_kfunc_id_set` variable.
struct SetVariable {
  var name: String
  var idSet: String
  var filter: String?
  var line: Int
}

/// Reads the `struct btf_kfunc_id_set` variables of a file.
struct SetVariableReader {
  let source: CSource

  /// Every initialised variable of that type, in order.
  func read() -> [SetVariable] {
    var variables: [SetVariable] = []
    let tokens = source.tokens
    for index in tokens.indices where source.matches(tokens[index], "btf_kfunc_id_set") {
      guard source.matches(at: index - 1, "struct"), index + 3 < tokens.count, tokens[index + 1].kind == .identifier
      else { continue }
      var open = index + 2
      // `static const struct btf_kfunc_id_set name __section(…) = {`
      while open < tokens.count, !source.matches(tokens[open], "="), !source.matches(tokens[open], ";"),
        open < index + 12
      {
        open += 1
      }
      guard source.matches(at: open, "="), source.matches(at: open + 1, "{"), let close = source.closing(of: open + 1)
      else { continue }
      let name = source.text(tokens[index + 1])
      let idSet = designated("set", in: open + 2..<close)
      if let idSet {
        variables.append(
          SetVariable(
            name: name, idSet: idSet, filter: designated("filter", in: open + 2..<close),
            line: Int(tokens[index + 1].line)))
      }
    }
    return variables
  }

  /// The word that `.name = &word` gives.
  private func designated(_ name: String, in range: Range<Int>) -> String? {
    // Such a variable has three members; one inside another is no C.
    for index in range.prefix(256) where source.matches(at: index, ".") && index + 3 < range.upperBound {
      guard source.text(source.tokens[index + 1]) == name, source.matches(at: index + 2, "=") else { continue }
      let value = source.matches(at: index + 3, "&") ? index + 4 : index + 3
      guard value < range.upperBound, source.tokens[value].kind == .identifier else { return nil }
      return source.text(source.tokens[value])
    }
    return nil
  }
}
