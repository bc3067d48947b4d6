extension DeclarationParser {
  /// Reads `const struct x`, `long unsigned int`, `u64` with its qualifiers.
  mutating func specifiers() throws(DeclarationError) -> CType {
    var qualifiers: Set<String> = []
    var integers: [String] = []
    var name: String?
    var arena = false
    while let token = next, token.isWord {
      let word = token.text
      if Self.qualifiers.contains(word) {
        qualifiers.insert(word)
      } else if Self.sparseWords.contains(word) {
        // Seen by sparse only.
      } else if word == "__arena" {
        arena = true
      } else if word == "__attribute__" {
        try addressSpaceAttribute()
        arena = true
        continue
      } else if Self.integerWords.contains(word), name == nil {
        integers.append(word)
      } else if Self.tagWords.contains(word), name == nil, integers.isEmpty {
        guard let tag = peek(1), tag.isWord else { throw failure("'\(word)' without a tag") }
        name = "\(word) \(tag.text)"
        position += 1
      } else if name == nil, integers.isEmpty {
        name = word
      } else {
        break  // the declared name
      }
      position += 1
    }
    if !integers.isEmpty { name = try integerType(integers) }
    guard let name else { throw failure("no type") }
    return .named(name, qualifiers: qualifiers, arena: arena)
  }

  /// `__attribute__((address_space(1)))`, as bpftool writes the arena's address space; no other attribute is known.
  private mutating func addressSpaceAttribute() throws(DeclarationError) {
    for word in ["__attribute__", "(", "(", "address_space", "(", "1", ")", ")", ")"] { try expect(word) }
  }

  /// The one spelling of an integer type: C11 6.7.2, 2.
  private func integerType(_ words: [String]) throws(DeclarationError) -> String {
    func count(_ word: String) -> Int { words.reduce(0) { $0 + ($1 == word ? 1 : 0) } }
    let unsigned = count("unsigned") == 1 ? "unsigned " : ""
    let isValid = count("unsigned") + count("signed") <= 1 && count("short") <= 1 && count("int") <= 1
    let size = (count("char"), count("short"), count("long"))
    switch size {
    case _ where !isValid: break
    case (1, 0, 0) where count("int") == 0:
      // `char` and `signed char` are two types.
      return count("signed") == 1 ? "signed char" : unsigned + "char"
    case (0, 1, 0): return unsigned + "short"
    case (0, 0, 0): return unsigned + "int"
    case (0, 0, 1): return unsigned + "long"
    case (0, 0, 2): return unsigned + "long long"
    default: break
    }
    throw failure("no integer type is called '\(words.joined(separator: " "))'")
  }
}
