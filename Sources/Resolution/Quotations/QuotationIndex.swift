/// All quotations of clauses in messages, both ways.
public struct QuotationIndex: Sendable {
  /// The official words of the clauses that have some, in the order of the clauses.
  public let texts: [OfficialText]
  /// The quotations by clause, stretch and place in it, then by thread and message.
  public let quotations: [Quotation]
  private let textOfClause: [String: Int]
  private let byClause: [String: [Int]]
  private let byMessage: [MessageKey: [Int]]
  /// Steps of work: words read and compared.
  let steps: Int

  private struct MessageKey: Hashable {
    var thread: String
    var number: Int
  }

  /// The quotations of `texts` in those of `documents` that are messages.
  public init(_ texts: [OfficialText], in documents: [DocumentLinks]) {
    var finder = QuotationFinder(texts)
    var gathering = QuotationGathering()
    for document in documents {
      guard case .message(let thread, let number) = document.source.kind else { continue }
      for run in Self.runs(of: document) {
        var words: [QuotedWords.Word] = []
        var owners: [Int] = []
        for index in run {
          let own = finder.words(document.passages.text(at: index))
          words += own
          owners += repeatElement(index, count: own.count)
        }
        for match in Self.owned(finder.matches(in: words), texts) {
          gathering.add(
            clause: texts[match.clause].clause, clauseOrder: match.clause, stretch: match.stretch,
            span: finder.bytes(match), thread: thread,
            speaker: document.source.speaker(at: document.passages.quoteDepth(at: owners[match.given.lowerBound])),
            occurrences: Self.occurrences(match, words, owners, document, number))
        }
      }
    }
    self.texts = texts
    textOfClause = Dictionary(texts.enumerated().map { ($1.clause, $0) }) { first, _ in first }
    quotations = gathering.quotations()
    var byClause: [String: [Int]] = [:]
    var byMessage: [MessageKey: [Int]] = [:]
    for (index, quotation) in quotations.enumerated() {
      byClause[quotation.clause, default: []].append(index)
      for number in Set(quotation.occurrences.map(\.message)) {
        byMessage[MessageKey(thread: quotation.thread, number: number), default: []].append(index)
      }
    }
    self.byClause = byClause
    self.byMessage = byMessage
    steps = finder.steps
  }

  /// The official words of the clause `id`, where some are at hand.
  public func text(ofClause id: String) -> OfficialText? { textOfClause[id].map { texts[$0] } }

  /// The quotations of the clause `id`, in the order of its words.
  public func quotations(ofClause id: String) -> [Quotation] { (byClause[id] ?? []).map { quotations[$0] } }

  /// The quotations of which some part stands in a message.
  public func quotations(inMessage number: Int, of thread: String) -> [Quotation] {
    (byMessage[MessageKey(thread: thread, number: number)] ?? []).map { quotations[$0] }
  }

  /// Words that a clause quotes are that clause's: others told from the same section, which have only the section as
  /// a whole, get what is left, if it is long enough to be a quotation.
  private static func owned(_ matches: [QuotationFinder.Match], _ texts: [OfficialText]) -> [QuotationFinder.Match] {
    let quoted = matches.filter { texts[$0.clause].origin == .quotes }.map(\.given).joinedWhereTheyMeet
    if quoted.isEmpty { return matches }
    return matches.flatMap { match -> [QuotationFinder.Match] in
      if texts[match.clause].origin == .quotes { return [match] }
      var rest: [Range<Int>] = []
      var start = match.given.lowerBound
      // Of all that is quoted, what this match overlaps: a message may quote thousands of stretches.
      for own in quoted[quoted.firstPlace(where: { $0.upperBound > start })...] {
        guard own.lowerBound < match.given.upperBound else { break }
        if start < own.lowerBound { rest.append(start..<own.lowerBound) }
        start = max(start, own.upperBound)
      }
      if start < match.given.upperBound { rest.append(start..<match.given.upperBound) }
      return rest.filter { $0.count >= QuotationFinder.least }.map { given in
        var part = match
        let start = match.official.lowerBound + given.lowerBound - match.given.lowerBound
        part.official = start..<start + given.count
        part.given = given
        return part
      }
    }
  }

  /// Stretches of neighbouring passages of one depth of quotation: a quotation may go over several paragraphs, and
  /// never from one person's words into another's.
  private static func runs(of document: DocumentLinks) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    let passages = document.passages
    for index in passages.indices {
      if passages.quoteDepth(at: index) != passages.quoteDepth(at: start) {
        runs.append(start..<index)
        start = index
      }
    }
    if start < passages.count { runs.append(start..<passages.count) }
    return runs
  }

  /// The parts of a match, one for each passage that it goes over.
  private static func occurrences(
    _ match: QuotationFinder.Match, _ words: [QuotedWords.Word], _ owners: [Int], _ document: DocumentLinks,
    _ number: Int
  ) -> [Quotation.Occurrence] {
    var occurrences: [Quotation.Occurrence] = []
    for position in match.given {
      let bytes = words[position].bytes
      if let last = occurrences.last, last.passage == owners[position] {
        occurrences[occurrences.count - 1].bytes = last.bytes.lowerBound..<bytes.upperBound
        continue
      }
      let passage = document.passages[owners[position]]
      occurrences.append(
        Quotation.Occurrence(
          message: number, passage: owners[position], anchor: passage.anchor, range: passage.range, bytes: bytes,
          quoteDepth: passage.quoteDepth))
    }
    return occurrences
  }
}
