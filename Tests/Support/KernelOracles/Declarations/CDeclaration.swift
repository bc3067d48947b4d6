/// One C declaration: a type and the name that it is given, nil where there is none.
struct CDeclaration: Hashable, Sendable {
  /// The type, in normal form.
  var type: CType
  /// The declared name.
  var name: String?
  /// For a function: the declarations of its parameters, with their names; the types are those of ``type``.
  var parameters: [CDeclaration]

  /// Reads a declaration without initializer and semicolon: `const struct cpumask *mask`, `bool (less)(int a)`.
  ///
  /// Sparse's address-space words (`__user`, `__rcu`, …) are dropped: gcc, which Debian builds with, never sees them.
  /// `__attribute__((address_space(1)))` and `__arena` mark a type as of the arena. Every other attribute or
  /// unknown word is an error.
  static func read(_ text: String) throws(DeclarationError) -> CDeclaration {
    var parser = DeclarationParser(text: text, tokens: try CToken.tokens(of: text))
    let declaration = try parser.declaration(depth: 0)
    guard parser.isAtEnd else { throw parser.failure("unexpected '\(parser.next?.text ?? "")'") }
    return declaration
  }
}

/// A recursive descent over the tokens of one declaration, with a bounded depth.
struct DeclarationParser {
  let text: String
  let tokens: [CToken]
  var position = 0

  static let qualifiers: Set<String> = ["const", "volatile", "restrict"]
  static let integerWords: Set<String> = ["signed", "unsigned", "short", "int", "long", "char"]
  static let tagWords: Set<String> = ["struct", "union", "enum"]
  /// Annotations for sparse and for BTF type tags, which leave no trace in what gcc compiles.
  static let sparseWords: Set<String> = ["__user", "__rcu", "__percpu", "__iomem", "__kernel", "__force", "__kptr"]
  static let maximumDepth = 16

  init(text: String, tokens: [CToken]) {
    self.text = text
    self.tokens = tokens
  }

  var next: CToken? { position < tokens.count ? tokens[position] : nil }
  var isAtEnd: Bool { position == tokens.count }
  func peek(_ distance: Int) -> CToken? {
    position + distance < tokens.count ? tokens[position + distance] : nil
  }
  func failure(_ reason: String) -> DeclarationError { DeclarationError(reason: reason, text: text) }

  mutating func accept(_ mark: String) -> Bool {
    guard next?.text == mark else { return false }
    position += 1
    return true
  }
  mutating func expect(_ mark: String) throws(DeclarationError) {
    guard accept(mark) else { throw failure("'\(mark)' expected, found '\(next?.text ?? "the end")'") }
  }

  mutating func declaration(depth: Int) throws(DeclarationError) -> CDeclaration {
    guard depth < Self.maximumDepth else { throw failure("nested too deep") }
    let base = try specifiers()
    let declarator = try self.declarator(depth: depth)
    return declarator.applied(to: base)
  }
}
