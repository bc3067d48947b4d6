public import SeededNumbers

/// A text of any size by a rule that was made up: some words once, others again and again, numbered or ever longer.
public struct SlowShape: CustomStringConvertible, Sendable {
  /// A piece of the text.
  private struct Part {
    var words: [String]
    var growth: Growth
    /// How much of the text it is, beside the others.
    var share: Int
  }

  private enum Growth: CaseIterable {
    /// Once.
    case once
    /// Again and again.
    case again
    /// The same, with a number behind the first word, so that no two are alike.
    case numbered
    /// The first word more and more often, then the rest.
    case longer
  }

  private var parts: [Part]

  /// A shape made up from `numbers`.
  public init(_ numbers: inout SeededNumbers) {
    parts = (0...numbers.below(3)).map { _ in Self.part(&numbers) }
  }

  private static func part(_ numbers: inout SeededNumbers) -> Part {
    Part(
      words: (0...numbers.below(5)).map { _ in word(&numbers) },
      growth: numbers.pick([.again, .again, .again, .once, .numbered, .longer]), share: 1 + numbers.below(4))
  }

  private static func word(_ numbers: inout SeededNumbers) -> String {
    numbers.oneIn(3) ? numbers.pick(plain) : numbers.pick(FuzzWords.markdownWords)
  }

  private static let plain = [
    "a", " ", "\n", "\n\n", "\t", "  ", "    ", "a ", " a", "b\n", "-", "=", "#", "+", ".", "w", "www.", ":", "://",
    "@", "/",
    "\"", "'", "\\", "&", ";", "^", "{", "}", "$", "%", "1", "0. ", ")", "é", "\u{2003}", "\u{0}", "]:", "]: ", "](",
    "](<", "[^", "[!",
    "=\n", "-\n", "--\n", "~~~\n", "~", "~~", "***", "___", "<a", "</", "<!", "<!--", "-->", "?>", "]]>", "<?",
    "<div>\n", "a@b.c", ":-",
    "|:-:|", "| ", " |", "\r", "\u{b}", "xmpp:", "mailto:", "http://", "ftp://", "_a", "*a", "a*", "a_", "![[", "]()",
  ]

  /// The shape with something changed.
  public func changed(_ numbers: inout SeededNumbers) -> SlowShape {
    var changed = self
    let place = numbers.below(parts.count)
    switch numbers.below(8) {
    case 0: changed.parts.append(Self.part(&numbers))
    case 1 where parts.count > 1: changed.parts.remove(at: place)
    case 2: changed.parts[place].growth = numbers.pick(Growth.allCases)
    case 3: changed.parts[place].share = 1 + numbers.below(6)
    case 4 where parts[place].words.count > 1:
      changed.parts[place].words.remove(at: numbers.below(parts[place].words.count))
    case 5: changed.parts[place].words[numbers.below(parts[place].words.count)] = Self.word(&numbers)
    case 6: changed.parts.swapAt(place, numbers.below(parts.count))
    default:
      changed.parts[place].words.insert(Self.word(&numbers), at: numbers.below(parts[place].words.count + 1))
    }
    return changed
  }

  /// A text of about `size` bytes.
  public func text(_ size: Int) -> String {
    let whole = parts.reduce(0) { $0 + ($1.growth == .once ? 0 : $1.share) }
    var text = ""
    for part in parts {
      let unit = part.words.joined()
      let room = whole == 0 ? 0 : size * part.share / whole
      let end = text.utf8.count + room
      switch part.growth {
      case .once: text += unit
      case .again: text += String(repeating: unit, count: room / max(1, unit.utf8.count))
      case .numbered:
        var count = 0
        while text.utf8.count < end {
          count += 1
          text += (part.words.first ?? "") + String(count) + part.words.dropFirst().joined()
        }
      case .longer:
        var count = 0
        while text.utf8.count < end {
          count += 1
          text += String(repeating: part.words.first ?? "a", count: count) + part.words.dropFirst().joined()
        }
      }
    }
    return text
  }

  /// The rule, so that it can be written down as a shape.
  public var description: String {
    parts.map { "\($0.growth) \($0.words.map(\.debugDescription).joined(separator: "+")) x\($0.share)" }
      .joined(separator: ", then ")
  }
}
