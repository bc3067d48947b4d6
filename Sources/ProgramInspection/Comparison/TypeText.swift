internal import KfuncModel

/// Reads types out of C text in the normal form of ``Prototype``.
///
/// Typedefs stay names: what they stand for is in a header that was not read.
struct TypeText {
  private let words: [String]
  private var position = 0

  /// More words than this are no type that a kfunc has.
  private static let mostWords = 1_000

  /// The shape of a prototype that was written in C.
  static func shape(_ prototype: Prototype) -> FunctionShape {
    var parameters = prototype.parameters.map { parameter($0.type) }
    if prototype.isVariadic { parameters.append(.void) }
    var result = TypeText(prototype.returnType)
    return FunctionShape(
      result: result.declaration(isParameter: false, depth: 0), parameters: parameters,
      isVariadic: prototype.isVariadic)
  }

  /// The shape of a parameter's type; arrays and functions are pointers there (ISO/IEC 9899 6.7.6.3).
  static func parameter(_ text: String) -> TypeShape {
    var reader = TypeText(text)
    return reader.declaration(isParameter: true, depth: 0)
  }

  private init(_ text: String) {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...0xff:
        word.append(byte)
      default:
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        if byte > 0x20 { words.append(String(UnicodeScalar(byte))) }
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    self.words = Array(words.prefix(Self.mostWords))
  }

  private var word: String? { position < words.count ? words[position] : nil }

  private mutating func take(_ expected: String) -> Bool {
    guard word == expected else { return false }
    position += 1
    return true
  }

  // MARK: Declarations

  /// A type with a declarator that has a name or none.
  private mutating func declaration(isParameter: Bool, depth: Int) -> TypeShape {
    guard depth < TypeShape.deepest else {
      position = words.count
      return .unread("…")
    }
    var base: [String] = []
    while let word, Self.isWord(word) {
      position += 1
      if word == "__attribute__" {
        skipParentheses()
      } else if !Self.isQualifier(word) {
        base.append(word)
      }
    }
    var type = Self.base(base)
    while let word, word == "*" || Self.isQualifier(word) {
      position += 1
      if word == "*" { type = .pointer(type) }
    }
    if let word, Self.isWord(word) { position += 1 }  // the name
    return declarator(of: type, isParameter: isParameter, depth: depth)
  }

  private mutating func declarator(of type: TypeShape, isParameter: Bool, depth: Int) -> TypeShape {
    var type = type
    if take("(") {
      if word == "*" {
        var stars = 0
        while let word, word != ")" {
          if word == "(" || word == "[" { return .unread(words.joined(separator: " ")) }
          if word == "*" { stars += 1 }
          position += 1
        }
        position += 1
        if take("(") { type = .function(parameters(result: type, depth: depth)) }
        for _ in 0..<min(stars, TypeShape.deepest) { type = .pointer(type) }
        return type
      }
      type = .function(parameters(result: type, depth: depth))
      return isParameter ? .pointer(type) : type
    }
    var dimensions = 0
    while take("[") {
      dimensions += 1
      while let word, word != "]" {
        position += 1
        if word == "[" { break }
      }
      position += 1
    }
    for index in 0..<min(dimensions, TypeShape.deepest) {
      type = isParameter && index == dimensions - 1 ? .pointer(type) : .array(type)
    }
    return type
  }

  /// The parameters up to the closing parenthesis, whose opening one was taken.
  private mutating func parameters(result: TypeShape, depth: Int) -> FunctionShape {
    var list: [TypeShape] = []
    var isVariadic = false
    while let word, word != ")" {
      if word == "..." {
        isVariadic = true
        position += 1
        list.append(.void)
      } else {
        let before = position
        list.append(declaration(isParameter: true, depth: depth + 1))
        if position == before { position += 1 }
      }
      _ = take(",")
    }
    position += 1
    if list == [.void], !isVariadic { list = [] }
    return FunctionShape(result: result, parameters: list, isVariadic: isVariadic)
  }

  private mutating func skipParentheses() {
    var depth = 0
    while let word {
      position += 1
      if word == "(" { depth += 1 }
      if word == ")" { depth -= 1 }
      if depth <= 0 { return }
    }
  }

  // MARK: Base types

  private static func base(_ words: [String]) -> TypeShape {
    guard let first = words.first else { return .integer(IntegerShape(name: "int", bits: 32, isSigned: true)) }
    let tag = words.count > 1 ? words[1] : ""
    switch first {
    case "struct": return .structure(tag)
    case "union": return .union(tag)
    case "enum": return .enumeration(tag)
    case "void": return .void
    case "float", "double": return .float(first)
    default: break
    }
    let keywords = Array(words.prefix { IntegerShape.keywords.contains($0) })
    if let shape = IntegerShape(words: keywords.isEmpty ? [first] : keywords) { return .integer(shape) }
    return .alias(first, nil)
  }

  private static func isWord(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    return first == UInt8(ascii: "_") || first >= 0x80 || (first | 0x20 >= 0x61 && first | 0x20 <= 0x7a)
  }

  private static func isQualifier(_ word: String) -> Bool {
    [
      "const", "volatile", "restrict", "__restrict", "register", "__user", "__rcu", "__percpu", "__iomem", "__kernel",
      "__force", "__arena", "__kptr", "__bitwise", "__attribute__", "__seg_gs",
    ].contains(word)
  }
}
