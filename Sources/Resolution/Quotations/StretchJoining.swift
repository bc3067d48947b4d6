/// Joins stretches of one text that repeat or continue each other: several messages quote the same clause, one more of
/// it than another.
struct StretchJoining {
  /// Later stretches stay apart: no clause has so many, and each is compared with those before it.
  static let most = 100

  private(set) var stretches: [OfficialText.Stretch] = []
  private var words: [[QuotedWords.Word]] = []
  private var table = WordTable()

  mutating func add(_ stretch: OfficialText.Stretch) {
    let own = QuotedWords(Array(stretch.text.utf8), table: &table).words
    guard !own.isEmpty else { return }
    for index in stretches.indices.prefix(Self.most) {
      let overlap = Self.overlap(words[index], own)
      if overlap == own.count || Self.contains(words[index], own) {
        note(stretch.messages, at: index)
      } else if Self.contains(own, words[index]) {
        stretches[index].text = stretch.text
        words[index] = own
        note(stretch.messages, at: index)
      } else if overlap >= QuotationFinder.least {
        // The new one goes on where the old one ends.
        let rest = Array(stretch.text.utf8)[own[overlap - 1].bytes.upperBound...]
        replace(index, Self.bytes(stretches[index].text, upTo: words[index]), rest, stretch.messages)
      } else if case let overlap = Self.overlap(own, words[index]), overlap >= QuotationFinder.least {
        let rest = Array(stretches[index].text.utf8)[words[index][overlap - 1].bytes.upperBound...]
        replace(index, Self.bytes(stretch.text, upTo: own), rest, stretch.messages)
      } else {
        continue
      }
      return
    }
    stretches.append(stretch)
    words.append(own)
  }

  private mutating func replace(_ index: Int, _ first: [UInt8], _ rest: ArraySlice<UInt8>, _ messages: [String]) {
    stretches[index].text = String(decoding: first + rest, as: UTF8.self)
    words[index] = QuotedWords(first + rest, table: &table).words
    note(messages, at: index)
  }

  private mutating func note(_ messages: [String], at index: Int) {
    for message in messages where !stretches[index].messages.contains(message) {
      stretches[index].messages.append(message)
    }
  }

  /// The bytes of `text` up to the end of the last of its words.
  private static func bytes(_ text: String, upTo words: [QuotedWords.Word]) -> [UInt8] {
    Array(text.utf8.prefix(words.last?.bytes.upperBound ?? 0))
  }

  /// How many words at the end of `first` are those at the beginning of `second`, by the failure function of Knuth,
  /// Morris and Pratt.
  static func overlap(_ first: [QuotedWords.Word], _ second: [QuotedWords.Word]) -> Int {
    run(first.suffix(second.count)[...], second, stopsAtEnd: false)
  }

  /// Whether the words of `second` stand in `first`.
  static func contains(_ first: [QuotedWords.Word], _ second: [QuotedWords.Word]) -> Bool {
    run(first[...], second, stopsAtEnd: true) == second.count
  }

  private static func run(
    _ text: ArraySlice<QuotedWords.Word>, _ pattern: [QuotedWords.Word], stopsAtEnd: Bool
  ) -> Int {
    guard !pattern.isEmpty else { return 0 }
    var failure = [0]
    var matched = 0
    for index in 1..<max(1, pattern.count) {
      while matched > 0, pattern[index].id != pattern[matched].id { matched = failure[matched - 1] }
      if pattern[index].id == pattern[matched].id { matched += 1 }
      failure.append(matched)
    }
    matched = 0
    for word in text {
      if matched == pattern.count { matched = failure[matched - 1] }
      while matched > 0, pattern[matched].id != word.id { matched = failure[matched - 1] }
      if pattern[matched].id == word.id { matched += 1 }
      if stopsAtEnd, matched == pattern.count { return matched }
    }
    return matched
  }
}
