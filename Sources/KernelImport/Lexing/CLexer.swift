import Diagnostics

/// A lexer of C source as the kernel writes it: tokens, comments, macro definitions and conditions in one pass.
///
/// It works on bytes, never fails and never looks back; what it cannot read becomes a located warning. Both
/// branches of an `#if` are lexed, each with the brace depth at which the first began (ISO/IEC 9899 5.1.1.2,
/// phases 2 to 4, without macro expansion and file inclusion).
struct CLexer {
  private let bytes: [UInt8]
  private let path: String
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var depth: Int32 = 0
  private var directives = 0
  /// Indices of the macros that are not undefined yet.
  private var liveMacros: [String: [Int]] = [:]

  private(set) var tokens: [CToken] = []
  private(set) var comments: [CComment] = []
  private(set) var macros: [CMacro] = []
  private(set) var includes: [CInclude] = []
  private(set) var conditions = ConditionStack()
  private(set) var diagnostics: [Diagnostic] = []

  init(bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
    tokens.reserveCapacity(bytes.count / 5)
  }

  static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), 0x80...0xff:
      true
    default: false
    }
  }

  mutating func run() {
    var atLineStart = true
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x0a:
        newLine()
        atLineStart = true
      case 0x20, 0x09, 0x0c, 0x0d, 0x0b: position += 1
      case UInt8(ascii: "\\") where skipContinuation(): break
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): lineComment()
      case UInt8(ascii: "#") where atLineStart: directive()
      default:
        atLineStart = false
        if let token = token() { append(token) }
      }
    }
    if let open = conditions.openLine { warn("unbalanced-condition", "#if without #endif", line: open) }
    if conditions.isTruncated {
      warn(
        "deep-condition", "conditions nested deeper than \(ConditionStack.mostParts) are not all kept", line: line)
    }
  }

  // MARK: Pieces

  private func peek(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private mutating func newLine() {
    position += 1
    line += 1
    lineStart = position
  }

  /// Skips a backslash before a line end.
  private mutating func skipContinuation() -> Bool {
    var next = position + 1
    if next < bytes.count, bytes[next] == 0x0d { next += 1 }
    guard next < bytes.count, bytes[next] == 0x0a else { return false }
    position = next
    newLine()
    return true
  }

  private mutating func warn(_ code: Diagnostic.Code, _ message: String, line: Int) {
    // A file of garbage would repeat itself; a hundred are enough to see that.
    guard diagnostics.count < 100 else { return }
    diagnostics.append(Diagnostic(.warning, code, message, at: SourceLocation(file: path, line: line)))
  }

  private mutating func append(_ token: CToken) {
    if conditions.isDead { return }
    var token = token
    if token.kind == .punctuator, token.end - token.start == 1 {
      switch bytes[Int(token.start)] {
      case UInt8(ascii: "{"):
        token.depth = depth
        depth += 1
      case UInt8(ascii: "}"):
        // In kernel style a brace in the first column closes an external definition: whatever a macro
        // left unbalanced ends here.
        depth = token.beginsLine ? 0 : max(0, depth - 1)
        token.depth = depth
      default: break
      }
    }
    tokens.append(token)
  }

  private mutating func blockComment() {
    let start = position
    let firstLine = line
    position += 2
    while position < bytes.count {
      if bytes[position] == 0x0a {
        newLine()
      } else if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        position += 2
        note(CComment(start: start, end: position, line: firstLine, lastLine: line, directives: directives))
        return
      } else {
        position += 1
      }
    }
    warn("unterminated-comment", "comment without an end", line: firstLine)
    note(CComment(start: start, end: position, line: firstLine, lastLine: line, directives: directives))
  }

  private mutating func lineComment() {
    let start = position
    let firstLine = line
    while position < bytes.count, bytes[position] != 0x0a {
      if bytes[position] == UInt8(ascii: "\\"), skipContinuation() { continue }
      position += 1
    }
    note(CComment(start: start, end: position, line: firstLine, lastLine: line, directives: directives))
  }

  private mutating func note(_ comment: CComment) {
    if !conditions.isDead { comments.append(comment) }
  }

  /// The token at the position, nil for a byte that begins none.
  private mutating func token() -> CToken? {
    let start = position
    let startLine = line
    let beginsLine = start == lineStart
    let byte = bytes[position]
    let kind: CToken.Kind
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      kind = .number
      while position < bytes.count, CLexer.isIdentifierByte(bytes[position]) || bytes[position] == UInt8(ascii: ".") {
        position += 1
      }
    case UInt8(ascii: "\""):
      kind = .string
      quoted(byte)
    case UInt8(ascii: "'"):
      kind = .character
      quoted(byte)
    case _ where CLexer.isIdentifierByte(byte):
      kind = .identifier
      while position < bytes.count, CLexer.isIdentifierByte(bytes[position]) { position += 1 }
    case 0..<0x20, 0x7f:
      warn("control-character", "control character in C source", line: line)
      position += 1
      return nil
    default:
      kind = .punctuator
      position += punctuatorLength(byte)
    }
    return CToken(
      kind: kind, beginsLine: beginsLine, start: Int32(start), end: Int32(position), line: Int32(startLine),
      depth: depth, condition: conditions.current, directives: Int32(directives))
  }

  private mutating func quoted(_ quote: UInt8) {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote {
        position += 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        if skipContinuation() { continue }
        position += 1
        if position < bytes.count, bytes[position] != 0x0a { position += 1 }
        continue
      }
      if byte == 0x0a { break }
      position += 1
    }
    // An apostrophe in the text of an #error or in assembler comments is common and harmless.
    if quote == UInt8(ascii: "\""), !conditions.isDead {
      warn("unterminated-string", "string without an end", line: line)
    }
  }

  private func punctuatorLength(_ byte: UInt8) -> Int {
    let next = peek(1)
    switch byte {
    case UInt8(ascii: "."): return next == UInt8(ascii: ".") && peek(2) == UInt8(ascii: ".") ? 3 : 1
    case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "+"):
      if next == byte || next == UInt8(ascii: "=") { return 2 }
    case UInt8(ascii: "-"):
      if next == byte || next == UInt8(ascii: "=") || next == UInt8(ascii: ">") { return 2 }
    case UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "^"):
      if next == UInt8(ascii: "=") { return 2 }
    case UInt8(ascii: "#"):
      if next == byte { return 2 }
    default: break
    }
    return 1
  }

  // MARK: Directives

  private mutating func directive() {
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
