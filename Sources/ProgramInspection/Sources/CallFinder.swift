internal import KernelImport

/// Finds where a file calls, mentions or asks for names that may be kfuncs.
struct CallFinder {
  /// Lines by what they do with a name.
  struct Lines {
    var calls: Set<Int> = []
    var checks: Set<Int> = []
  }

  let source: CSource
  /// Indices of tokens that are names of declarations of kernel symbols.
  let declarations: Set<Int>
  /// What was found, by the name as written.
  private(set) var found: [String: Lines] = [:]

  init(source: CSource, declarations: Set<Int>) {
    self.source = source
    self.declarations = declarations
  }

  mutating func find(isName: (String) -> Bool, expansion: inout MacroExpansion) {
    var own: Set<String> = []
    for (index, token) in source.tokens.enumerated() where token.kind == .identifier && token.end - token.start > 1 {
      let word = source.text(token)
      let isMember = source.matches(at: index - 1, ".") || source.matches(at: index - 1, "->")
      if isMember || declarations.contains(index) || isOther(index) { continue }
      if let names = expansion.names(of: word) {
        for name in names { found[name, default: Lines()].calls.insert(Int(token.line)) }
        continue
      }
      guard isName(word) else { continue }
      if isAskedFor(index) {
        found[word, default: Lines()].checks.insert(Int(token.line))
        continue
      }
      switch role(of: index) {
      case .definition: own.insert(word)
      case .prototype: break
      case .use: found[word, default: Lines()].calls.insert(Int(token.line))
      }
    }
    // A function of the name is the file's own.
    for name in own { found[name] = nil }
  }

  /// Whether the name is that of a type, a member or a variable: `struct bpf_res_spin_lock` and
  /// `void (*css_rstat_flush)(…)` are no uses of the kfuncs of those names.
  private func isOther(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let previous = source.tokens[index - 1]
    if ["struct", "union", "enum", "goto"].contains(where: { source.matches(previous, $0) }) { return true }
    if source.matches(at: index + 1, "(") { return false }
    // A type or an asterisk before it and no argument behind it: a declarator. No function is multiplied.
    if source.matches(previous, "*") { return true }
    return previous.kind == .identifier
      && !["return", "else", "do", "case", "sizeof", "typeof", "__typeof__"].contains(where: {
        source.matches(previous, $0)
      })
  }

  /// Whether the name is the argument of `bpf_ksym_exists(…)`.
  private func isAskedFor(_ index: Int) -> Bool {
    source.matches(at: index + 1, ")") && source.matches(at: index - 1, "(")
      && source.matches(at: index - 2, "bpf_ksym_exists")
  }

  /// The functions that a file defines.
  static func definitions(in source: CSource) -> Set<String> {
    let finder = CallFinder(source: source, declarations: [])
    var names: Set<String> = []
    for (index, token) in source.tokens.enumerated() where token.depth == 0 && token.kind == .identifier {
      if finder.role(of: index) == .definition { names.insert(source.text(token)) }
    }
    return names
  }

  private enum Role {
    case prototype
    case definition
    case use
  }

  private func role(of index: Int) -> Role {
    let token = source.tokens[index]
    guard token.depth == 0, index > 0 else { return .use }
    // `void BPF_PROG(name, …) {`
    if index > 1, source.matches(at: index - 1, "("), source.tokens[index - 2].kind == .identifier,
      let close = source.closing(of: index - 1), source.matches(at: close + 1, "{")
    {
      return .definition
    }
    let previous = source.tokens[index - 1]
    guard source.matches(at: index + 1, "("), let close = source.closing(of: index + 1),
      previous.kind == .identifier && !source.matches(previous, "return") || source.matches(previous, "*")
    else { return .use }
    // What follows a parameter list are a few attributes.
    var position = close + 1
    while position < min(source.tokens.count, close + 64) {
      if source.matches(at: position, "{") { return .definition }
      if source.matches(at: position, ";") { return .prototype }
      if source.matches(at: position, "("), let end = source.closing(of: position) { position = end }
      position += 1
    }
    return .use
  }
}
