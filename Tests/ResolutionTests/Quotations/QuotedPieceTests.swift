import Diagnostics
import KfuncModel
import MarkdownSyntax
import Testing

@testable import Resolution

/// Where in a message official words stand, inline by inline, and whose they are.
@Suite struct QuotedPieceTests {
  private static let first = "whoever digs a hole in the common garden shall tell the neighbours before the spade goes"
  private static let second =
    "and who fills it again shall tread the ground until nobody stumbles over what is left of it"

  private func clause(_ id: String, quotes: [String], section: String? = nil) -> Clause {
    Clause(
      id: id, heading: id, selector: .all,
      source: section.map {
        ClauseSource(document: "Documentation/dig.rst", section: $0, anchor: nil, releases: [], lines: [:])
      },
      quotes: quotes.map { ClauseQuote(messageID: "m@x", words: $0, location: .init(file: "p.md")) },
      location: .init(file: "p.md"))
  }

  private var texts: [KernelTexts] {
    let section = PolicySection(
      number: "2", title: "Holes", anchors: [], source: SourceReference(file: "Documentation/dig.rst", line: 9),
      hash: "h")
    return [
      KernelTexts(
        release: KernelRelease(major: 9, minor: 2), kernelDoc: ["bpf_dig": "bpf_dig() - Dig."],
        policySections: [
          KernelTexts.Section(section: section, text: "Mind this: \(Self.first).\n\nAlso\n   \(Self.second). The end.")
        ])
    ]
  }

  private func message(_ text: String) -> DocumentLinks {
    LinkScene().links(
      text, .message(thread: "garden", number: 1), path: "Content/threads/garden/01.md",
      speakers: [.init(number: 1, author: "Ann"), .init(number: 2, author: "Ben")])
  }

  @Test func piecesAreTheWordsAndNothingElse() throws {
    let body =
      "Hm. Whoever digs a\nhole in the `common` garden shall tell\nthe *neighbours* before the spade goes, no?\n"
    let document = message(body)
    let text = try #require(OfficialText(clause("holes", quotes: [Self.first])))
    let pieces = QuotationIndex([text], in: [document]).pieces(in: document)
    let words = pieces.map { String(decoding: Array($0.text.utf8)[$0.bytes], as: UTF8.self) }
    #expect(
      words == [
        "Whoever digs a", "hole in the ", "common", " garden shall tell", "the ", "neighbours",
        " before the spade goes",
      ])
    #expect(pieces.map(\.endsInBreak) == [true, false, false, true, false, false, false])
    // Each is found again at its place in the file.
    for piece in pieces where !piece.text.hasPrefix("common") {
      #expect(String(decoding: Array(body.utf8)[piece.range.offsets], as: UTF8.self) == piece.text)
    }
  }

  @Test func wordsBelongToTheClauseThatQuotesThem() throws {
    let quoting = clause("holes", quotes: [Self.first], section: "2 Holes, a)")
    let whole = clause("all-of-it", quotes: [], section: "2 Holes")
    let official = [quoting, whole].compactMap { OfficialText($0, texts: texts) }
    #expect(official.map(\.origin) == [.quotes, .section(KernelRelease(major: 9, minor: 2))])
    let document = message("\(Self.first)\n\n> \(Self.second)\n")
    let index = QuotationIndex(official, in: [document])
    #expect(index.quotations.map(\.clause) == ["holes", "all-of-it"])
    #expect(index.quotations.map { $0.speaker?.author } == ["Ann", "Ben"])
  }

  @Test func wholeSectionShowsWhoQuotedWhat() throws {
    let clauses = [
      clause("holes", quotes: [Self.first], section: "2 Holes"),
      clause("ground", quotes: [Self.second], section: "2 Holes"),
    ]
    let document = message("\(Self.first.uppercased())\n\n> \(Self.second)\n")
    let index = QuotationIndex(clauses.compactMap { OfficialText($0, texts: texts) }, in: [document])
    let whole = try #require(WholeSection(of: clauses[0], in: texts, index))
    let marked = whole.words.parts.compactMap { part -> String? in
      guard case .words(let words, let quotations) = part, !quotations.isEmpty else { return nil }
      return words
    }
    #expect(marked == [Self.first, Self.second])
    let all = whole.words.parts.map { part in if case .words(let words, _) = part { words } else { "[gap]" } }.joined()
    #expect(all == texts[0].policySections[0].text)
    #expect(whole.words.quotations.map { $0.speaker?.author } == ["Ann", "Ben"])
    #expect(WholeSection(of: clauses[0], in: [], index) == nil)
  }
}
