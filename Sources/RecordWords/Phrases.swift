package import KfuncModel
internal import TextBytes

/// Words of sentences that are put together from values.
package enum Phrases {
  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ words: [String], _ conjunction: String = "and") -> String {
    if words.count < 2 { return words.first ?? "" }
    let length = words.reduce(2 * words.count + conjunction.utf8.count) { $0 + $1.utf8.count }
    return String(room: length) { text in
      for index in words.indices {
        if index > 0 { separator(before: index, of: words.count, conjunction) { text.append($0) } }
        text.append(words[index])
      }
    }
  }

  /// Adds the list of `words`.
  package static func add(_ words: [String], _ conjunction: String = "and", to bytes: inout [UInt8]) {
    add(words.count, conjunction, to: &bytes) { $1.add(words[$0]) }
  }

  /// Adds the list of `releases`.
  package static func add(_ releases: [KernelRelease], to bytes: inout [UInt8]) {
    add(releases.count, "and", to: &bytes) { releases[$0].add(to: &$1) }
  }

  /// Adds the list of `types`, without their prefix.
  package static func add(_ types: [ProgramType], to bytes: inout [UInt8]) {
    add(types.count, "and", to: &bytes) { types[$0].add(to: &$1) }
  }

  /// Adds a list of `count` words, each of which `word` adds by its position.
  static func add(
    _ count: Int, _ conjunction: String = "and", to bytes: inout [UInt8], _ word: (Int, inout [UInt8]) -> Void
  ) {
    for index in 0..<count {
      if index > 0 { separator(before: index, of: count, conjunction) { bytes.add($0) } }
      word(index, &bytes)
    }
  }

  /// What stands before a word that is not the first.
  private static func separator(before index: Int, of count: Int, _ conjunction: String, _ add: (String) -> Void) {
    if index < count - 1 { return add(", ") }
    add(" ")
    add(conjunction)
    add(" ")
  }

  /// `1 release`, `4 releases`.
  package static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(singular)" : "\(number) \(plural ?? singular + "s")"
  }

  /// Adds ``count(_:_:_:)``.
  static func add(_ number: Int, _ singular: String, to bytes: inout [UInt8]) {
    bytes.add(decimal: number)
    bytes.add(" ")
    bytes.add(singular)
    if number != 1 { bytes.add("s") }
  }

  /// `once`, `twice`, `3 times`.
  package static func times(_ number: Int) -> String {
    switch number {
    case 1: "once"
    case 2: "twice"
    default: "\(number) times"
    }
  }

  /// Makes the letter at `start` of `bytes` a large one.
  static func beginSentence(at start: Int, of bytes: inout [UInt8]) {
    guard start < bytes.count else { return }
    if bytes[start] < 0x80 {
      if bytes[start] >= UInt8(ascii: "a"), bytes[start] <= UInt8(ascii: "z") { bytes[start] -= 0x20 }
    } else {
      let text = NumberWords.atStart(String(decoding: bytes[start...], as: UTF8.self))
      bytes.removeSubrange(start...)
      bytes.add(text)
    }
  }
}

/// Numbers as words of a sentence.
package enum NumberWords {
  private static let small = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  ]

  /// `two`, `13`: up to twelve in letters.
  package static func spelled(_ number: Int) -> String {
    small.indices.contains(number) ? small[number] : String(number)
  }

  /// `one kfunc`, `13 kfuncs`.
  package static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(spelled(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  /// `text` as a sentence begins.
  package static func atStart(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
