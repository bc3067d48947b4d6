/// The official words of a clause with who quoted which part: what a clause's page shows.
public struct AttributedText: Hashable, Sendable {
  /// A part of the words.
  public enum Part: Hashable, Sendable {
    /// Words, and the quotations that hold all of them, as positions in ``quotations``; none where nobody that is
    /// excerpted quotes them.
    case words(String, quotations: [Int])
    /// Words that are not at hand.
    case gap
  }

  /// The official words as they were found.
  public var text: OfficialText
  /// The quotations, in the order of the words.
  public var quotations: [Quotation]
  /// The words in the order of the document, gaps between stretches visible.
  public var parts: [Part]

  /// The words of `text` with those of `quotations` that are of its clause.
  public init(_ text: OfficialText, quotations: [Quotation]) {
    let own = quotations.filter { $0.clause == text.clause }
    self.text = text
    self.quotations = own
    parts = []
    var byStretch: [Int: [Int]] = [:]
    for (index, quotation) in own.enumerated() { byStretch[quotation.stretch, default: []].append(index) }
    for (number, stretch) in text.stretches.enumerated() {
      if number > 0 { parts.append(.gap) }
      parts += Self.parts(of: Array(stretch.text.utf8), byStretch[number] ?? [], own)
    }
  }

  /// The text cut where quotations begin and end, in one sweep.
  private static func parts(of text: [UInt8], _ indices: [Int], _ quotations: [Quotation]) -> [Part] {
    var edges: Set<Int> = [0, text.count]
    for index in indices { edges.formUnion([quotations[index].span.lowerBound, quotations[index].span.upperBound]) }
    let cuts = edges.filter { (0...text.count).contains($0) }.sorted()
    var begins: [Int: [Int]] = [:]
    for index in indices { begins[quotations[index].span.lowerBound, default: []].append(index) }
    var open: [Int] = []
    var parts: [Part] = []
    for (start, end) in zip(cuts, cuts.dropFirst()) {
      open.removeAll { quotations[$0].span.upperBound <= start }
      open += begins[start] ?? []
      parts.append(.words(String(decoding: text[start..<end], as: UTF8.self), quotations: open.sorted()))
    }
    return parts
  }
}
