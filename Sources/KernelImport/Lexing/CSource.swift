package import Diagnostics
package import KernelSources

/// A C file, lexed: what the readers work on.
package struct CSource {
  /// A larger file is not lexed; the largest of 7.3 that speaks of kfuncs has 0.7 MB.
  package static let largestFile = 4 << 20

  package let path: String
  let bytes: [UInt8]
  package let tokens: [CToken]
  let comments: [CComment]
  package let macros: [CMacro]
  package let includes: [CInclude]
  private let conditions: ConditionStack
  /// For each bracket the index of the one that closes or opens it, -1 for none and for every other token.
  ///
  /// All three kinds count as one: kernel code that mixes them up does not compile.
  private let partners: [Int32]
  /// What could not be lexed.
  package let diagnostics: [Diagnostic]

  /// Lexes a file of at most `largest` bytes; a larger one is an empty source with a diagnostic.
  package init(_ file: SourceFile, largest: Int = CSource.largestFile) {
    let isTooLarge = file.bytes.count > largest
    let bytes = isTooLarge ? [] : file.bytes
    var lexer = CLexer(bytes: bytes, path: file.path)
    lexer.run()
    path = file.path
    self.bytes = bytes
    tokens = lexer.tokens
    comments = lexer.comments
    macros = lexer.macros
    includes = lexer.includes
    conditions = lexer.conditions
    partners = CSource.partners(of: lexer.tokens, in: bytes)
    diagnostics =
      isTooLarge
      ? [
        Diagnostic(
          .error, "file-too-large",
          "the file has \(file.bytes.count) bytes, more than the \(largest) that are read as C",
          at: SourceLocation(file: file.path))
      ] : lexer.diagnostics
  }

  /// The text of a token; bytes that are no UTF-8 become U+FFFD.
  package func text(_ token: CToken) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  /// Whether the token is spelled `word`.
  package func matches(_ token: CToken, _ word: StaticString) -> Bool {
    let count = Int(token.end - token.start)
    guard count == word.utf8CodeUnitCount else { return false }
    let start = Int(token.start)
    for offset in 0..<count where bytes[start + offset] != word.utf8Start[offset] { return false }
    return true
  }

  /// Whether the token at `index` exists and is spelled `word`.
  package func matches(at index: Int, _ word: StaticString) -> Bool {
    tokens.indices.contains(index) && matches(tokens[index], word)
  }

  /// The index of the closing bracket for the opening one at `index`, nil when there is none before `limit`.
  package func closing(of index: Int, within limit: Int? = nil) -> Int? {
    guard partners.indices.contains(index) else { return nil }
    let partner = Int(partners[index])
    return partner > index && partner < limit ?? tokens.count ? partner : nil
  }

  /// The index of the opening bracket for the closing one at `index`, nil when there is none.
  package func opening(of index: Int) -> Int? {
    guard partners.indices.contains(index) else { return nil }
    let partner = Int(partners[index])
    return partner >= 0 && partner < index ? partner : nil
  }

  private static func partners(of tokens: [CToken], in bytes: [UInt8]) -> [Int32] {
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [Int32] = []
    for (index, token) in tokens.enumerated() where token.kind == .punctuator && token.end - token.start == 1 {
      switch bytes[Int(token.start)] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(Int32(index))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard let start = open.popLast() else { continue }
        partners[Int(start)] = Int32(index)
        partners[index] = start
      default: break
      }
    }
    return partners
  }

  /// The conditions of a chain that a token or inclusion names, outermost first.
  func conditions(of chain: Int32) -> [String] { conditions.parts(of: chain) }

  /// The condition around a token in normal form, without the first `outer` levels; nil when there is none.
  package func condition(of token: CToken, outer: Int = 0) -> String? {
    ConditionText.joined(conditions(of: token.condition).dropFirst(outer))
  }

  /// A warning about the line of `token`.
  func warning(_ code: Diagnostic.Code, _ message: String, at token: CToken) -> Diagnostic {
    Diagnostic(.warning, code, message, at: SourceLocation(file: path, line: Int(token.line)))
  }
}
