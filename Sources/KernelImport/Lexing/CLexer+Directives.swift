import Diagnostics

/// Preprocessor lines: conditions, macro definitions and inclusions.
extension CLexer {
  mutating func directive() {
    let startLine = line
    directives += 1
    position += 1
    skipBlanks()
    let nameStart = position
    while position < bytes.count, CLexer.isIdentifierByte(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[nameStart..<position], as: UTF8.self)
    switch name {
    case "if":
      conditions.open(condition(line: startLine), isGuard: false, depth: depth, line: startLine)
    case "ifdef", "ifndef":
      let symbol = condition(line: startLine)
      let isGuard = name == "ifndef" && tokens.isEmpty && macros.isEmpty && isDefinedNext(symbol)
      conditions.open(
        name == "ifdef" ? "defined(\(symbol))" : "!defined(\(symbol))", isGuard: isGuard, depth: depth, line: startLine)
    case "elif": branch(condition(line: startLine), line: startLine)
    case "else":
      _ = restOfDirective()
      branch(nil, line: startLine)
    case "endif":
      _ = restOfDirective()
      if let depth = conditions.close(depth: depth) {
        self.depth = depth
      } else {
        warn("unbalanced-condition", "#endif without #if", line: startLine)
      }
    case "define": define(line: startLine)
    case "undef": undefine(ConditionText.normalised(restOfDirective()))
    case "include":
      var path = restOfDirective()[...]
      while let last = path.last, last != UInt8(ascii: "\""), last != UInt8(ascii: ">") { path.removeLast() }
      while let first = path.first, first != UInt8(ascii: "\""), first != UInt8(ascii: "<") { path.removeFirst() }
      if path.count > 2, !conditions.isDead {
        let text = String(decoding: path.dropFirst().dropLast(), as: UTF8.self)
        includes.append(CInclude(path: text, condition: conditions.current))
      }
    default: _ = restOfDirective()
    }
  }

  /// More bytes than this are not kept of one condition: every entry under it would carry them into the catalogue.
  private static let longestCondition = 1_000

  /// The rest of a directive as a condition in normal form.
  private mutating func condition(line: Int) -> String {
    let text = ConditionText.normalised(restOfDirective())
    if text.utf8.count <= Self.longestCondition { return text }
    warn("long-condition", "a condition of \(text.utf8.count) bytes is not kept", line: line)
    return "(…)"
  }

  private mutating func branch(_ condition: String?, line: Int) {
    if let depth = conditions.next(condition, depth: depth) {
      self.depth = depth
    } else {
      warn("unbalanced-condition", "\(condition == nil ? "#else" : "#elif") without #if", line: line)
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  /// The bytes up to the end of the directive's logical line; continuations joined, comments taken out and noted.
  private mutating func restOfDirective() -> [UInt8] {
    var rest: [UInt8] = []
    while position < bytes.count, bytes[position] != 0x0a {
      if bytes[position] == UInt8(ascii: "\\"), skipContinuation() {
        rest.append(0x20)
      } else if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        blockComment()
        rest.append(0x20)
      } else if bytes[position] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        lineComment()
      } else {
        rest.append(bytes[position])
        position += 1
      }
    }
    return rest
  }

  /// Whether the next directive of the file is `#define symbol`: then the `#ifndef` before it is an include guard.
  private func isDefinedNext(_ symbol: String) -> Bool {
    var index = position
    while index < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "#") else { return false }
    index += 1
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    let wanted = Array("define".utf8)
    guard index + wanted.count < bytes.count, Array(bytes[index..<index + wanted.count]) == wanted else { return false }
    index += wanted.count
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    let name = Array(symbol.utf8)
    guard index + name.count <= bytes.count, Array(bytes[index..<index + name.count]) == name else { return false }
    return index + name.count == bytes.count || !CLexer.isIdentifierByte(bytes[index + name.count])
  }

  private mutating func define(line: Int) {
    skipBlanks()
    let start = position
    while position < bytes.count, CLexer.isIdentifierByte(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    // Only a parenthesis that touches the name opens a list of parameters.
    let isFunctionLike = position < bytes.count && bytes[position] == UInt8(ascii: "(")
    var body: [CToken] = []
    while position < bytes.count, bytes[position] != 0x0a {
      switch bytes[position] {
      case 0x20, 0x09, 0x0c, 0x0d, 0x0b: position += 1
      case UInt8(ascii: "\\") where skipContinuation(): break
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): lineComment()
      default: if let token = token() { body.append(token) }
      }
    }
    guard !conditions.isDead else { return }
    var parameters: [String]?
    if isFunctionLike,
      let close = body.firstIndex(where: { $0.end - $0.start == 1 && bytes[Int($0.start)] == UInt8(ascii: ")") })
    {
      parameters = body[1..<max(1, close)].filter { $0.kind == .identifier || $0.end - $0.start == 3 }
        .map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
      body.removeSubrange(...close)
    }
    liveMacros[name, default: []].append(macros.count)
    macros.append(CMacro(name: name, parameters: parameters, body: body, line: line, directive: directives))
  }

  private mutating func undefine(_ name: String) {
    for index in liveMacros.removeValue(forKey: name) ?? [] { macros[index].undefinedAt = directives }
  }
}
