import Diagnostics

/// A lexer of C source as the kernel writes it: tokens, comments, macro definitions and conditions in one pass.
///
/// It works on bytes, never fails and never looks back; what it cannot read becomes a located warning. Both
/// branches of an `#if` are lexed, each with the brace depth at which the first began (ISO/IEC 9899 5.1.1.2,
/// phases 2 to 4, without macro expansion and file inclusion).
struct CLexer {
  let bytes: [UInt8]
  let path: String
  var position = 0
  var line = 1
  var lineStart = 0
  var depth: Int32 = 0
  var directives = 0
  /// Indices of the macros that are not undefined yet.
  var liveMacros: [String: [Int]] = [:]

  private(set) var tokens: [CToken] = []
  private(set) var comments: [CComment] = []
  var macros: [CMacro] = []
  var includes: [CInclude] = []
  var conditions = ConditionStack()
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

  func peek(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  mutating func newLine() {
    position += 1
    line += 1
    lineStart = position
  }

  /// Skips a backslash before a line end.
  mutating func skipContinuation() -> Bool {
    var next = position + 1
    if next < bytes.count, bytes[next] == 0x0d { next += 1 }
    guard next < bytes.count, bytes[next] == 0x0a else { return false }
    position = next
    newLine()
    return true
  }

  mutating func warn(_ code: Diagnostic.Code, _ message: String, line: Int) {
    // A file of garbage would repeat itself; a hundred are enough to see that.
    guard diagnostics.count < 100 else { return }
    diagnostics.append(Diagnostic(.warning, code, message, at: SourceLocation(file: path, line: line)))
  }

  mutating func append(_ token: CToken) {
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

  mutating func blockComment() {
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

  mutating func lineComment() {
    let start = position
    let firstLine = line
    while position < bytes.count, bytes[position] != 0x0a {
      if bytes[position] == UInt8(ascii: "\\"), skipContinuation() { continue }
      position += 1
    }
    note(CComment(start: start, end: position, line: firstLine, lastLine: line, directives: directives))
  }

  mutating func note(_ comment: CComment) {
    if !conditions.isDead { comments.append(comment) }
  }

  /// The token at the position, nil for a byte that begins none.
  mutating func token() -> CToken? {
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

  mutating func quoted(_ quote: UInt8) {
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

  func punctuatorLength(_ byte: UInt8) -> Int {
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
}
