internal import HTMLText
internal import KfuncModel
internal import MarkdownSyntax
internal import Resolution

/// Official words inside a message, marked where they stand, with a word below on whose and what they are.
struct QuotedMarks: Sendable {
  private struct Piece: Sendable {
    var text: String
    var marks: [QuotedPiece]
  }

  private let pieces: [SourceRange: Piece]
  /// The quotations of the message, with the place of the last passage that holds a part of each.
  let quotations: [(quotation: Quotation, place: SourceRange?)]

  /// The marks of the message `number` of `thread`, whose text is `document`.
  init(_ document: DocumentLinks?, _ thread: String, _ number: Int, _ index: QuotationIndex) {
    var pieces: [SourceRange: Piece] = [:]
    for piece in document.map(index.pieces) ?? [] {
      pieces[piece.range, default: Piece(text: piece.text, marks: [])].marks.append(piece)
    }
    self.pieces = pieces
    quotations = index.quotations(inMessage: number, of: thread).map { quotation in
      (quotation, quotation.occurrences.filter { $0.message == number }.max { $0.passage < $1.passage }?.range)
    }
  }

  /// Adds a part of an inline's text, which begins at a byte of the whole `text`, through `words`; what is quoted in a
  /// mark.
  func add(
    _ part: String, from start: Int, of text: String, _ range: SourceRange?, to html: inout HTMLText,
    words: (String, inout HTMLText) -> Void
  ) {
    guard let range, let piece = pieces[range], piece.text.hasSuffix(text) else { return words(part, &html) }
    // Lines that flow have lost their indentation.
    let start = start + piece.text.utf8.count - text.utf8.count
    let bytes = Array(part.utf8)
    var written = 0
    for mark in piece.marks {
      let own = (mark.bytes.lowerBound - start..<mark.bytes.upperBound - start).clamped(to: 0..<bytes.count)
      guard !own.isEmpty else { continue }
      if own.lowerBound > written {
        words(String(decoding: bytes[written..<own.lowerBound], as: UTF8.self), &html)
      }
      html.element("mark") { html in
        words(String(decoding: bytes[own], as: UTF8.self), &html)
        // So that the mark has no hole at the end of a line.
        if mark.endsInBreak, own.upperBound == bytes.count { html.text(" ") }
      }
      written = own.upperBound
    }
    if written < bytes.count { words(String(decoding: bytes[written...], as: UTF8.self), &html) }
  }

  /// Whether some part of an inline is quoted.
  func marks(_ range: SourceRange?) -> Bool { range.map { pieces[$0] != nil } ?? false }

  /// Which clause the marked words of a quotation are of, and who quoted them.
  static func note(_ quotation: Quotation, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    guard let place = map.links.targets.clauses[quotation.clause] else { return }
    html.element("p", ["class": "context"]) { html in
      html.text("Marked: official words of ")
      html.element("a", ["href": map.href(ofClause: quotation.clause, at: place, links)], text: map.title(of: place))
      if let source = map.clause(quotation.clause)?.source {
        html.text(" (\(source.document)\(source.section.map { ", \($0)" } ?? ""))")
      }
      html.text(", quoted by \(quotation.speaker?.author ?? "an earlier writer").")
    }
    html.newline()
  }
}
