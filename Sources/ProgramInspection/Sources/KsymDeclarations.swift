internal import KernelImport
internal import KfuncModel

/// A declaration of a kernel symbol in a BPF program's source.
struct KsymDeclaration: Hashable, Sendable {
  /// The name as written.
  var spelledName: String
  /// The prototype, nil for a variable.
  var prototype: Prototype?
  var isWeak: Bool
  /// The preprocessor condition around it.
  var condition: String?
  /// The line of the name, from 1.
  var line: Int
  /// Index of the token that is the name.
  var token: Int
}

/// Finds the declarations of kernel symbols in a file: those with `__ksym`, or with its attribute written out.
///
/// The forms are those of tools/testing/selftests/bpf/progs and tools/sched_ext: with `extern` and without, over
/// several lines, marks in any order and on either side of the name, inside functions too.
struct KsymDeclarations {
  let source: CSource
  let marks: KsymMarks

  /// A declaration has fewer tokens before its mark.
  private static let longest = 512

  /// The declarations, in the order of the file; one that declares several names gives each.
  func all() -> [KsymDeclaration] {
    var result: [KsymDeclaration] = []
    var read = 0
    for index in source.tokens.indices where index >= read && isKsymMark(index) {
      guard let range = statement(around: index) else { continue }
      read = range.upperBound
      result += declarations(in: range)
    }
    return result
  }

  private func isKsymMark(_ index: Int) -> Bool {
    let token = source.tokens[index]
    switch token.kind {
    case .identifier: return marks[source.text(token)]?.isKsym ?? false
    case .string:
      return source.matches(token, "\".ksyms\"") && source.matches(at: index - 1, "(")
        && (source.matches(at: index - 2, "section") || source.matches(at: index - 2, "__section__"))
    default: return false
    }
  }

  /// The tokens of the declaration that the mark at `index` belongs to, without its semicolon.
  private func statement(around index: Int) -> Range<Int>? {
    let tokens = source.tokens
    var start = index
    var steps = 0
    while start > 0 {
      steps += 1
      guard steps < Self.longest else { return nil }
      let previous = start - 1
      // Braces end what stands before; so does a preprocessor line outside of parentheses.
      if source.matches(tokens[previous], ";") || source.matches(tokens[previous], "{")
        || source.matches(tokens[previous], "}") || tokens[previous].directives != tokens[start].directives
      {
        break
      }
      if source.matches(tokens[previous], ")"), let open = source.opening(of: previous) {
        start = open
      } else {
        start = previous
      }
    }
    var end = index
    while end < tokens.count, !source.matches(tokens[end], ";") {
      guard end - index < Self.longest, !source.matches(tokens[end], "{"), !source.matches(tokens[end], "}") else {
        return nil
      }
      end += 1
    }
    guard end < tokens.count else { return nil }
    // What a macro without a semicolon left in front is not part of it.
    if let last = (start..<index).last(where: { source.matches(tokens[$0], "extern") }) { start = last }
    return start..<end
  }

  // MARK: Declarators

  private func declarations(in range: Range<Int>) -> [KsymDeclaration] {
    let parts = split(range)
    guard let first = parts.first else { return [] }
    // Marks before the first name hold for all, marks behind a name for that one.
    let shared = name(in: first).map { first.lowerBound..<$0 }
    return parts.compactMap { part in
      guard let name = name(in: part) else { return nil }
      var mark = mark(in: part)
      if part != first, let shared {
        let common = self.mark(in: shared)
        mark = KsymMarks.Mark(isKsym: mark.isKsym || common.isKsym, isWeak: mark.isWeak || common.isWeak)
      }
      guard mark.isKsym else { return nil }
      let specifiers = part == first ? first.lowerBound..<name : (shared ?? part.lowerBound..<part.lowerBound)
      let token = source.tokens[name]
      return KsymDeclaration(
        spelledName: source.text(token), prototype: prototype(name: name, in: part, specifiers),
        isWeak: mark.isWeak, condition: source.condition(of: token), line: Int(token.line), token: name)
    }
  }

  /// The parts between commas outside of parentheses.
  private func split(_ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      if source.matches(at: index, "("), let close = source.closing(of: index, within: range.upperBound) {
        index = close
      } else if source.matches(at: index, ",") {
        parts.append(start..<index)
        start = index + 1
      }
      index += 1
    }
    return parts + [start..<range.upperBound]
  }

  /// The index of the declared name.
  private func name(in range: Range<Int>) -> Int? {
    var functions: [Int] = []
    var last: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      let token = source.tokens[index]
      let word = token.kind == .identifier ? source.text(token) : ""
      if token.kind == .identifier, source.matches(at: index + 1, "("),
        let close = source.closing(of: index + 1, within: range.upperBound)
      {
        if !Self.takesOther(word) { functions.append(index) }
        index = close
      } else if source.matches(token, "["), let close = source.closing(of: index, within: range.upperBound) {
        index = close
      } else if token.kind == .identifier, marks[word] == nil, !DeclaratorReader.isAttribute(word) {
        last = index
      }
      index += 1
    }
    // `__printf(2, 0)` looks like a function; where there is a name without underscores, that is it.
    return functions.first { !source.text(source.tokens[$0]).hasPrefix("__") } ?? functions.last ?? last
  }

  private static func takesOther(_ word: String) -> Bool {
    KsymMarks.opensAttribute(word) || ["__asm__", "asm", "typeof", "__typeof__", "_Alignas"].contains(word)
  }

  private func mark(in range: Range<Int>) -> KsymMarks.Mark {
    var result = KsymMarks.Mark(isKsym: false, isWeak: false)
    for index in range {
      let token = source.tokens[index]
      if token.kind == .identifier {
        let word = source.text(token)
        if let mark = marks[word] {
          result.isKsym = result.isKsym || mark.isKsym
          result.isWeak = result.isWeak || mark.isWeak
        } else if KsymMarks.saysWeak(word), isInAttribute(index, from: range.lowerBound) {
          result.isWeak = true
        }
      } else if isKsymMark(index) {
        result.isKsym = true
      }
    }
    return result
  }

  /// Whether the word at `index` stands in the double parentheses of an attribute list.
  private func isInAttribute(_ index: Int, from start: Int) -> Bool {
    var place = index
    while place > start {
      place -= 1
      if source.matches(at: place, "__attribute__") || source.matches(at: place, "__attribute") {
        return (source.closing(of: place + 1) ?? place) > index
      }
    }
    return false
  }

  private func prototype(name: Int, in part: Range<Int>, _ before: Range<Int>) -> Prototype? {
    guard source.matches(at: name + 1, "("), let close = source.closing(of: name + 1, within: part.upperBound) else {
      return nil
    }
    var words: [String] = []
    var index = before.lowerBound
    while index < before.upperBound {
      let word = source.text(source.tokens[index])
      if source.matches(at: index + 1, "("), let end = source.closing(of: index + 1, within: before.upperBound) {
        // The words of a call matter to no one: it is an attribute, or the type is one that is not read.
        words.append(CText.expression(source.tokens[index...end].map(source.text)))
        index = end
      } else if marks[word] == nil {
        words.append(word)
      }
      index += 1
    }
    // Further declarators share the type, not the asterisks of the first.
    if part.lowerBound != before.lowerBound {
      while words.last == "*" { words.removeLast() }
      words += (part.lowerBound..<name).map { source.text(source.tokens[$0]) }
    }
    let specifiers = DeclaratorReader.specifiers(words)
    let (parameters, isVariadic) = DeclaratorReader.parameters(source.tokens[name + 2..<close], of: source)
    return Prototype(
      name: source.text(source.tokens[name]), returnType: specifiers.returnType, parameters: parameters,
      isVariadic: isVariadic)
  }
}
