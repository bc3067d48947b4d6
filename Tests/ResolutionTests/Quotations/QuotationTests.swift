import Diagnostics
import KfuncModel
import MarkdownSyntax
import Testing

@testable import Resolution

@Suite struct QuotationTests {
  /// Twenty invented words, and what stands around them.
  static let words =
    "whoever digs a hole in the common garden shall tell the neighbours before the spade goes into the wet ground"
  static let scene = LinkScene()

  private func text(_ quotes: [String], clause: String = "holes") throws -> OfficialText {
    try #require(
      OfficialText(
        Clause(
          id: clause, heading: "h", selector: .all, source: nil,
          quotes: quotes.enumerated().map {
            ClauseQuote(messageID: "m\($0)@x", words: $1, location: .init(file: "p.md"))
          }, location: .init(file: "p.md"))))
  }

  private func message(_ text: String, _ number: Int = 1, speakers: [String] = ["Ann"]) -> DocumentLinks {
    Self.scene.links(
      text, .message(thread: "garden", number: number), path: "Content/threads/garden/0\(number).md",
      speakers: speakers.enumerated().map { LinkSource.Speaker(number: number - $0, author: $1) })
  }

  @Test(arguments: [
    "He wrote: \(words).",
    "WHOEVER digs a\nhole in the “common garden” shall tell the neighbours before the spade goes",
    "> whoever digs a *hole* in the\n> common garden shall tell the neighbours before\n> the `spade` goes",
    "whoever digs a hole in the 'common' garden shall tell the neighbours -- before the spade",
    "    whoever digs a hole in the common garden shall tell the neighbours before",
    "shall tell the\n\nneighbours before the spade goes into the wet ground, he said",
  ])
  func findsTwelveWordsHoweverTheyAreSet(_ body: String) throws {
    let index = QuotationIndex([try text([Self.words])], in: [message(body, speakers: ["Ann", "Ben"])])
    #expect(index.quotations.count == 1)
  }

  @Test(arguments: [
    "whoever digs a hole in the common garden shall tell the",
    "whoever digs a hole in the […] common garden shall tell the neighbours before the",
    "whoever digs a hole in the common lawn shall tell the neighbours before the spade",
    "> whoever digs a hole in the common\n\ngarden shall tell the neighbours before the spade",
  ])
  func leavesFewerOrBrokenWords(_ body: String) throws {
    let text = try text([Self.words])
    #expect(QuotationIndex([text], in: [message(body)]).quotations.isEmpty)
  }

  @Test func pointsAtTheWordsOnBothSides() throws {
    let body = "Hm.\n\nAs it says, \"shall tell the neighbours before the spade goes into the wet ground\", no?\n"
    let document = message(body)
    let quotation = try #require(QuotationIndex([try text([Self.words])], in: [document]).quotations.first)
    let official = String(decoding: Array(Self.words.utf8)[quotation.span], as: UTF8.self)
    #expect(official == "shall tell the neighbours before the spade goes into the wet ground")
    let occurrence = try #require(quotation.occurrences.first)
    #expect(occurrence.passage == 1)
    #expect(String(decoding: document.passages[1].text[occurrence.bytes], as: UTF8.self) == official)
    #expect(occurrence.range?.line == 3)
    #expect(occurrence.anchor == document.passages[1].anchor)
  }

  @Test func belongsToThePersonAtItsDepthAndCountsOnce() throws {
    let first = message(Self.words, 1, speakers: ["Ann"])
    let second = message("> \(Self.words)\n\nI object.", 2, speakers: ["Ben", "Ann"])
    let third = message("> > \(Self.words)\n>\n> I object.\n\nI agree.", 3, speakers: ["Cem", "Ben", "Ann"])
    let index = QuotationIndex([try text([Self.words])], in: [first, second, third])
    #expect(index.quotations.count == 1)
    let quotation = try #require(index.quotations.first)
    #expect(quotation.speaker == LinkSource.Speaker(number: 1, author: "Ann"))
    #expect(quotation.occurrences.map(\.message) == [1, 2, 3])
    #expect(quotation.occurrences.map(\.quoteDepth) == [0, 1, 2])
    #expect(index.quotations(inMessage: 3, of: "garden") == [quotation])
    #expect(index.quotations(ofClause: "holes") == [quotation])
    #expect(index.quotations(inMessage: 4, of: "garden") == [])
  }

  @Test func keepsPeopleApartWhoQuoteTheSame() throws {
    let index = QuotationIndex(
      [try text([Self.words])],
      in: [message(Self.words, 1, speakers: ["Ann"]), message(Self.words, 5, speakers: ["Dan"])])
    #expect(index.quotations.map { $0.speaker?.author } == ["Ann", "Dan"])
  }

  @Test func joinsQuotesThatOverlapAndShowsGaps() throws {
    let all = Self.words.split(separator: " ").map(String.init)
    let text = try text([
      all[..<14].joined(separator: " "), "And so on. […] Fences are low.", all[2...].joined(separator: " "),
      all[4..<9].joined(separator: " "), "fences are LOW",
    ])
    #expect(text.stretches.map(\.text) == [Self.words, "And so on.", "Fences are low."])
    #expect(text.stretches.map(\.messages) == [["m0@x", "m2@x", "m3@x"], ["m1@x"], ["m1@x", "m4@x"]])
    let shown = AttributedText(text, quotations: [])
    #expect(
      shown.parts == [
        .words(Self.words, quotations: []), .gap, .words("And so on.", quotations: []), .gap,
        .words("Fences are low.", quotations: []),
      ])
  }

  @Test func marksWhoQuotedWhichPart() throws {
    let text = try text([Self.words])
    let all = Self.words.split(separator: " ").map(String.init)
    let index = QuotationIndex(
      [text],
      in: [
        message(all[..<13].joined(separator: " "), 1, speakers: ["Ann"]),
        message(all[5...].joined(separator: " "), 4, speakers: ["Dan"]),
      ])
    let shown = AttributedText(text, quotations: index.quotations)
    #expect(
      shown.parts == [
        .words("whoever digs a hole in ", quotations: [0]),
        .words("the common garden shall tell the neighbours before", quotations: [0, 1]),
        .words(" the spade goes into the wet ground", quotations: [1]),
      ])
    let joined = shown.parts.map { if case .words(let words, _) = $0 { words } else { "" } }.joined()
    #expect(joined == Self.words)
  }

  @Test func showsTheWholeSectionWhereItIsAtHand() throws {
    let section = PolicySection(
      number: "3.1", title: "digging", anchors: ["dig"],
      source: SourceReference(file: "Documentation/dig.rst", line: 5),
      hash: "")
    let texts = ["6.12", "7.2"].compactMap { KernelRelease($0) }.map {
      KernelTexts(
        release: $0, policySections: [KernelTexts.Section(section: section, text: "In \($0). \(Self.words).")])
    }
    for (name, anchor) in [("3.1", nil), ("3.1 digging", nil), ("digging", nil), (nil, "dig")] as [(String?, String?)] {
      let clause = Clause(
        id: "holes", heading: "h", selector: .all,
        source: ClauseSource(document: "Documentation/dig.rst", section: name, anchor: anchor, releases: []),
        location: .init(file: "p.md"))
      let text = try #require(OfficialText(clause, texts: texts))
      #expect(text.origin == .section(KernelRelease(major: 7, minor: 2)))
      #expect(QuotationIndex([text], in: [message(Self.words)]).quotations.count == 1)
    }
    let source = ClauseSource(
      document: "Documentation/dig.rst", section: "3.1 digging, b)", anchor: "dig", releases: [])
    let part = Clause(id: "part", heading: "h", selector: .all, source: source, location: .init(file: "p.md"))
    // A part of a section is shown with the whole, and owns none of its words by that.
    #expect(OfficialText(part, texts: texts) == nil)
    #expect(OfficialText.section(of: part, in: texts)?.release == KernelRelease(major: 7, minor: 2))
    let other = Clause(
      id: "x", heading: "h", selector: .all,
      source: ClauseSource(document: "Documentation/other.rst", section: "3.1", releases: []),
      location: .init(file: "p.md"))
    #expect(OfficialText(other, texts: texts) == nil)
  }

  @Test func aTextThatRepeatsItselfIsLinear() throws {
    func steps(_ count: Int) throws -> Int {
      let body = String(repeating: "again and ", count: count)
      return QuotationIndex([try text([body])], in: [message(body + "x " + body)]).steps
    }
    let (one, two) = (try steps(2_000), try steps(4_000))
    #expect(two <= one * 2 + 1_000)
  }
}
