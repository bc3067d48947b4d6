/// What a declarator makes of the type in front of it, innermost step last.
struct Declarator {
  enum Step {
    case pointer(qualifiers: Set<String>)
    case array(size: String)
    case function(parameters: [CDeclaration], isVariadic: Bool)
  }

  var name: String?
  /// In the order in which they apply to the base type.
  var steps: [Step]

  func applied(to base: CType) -> CDeclaration {
    var type = base
    var parameters: [CDeclaration] = []
    for step in steps {
      parameters = []
      switch step {
      case .pointer(let qualifiers): type = .pointer(to: type, qualifiers: qualifiers)
      case .array(let size): type = .array(of: type, size: size)
      case .function(let declared, let isVariadic):
        type = .function(returns: type, parameters: declared.map(\.type), isVariadic: isVariadic)
        parameters = declared
      }
    }
    return CDeclaration(type: type, name: name, parameters: parameters)
  }
}

extension DeclarationParser {
  /// Reads `*name`, `(*name)(int)`, `name[4]`, or any of these without a name.
  mutating func declarator(depth: Int) throws(DeclarationError) -> Declarator {
    guard depth < Self.maximumDepth else { throw failure("nested too deep") }
    var outer: [Declarator.Step] = []
    while accept("*") { outer.append(.pointer(qualifiers: pointerQualifiers())) }

    var inner = Declarator(name: nil, steps: [])
    if opensNestedDeclarator {
      try expect("(")
      inner = try declarator(depth: depth + 1)
      try expect(")")
    } else if let token = next, token.isWord {
      inner.name = token.text
      position += 1
    }

    // The suffix nearest to the name applies last.
    var suffixes: [Declarator.Step] = []
    while true {
      if accept("(") {
        suffixes.append(try parameterList(depth: depth + 1))
      } else if accept("[") {
        var size = ""
        while let token = next, token.text != "]" {
          guard token.text != "[" else { throw failure("'[' within '[]'") }
          size += token.text
          position += 1
        }
        try expect("]")
        suffixes.append(.array(size: size))
      } else {
        break
      }
    }
    return Declarator(name: inner.name, steps: outer + suffixes.reversed() + inner.steps)
  }

  /// Whether the parenthesis here encloses a declarator, `(*less)` or `(less)(`, and no list of parameters.
  private var opensNestedDeclarator: Bool {
    guard next?.text == "(" else { return false }
    if peek(1)?.text == "*" { return true }
    guard let word = peek(1), word.isWord, !Self.integerWords.contains(word.text), word.text != "void" else {
      return false
    }
    return peek(2)?.text == ")" && peek(3)?.text == "("
  }

  private mutating func pointerQualifiers() -> Set<String> {
    var qualifiers: Set<String> = []
    while let token = next, token.isWord {
      if Self.qualifiers.contains(token.text) {
        qualifiers.insert(token.text)
      } else if !Self.sparseWords.contains(token.text) {
        break
      }
      position += 1
    }
    return qualifiers
  }

  private mutating func parameterList(depth: Int) throws(DeclarationError) -> Declarator.Step {
    if next?.text == "void", peek(1)?.text == ")" {
      position += 2
      return .function(parameters: [], isVariadic: false)
    }
    if accept(")") { return .function(parameters: [], isVariadic: false) }
    var parameters: [CDeclaration] = []
    while true {
      if accept("...") {
        guard !parameters.isEmpty else { throw failure("'...' without a parameter before it") }
        try expect(")")
        return .function(parameters: parameters, isVariadic: true)
      }
      var parameter = try declaration(depth: depth)
      parameter.type = parameter.type.adjustedParameter
      parameters.append(parameter)
      if accept(")") { return .function(parameters: parameters, isVariadic: false) }
      try expect(",")
    }
  }
}
