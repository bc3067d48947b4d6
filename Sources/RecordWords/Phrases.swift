/// Words of sentences that are put together from values.
package enum Phrases {
  /// `a`, `a and b`, `a, b and c`.
  package static func list(_ words: [String], _ conjunction: String = "and") -> String {
    switch words.count {
    case 0: ""
    case 1: words[0]
    default: words.dropLast().joined(separator: ", ") + " " + conjunction + " " + words[words.count - 1]
    }
  }

  /// `1 release`, `4 releases`.
  package static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(singular)" : "\(number) \(plural ?? singular + "s")"
  }

  /// `once`, `twice`, `3 times`.
  package static func times(_ number: Int) -> String {
    switch number {
    case 1: "once"
    case 2: "twice"
    default: "\(number) times"
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
