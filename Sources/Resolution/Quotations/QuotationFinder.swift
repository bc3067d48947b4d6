/// Finds quoted official words: twelve words or more in a row, however they are set.
///
/// Every run of twelve words of a clause is kept by a hash; a message's runs are looked up and the words compared, then
/// followed as far as they agree. Linear in the texts: a run that occurs very often is kept a few times only, and what was
/// found is passed over.
struct QuotationFinder: Sendable {
  /// How many words are a quotation.
  static let least = 12
  /// How many places are kept of one run.
  private static let mostPlaces = 16

  private struct Place: Sendable {
    var text: Int
    var stretch: Int
    var word: Int
  }

  /// Quoted words, in positions of the words that were looked at.
  struct Match: Equatable {
    var clause: Int
    var stretch: Int
    /// In the stretch's words.
    var official: Range<Int>
    /// In the words that were given.
    var given: Range<Int>
  }

  private var table = WordTable()
  private var stretches: [[[QuotedWords.Word]]] = []
  private var places: [UInt64: [Place]] = [:]
  /// Steps of work: words read and compared.
  private(set) var steps = 0

  init(_ texts: [OfficialText]) {
    for (number, text) in texts.enumerated() {
      var own: [[QuotedWords.Word]] = []
      for (stretch, part) in text.stretches.enumerated() {
        let words = QuotedWords(Array(part.text.utf8), table: &table).words
        steps += words.count
        RunHash.visit(words, length: Self.least) { word, hash in
          if places[hash, default: []].count < Self.mostPlaces {
            places[hash, default: []].append(Place(text: number, stretch: stretch, word: word))
          }
        }
        own.append(words)
      }
      stretches.append(own)
    }
  }

  /// The words of a message's text.
  func words(_ text: [UInt8]) -> [QuotedWords.Word] { QuotedWords(text, in: table).words }

  /// The bytes of the stretch's text that some of its words take.
  func bytes(_ match: Match) -> Range<Int> {
    let words = stretches[match.clause][match.stretch]
    return words[match.official.lowerBound].bytes.lowerBound..<words[match.official.upperBound - 1].bytes.upperBound
  }

  /// The quotations in `words`, in order; of one clause none overlap.
  mutating func matches(in words: [QuotedWords.Word]) -> [Match] {
    var matches: [Match] = []
    var covered: [Int: Int] = [:]
    var steps = words.count
    RunHash.visit(words, length: Self.least) { start, hash in
      guard let places = places[hash] else { return }
      var best: [Match] = []
      for place in places where covered[place.text, default: 0] <= start {
        let official = stretches[place.text][place.stretch]
        var length = 0
        while start + length < words.count, place.word + length < official.count, !words[start + length].isGap,
          words[start + length].id == official[place.word + length].id
        {
          length += 1
        }
        steps += length + 1
        guard length >= Self.least else { continue }
        let match = Match(
          clause: place.text, stretch: place.stretch, official: place.word..<place.word + length,
          given: start..<start + length)
        if let index = best.firstIndex(where: { $0.clause == place.text }) {
          if best[index].given.count < length { best[index] = match }
        } else {
          best.append(match)
        }
      }
      for match in best { covered[match.clause] = match.given.upperBound }
      matches += best
    }
    self.steps += steps
    return matches
  }
}

/// Hashes of all runs of a length, each from the one before it.
enum RunHash {
  private static let base: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Calls `body` with the start and hash of every run of `length` words without a gap.
  static func visit(_ words: [QuotedWords.Word], length: Int, _ body: (Int, UInt64) -> Void) {
    var leading: UInt64 = 1
    for _ in 1..<max(1, length) { leading = leading &* base }
    var hash: UInt64 = 0
    var start = 0
    for (index, word) in words.enumerated() {
      if word.isGap {
        hash = 0
        start = index + 1
        continue
      }
      if index - start == length {
        hash = hash &- value(words[start]) &* leading
        start += 1
      }
      hash = hash &* base &+ value(word)
      if index - start == length - 1 { body(start, hash) }
    }
  }

  /// Spread, so that small numbers do not give small sums.
  private static func value(_ word: QuotedWords.Word) -> UInt64 {
    var value = UInt64(UInt32(bitPattern: word.id)) &+ 1
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
