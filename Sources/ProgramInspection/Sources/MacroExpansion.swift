/// Which names a macro comes to in the end, among the files that a program includes.
///
/// Replacements are followed by the words in them, not expanded: an argument that names a macro is found where it is
/// written. A macro's own name in its replacement is not expanded again (ISO/IEC 9899 6.10.3.4).
struct MacroExpansion {
  let facts: [SourceFacts]
  let defining: [String: [Int]]
  let visible: Set<Int>
  let isName: (String) -> Bool
  private var known: [String: [String]] = [:]
  /// Words that may still be looked at for this file; a macro of a real program comes to a few hundred.
  private var left = 200_000

  init(
    facts: [SourceFacts], defining: [String: [Int]], visible: Set<Int>, isName: @escaping (String) -> Bool
  ) {
    self.facts = facts
    self.defining = defining
    self.visible = visible
    self.isName = isName
  }

  /// The names that the macro `word` comes to; nil when no visible file defines it.
  mutating func names(of word: String) -> [String]? {
    if let names = known[word] { return names }
    guard let first = words(of: word) else { return nil }
    var names: Set<String> = []
    var seen: Set<String> = [word]
    if first.contains(word), isName(word) { names.insert(word) }
    var queue = first
    while let next = queue.popLast(), left > 0 {
      left -= 1
      guard seen.insert(next).inserted else { continue }
      if let words = words(of: next) {
        if words.contains(next), isName(next) { names.insert(next) }
        queue += words
      } else if isName(next) {
        names.insert(next)
      }
    }
    let result = names.sorted()
    known[word] = result
    return result
  }

  private func words(of macro: String) -> [String]? {
    guard let files = defining[macro] else { return nil }
    var words: [String]?
    for file in files where visible.contains(file) { words = (words ?? []) + (facts[file].macros[macro] ?? []) }
    return words
  }
}
