public import MarkdownSyntax

/// A part of one inline of a message that is official words of a clause: what a renderer marks.
public struct QuotedPiece: Hashable, Sendable {
  /// Where the inline is written.
  public var range: SourceRange
  /// Its whole text.
  public var text: String
  /// The quoted words in that text, in bytes.
  public var bytes: Range<Int>
  /// Whether the quotation goes on behind the end of the line.
  public var endsInBreak: Bool
}

extension QuotationIndex {
  /// The parts of a message that are official words, in the order of its text; overlapping ones are joined.
  ///
  /// Words of an inline whose place in the file is not known are left out: a renderer could not find it again.
  public func pieces(in document: DocumentLinks) -> [QuotedPiece] {
    guard case .message(let thread, let number) = document.source.kind else { return [] }
    var quoted: [Int: [Range<Int>]] = [:]
    for quotation in quotations(inMessage: number, of: thread) {
      for occurrence in quotation.occurrences where occurrence.message == number {
        quoted[occurrence.passage, default: []].append(occurrence.bytes)
      }
    }
    var pieces: [QuotedPiece] = []
    for (index, ranges) in quoted.sorted(by: { $0.key < $1.key }) {
      let passage = document.passages.parts(at: index)
      for range in ranges.joinedWhereTheyMeet {
        for (position, piece) in passage.pieces.enumerated() {
          let own = piece.bytes.clamped(to: range)
          guard !own.isEmpty, piece.isExact, piece.kind == .text || piece.kind == .code, let place = piece.place else {
            continue
          }
          let end = piece.bytes.upperBound
          // A line end is a space that belongs to no inline.
          let next = passage.pieces.indices.contains(position + 1) ? passage.pieces[position + 1].bytes.lowerBound : end
          pieces.append(
            QuotedPiece(
              range: document.source.document.source.range(place),
              text: String(decoding: passage.bytes[piece.bytes], as: UTF8.self),
              bytes: own.lowerBound - piece.bytes.lowerBound..<own.upperBound - piece.bytes.lowerBound,
              endsInBreak: range.upperBound > end && next > end))
        }
      }
    }
    return pieces
  }
}
