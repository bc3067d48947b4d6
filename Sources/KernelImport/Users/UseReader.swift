import KfuncModel

/// Finds the kfuncs that a BPF program declares, calls or mentions.
package struct UseReader {
  let source: CSource

  /// The first place of each form for each name of `names` that the file uses.
  ///
  /// A name with a flavour counts as the name: libbpf resolves `scx_bpf_dsq_move___new` as `scx_bpf_dsq_move`. In a
  /// file that defines a function or macro of the name, the name is that function's, not the kfunc's.
  func uses(of names: Set<String>) -> [(name: String, use: InTreeUse)] {
    var found: [String: [InTreeUse.Form: Int]] = [:]
    func note(_ name: String, _ form: InTreeUse.Form, _ line: Int) {
      found[name, default: [:]][form] = min(found[name]?[form] ?? Int.max, line)
    }
    var own: Set<String> = []
    var calls: [(spelled: String, name: String, line: Int)] = []
    for (index, token) in source.tokens.enumerated() {
      if token.kind == .string { mentions(in: Int(token.start)..<Int(token.end), Int(token.line), of: names, note) }
      guard token.kind == .identifier, let (spelled, name) = kfunc(token, names) else { continue }
      if isMember(index) { continue }
      switch role(of: index) {
      case .declaration: note(name, .declares, Int(token.line))
      case .definition: own.insert(spelled)
      case .prototype: break
      case .call: calls.append((spelled, name, Int(token.line)))
      }
    }
    for macro in source.macros {
      // A macro of the name that ends in a call of the name passes calls on; others replace it.
      let isPassedOn = macro.body.contains { $0.kind == .identifier && source.text($0) == macro.name }
      if names.contains(macro.name), !isPassedOn { own.insert(macro.name) }
      for (index, token) in macro.body.enumerated() where token.kind == .identifier {
        guard let (spelled, name) = kfunc(token, names) else { continue }
        if index > 0, source.matches(macro.body[index - 1], ".") || source.matches(macro.body[index - 1], "->") {
          continue
        }
        calls.append((spelled, name, Int(token.line)))
      }
    }
    for call in calls where !own.contains(call.spelled) { note(call.name, .calls, call.line) }
    for comment in source.comments { mentions(in: comment.start..<comment.end, comment.line, of: names, note) }
    return found.flatMap { name, forms -> [(name: String, use: InTreeUse)] in
      // A mention says nothing more where the file declares or calls it.
      let forms = forms.count > 1 ? forms.filter { $0.key != .mentions } : forms
      return forms.map { form, line in
        (name, InTreeUse(source: SourceReference(file: source.path, line: line), form: form))
      }
    }
  }

  private func kfunc(_ token: CToken, _ names: Set<String>) -> (spelled: String, name: String)? {
    // The shortest kfunc has more than three letters; most identifiers are not worth a string.
    guard token.end - token.start > 3 else { return nil }
    let spelled = source.text(token)
    if names.contains(spelled) { return (spelled, spelled) }
    guard let name = UseReader.withoutFlavour(spelled), names.contains(name) else { return nil }
    return (spelled, name)
  }

  /// The name before the last `___`, as libbpf's `bpf_core_essential_name_len` has it; nil without one.
  package static func withoutFlavour(_ name: String) -> String? {
    let bytes = Array(name.utf8)
    guard bytes.count > 4 else { return nil }
    var index = bytes.count - 4
    while index > 0 {
      if bytes[index] == 0x5f, bytes[index + 1] == 0x5f, bytes[index + 2] == 0x5f, bytes[index - 1] != 0x5f,
        bytes[index + 3] != 0x5f
      {
        return String(decoding: bytes[..<index], as: UTF8.self)
      }
      index -= 1
    }
    return nil
  }

  private func isMember(_ index: Int) -> Bool {
    source.matches(at: index - 1, ".") || source.matches(at: index - 1, "->")
  }

  private enum Role {
    case declaration
    case prototype
    case definition
    case call
  }

  /// What the name at `index` does at file scope: a declaration ends in a semicolon and, to be one of a kernel
  /// symbol, says `__ksym`.
  private func role(of index: Int) -> Role {
    let token = source.tokens[index]
    if token.depth == 0, isNameInMacro(index) { return .definition }
    guard token.depth == 0, index > 0, source.matches(at: index + 1, "("), let close = source.closing(of: index + 1)
    else { return .call }
    let previous = source.tokens[index - 1]
    guard previous.kind == .identifier && !source.matches(previous, "return") || source.matches(previous, "*")
    else { return .call }
    var position = close + 1
    var isKernelSymbol = false
    // What follows a parameter list are a few attributes.
    while position < min(source.tokens.count, close + 256) {
      if source.matches(at: position, "__ksym") { isKernelSymbol = true }
      if source.matches(at: position, ";") { return isKernelSymbol ? .declaration : .prototype }
      if source.matches(at: position, "{") { return .definition }
      if source.matches(at: position, "("), let end = source.closing(of: position) { position = end }
      position += 1
    }
    return .prototype
  }

  /// Whether a macro makes a function of the name at `index`: `void BPF_PROG(name, …) {`.
  private func isNameInMacro(_ index: Int) -> Bool {
    guard index > 1, source.matches(at: index - 1, "("), source.tokens[index - 2].kind == .identifier,
      let close = source.closing(of: index - 1)
    else { return false }
    return source.matches(at: close + 1, "{")
  }

  private func mentions(
    in range: Range<Int>, _ line: Int, of names: Set<String>, _ note: (String, InTreeUse.Form, Int) -> Void
  ) {
    var line = line
    var position = range.lowerBound
    let bytes = source.bytes
    while position < range.upperBound {
      let byte = bytes[position]
      if byte == 0x0a { line += 1 }
      guard CLexer.isIdentifierByte(byte) else {
        position += 1
        continue
      }
      let start = position
      while position < range.upperBound, CLexer.isIdentifierByte(bytes[position]) { position += 1 }
      guard position - start > 3 else { continue }
      let word = String(decoding: bytes[start..<position], as: UTF8.self)
      if names.contains(word) { note(word, .mentions, line) }
    }
  }
}
