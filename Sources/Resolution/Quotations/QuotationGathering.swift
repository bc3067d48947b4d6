/// Puts together what is one quotation: the same person's words, found in that person's message and in those that quote
/// it on.
struct QuotationGathering {
  private struct Key: Hashable {
    var clause: Int
    var stretch: Int
    var thread: String
    /// The number of the speaker's message; nil where the thread does not list it, and the name tells people apart.
    var number: Int?
    var author: String?
  }

  private struct Found {
    var quotation: Quotation
    var order: Int
  }

  private var found: [Key: [Found]] = [:]
  private var count = 0

  mutating func add(
    clause: String, clauseOrder: Int, stretch: Int, span: Range<Int>, thread: String,
    speaker: LinkSource.Speaker?, occurrences: [Quotation.Occurrence]
  ) {
    let key = Key(
      clause: clauseOrder, stretch: stretch, thread: thread, number: speaker?.number, author: speaker?.author)
    found[key, default: []].append(
      Found(
        quotation: Quotation(
          clause: clause, stretch: stretch, span: span, thread: thread, speaker: speaker, occurrences: occurrences),
        order: count))
    count += 1
  }

  /// The quotations, overlapping spans of one person joined.
  func quotations() -> [Quotation] {
    var result: [(clause: Int, order: Int, quotation: Quotation)] = []
    for (key, found) in found {
      var open: Found?
      func close() {
        guard var done = open else { return }
        // The speaker's own message first: there the words stand least deep.
        done.quotation.occurrences.sort {
          ($0.quoteDepth, $0.message, $0.passage, $0.bytes.lowerBound)
            < ($1.quoteDepth, $1.message, $1.passage, $1.bytes.lowerBound)
        }
        result.append((key.clause, done.order, done.quotation))
      }
      for next in found.sorted(by: {
        ($0.quotation.span.lowerBound, $0.order) < ($1.quotation.span.lowerBound, $1.order)
      }) {
        if var joined = open, next.quotation.span.lowerBound < joined.quotation.span.upperBound {
          let span = joined.quotation.span
          joined.quotation.span = span.lowerBound..<max(span.upperBound, next.quotation.span.upperBound)
          joined.quotation.occurrences += next.quotation.occurrences
          joined.order = min(joined.order, next.order)
          open = joined
        } else {
          close()
          open = next
        }
      }
      close()
    }
    return result.sorted { first, second in
      (first.clause, first.quotation.stretch, first.quotation.span.lowerBound, first.order)
        < (second.clause, second.quotation.stretch, second.quotation.span.lowerBound, second.order)
    }.map(\.quotation)
  }
}
