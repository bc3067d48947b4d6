import Diagnostics
import KernelSources

/// A C file, lexed: what the readers work on.
struct CSource {
  let path: String
  let bytes: [UInt8]
  let tokens: [CToken]
  let comments: [CComment]
  let macros: [CMacro]
  let includes: [CInclude]
  /// Stacks of conditions, outermost first; index 0 is the empty one.
  let conditions: [[String]]
  /// What could not be lexed.
  let diagnostics: [Diagnostic]

  init(_ file: SourceFile) {
    var lexer = CLexer(bytes: file.bytes, path: file.path)
    lexer.run()
    path = file.path
    bytes = file.bytes
    tokens = lexer.tokens
    comments = lexer.comments
    macros = lexer.macros
    includes = lexer.includes
    conditions = lexer.conditions.table
    diagnostics = lexer.diagnostics
  }

  /// The text of a token; bytes that are no UTF-8 become U+FFFD.
  func text(_ token: CToken) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  /// Whether the token is spelled `word`.
  func matches(_ token: CToken, _ word: StaticString) -> Bool {
    let count = Int(token.end - token.start)
    guard count == word.utf8CodeUnitCount else { return false }
    let start = Int(token.start)
    for offset in 0..<count where bytes[start + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether the token at `index` exists and is spelled `word`.
  func matches(at index: Int, _ word: StaticString) -> Bool {
    tokens.indices.contains(index) && matches(tokens[index], word)
  }

  /// The index of the closing bracket for the opening one at `index`, nil when there is none.
  ///
  /// Counts all three kinds as one: kernel code that mixes them up does not compile.
  func closing(of index: Int, within limit: Int? = nil) -> Int? {
    var depth = 0
    let end = min(limit ?? tokens.count, tokens.count)
    var position = index
    while position < end {
      let token = tokens[position]
      if token.kind == .punctuator, token.end - token.start == 1 {
        switch bytes[Int(token.start)] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
          depth -= 1
          if depth == 0 { return position }
        default: break
        }
      }
      position += 1
    }
    return nil
  }

  /// The condition around a token in normal form, without the first `outer` levels; nil when there is none.
  func condition(of token: CToken, outer: Int = 0) -> String? {
    ConditionText.joined(conditions[Int(token.condition)].dropFirst(outer))
  }

  /// A warning about the line of `token`.
  func warning(_ code: Diagnostic.Code, _ message: String, at token: CToken) -> Diagnostic {
    Diagnostic(.warning, code, message, at: SourceLocation(file: path, line: Int(token.line)))
  }
}
