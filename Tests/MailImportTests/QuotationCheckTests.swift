import Diagnostics
import SeededNumbers
import Testing

@testable import MailImport

/// What is left in a shortened message is proved, and what was changed is found, at its place.
@Suite struct QuotationCheckTests {
  private static let hunk = "+int toy(void)\n+{\n+\treturn 1;\n+}\n+int other(void);"
  private static let body = """
    Ada Example wrote:
    > The first point is this. It has two sentences, and
    > a third! Is there a fourth? Yes.
    >
    > A second paragraph of hers.

    I do not agree. The toy counts from one, see below.

    \(hunk.split(separator: "\n").map { "> \($0)" }.joined(separator: "\n"))

    That is all.

    I do not agree. The toy counts from one, see below.
    """
  private static let thread = Fixture.thread([Fixture.mail(id: "a@x", body: body)])
  private static let file = thread.file(of: thread.tree.nodes[0], foldingPatches: false)
  private static let front = String(file.text.dropLast(file.bodyText.count))
  private static let frontLines = front.split(separator: "\n", omittingEmptySubsequences: false).count - 1

  /// The codes and places found in `body`, by the digests and by the mbox alike.
  private func found(_ body: String) -> [String] {
    let excerpt = ExcerptFile(Self.front + body, file: "m.md")
    func shown(_ diagnostics: [Diagnostic]) -> [String] {
      diagnostics.map { diagnostic in
        let location = diagnostic.location
        let line = (location?.line ?? 0) - Self.frontLines
        return "\(line):\(location?.column ?? 0) \(diagnostic.code.rawValue)"
      }
    }
    let alone = shown(QuotationCheck.verify(excerpt))
    #expect(shown(QuotationCheck.verify(excerpt, mbox: Self.thread)) == alone)
    return alone
  }

  @Test func theWholeMessageIsProved() { #expect(found(Self.file.bodyText) == []) }

  @Test func paragraphsMayBeLeftOutWhereAMarkStands() {
    #expect(found("[…]\n\n> A second paragraph of hers.\n\n[… the patch]\n\nThat is all.\n\n[...]\n") == [])
    #expect(found("Ada Example wrote:\n\n> […]\n>\n> A second paragraph of hers.\n\n[…]\n") == [])
    #expect(found("[…]\n") == [])
  }

  @Test func sentencesMayBeLeftOutWhereAMarkStands() {
    #expect(found("[…]\n\n> The first point is this. […] Is there a fourth?\n> […]\n\n[…]\n") == [])
    #expect(found("[…]\n\n> […] Yes.\n>\n> A second paragraph of hers.\n\n[…]\n") == [])
  }

  @Test func linesOfAPatchMayBeLeftOutBetweenFences() {
    #expect(
      found(
        "[…]\n\n> ```diff\n> +int toy(void)\n> ```\n>\n> […]\n>\n> ```diff\n> +int other(void);\n> ```\n\nThat is all.\n\n[…]\n"
      ) == [])
    #expect(
      found("[…]\n\n> ```diff\n> +int toy(void)\n> +int other(void);\n> ```\n\nThat is all.\n\n[…]\n")
        == ["5:3 unmarked-elision"])
  }

  @Test func lineBreaksAndSpacesDoNotCount() {
    #expect(
      found("[…]\n\nI do not\u{a0}\u{a0}agree.   The toy counts\nfrom one,\nsee below.\n\n[…]\n") == [])
  }

  @Test func whatComesTwiceIsFollowedAtBothPlaces() {
    // The paragraph after the mark is the second of two that are alike; the first would leave a gap at the end.
    #expect(found("[…]\n\nI do not agree. The toy counts from one, see below.\n") == [])
  }

  @Test func alteredWordsAreFoundAtTheirSentence() {
    #expect(
      found("[…]\n\nI do not agree. The toy counts from two, see below.\n\n[…]\n") == ["3:17 altered-quotation"])
    #expect(found("[…]\n\nI do agree. The toy counts\nfrom one, see below.\n\n[…]\n") == ["3:1 altered-quotation"])
    #expect(found("[…]\n\nThat is **all**.\n\n[…]\n") == ["3:1 altered-quotation"])
    #expect(found("[…]\n\nThat is\n\n[…]\n") == ["3:1 altered-quotation"])
  }

  @Test func columnsCountTheBytesOfTheFileEscapesToo() {
    let thread = Fixture.thread([Fixture.mail(id: "a@x", body: "    \u{e4} _x_ [y]. Two is here. End.")])
    let file = thread.file(of: thread.tree.nodes[0], foldingPatches: false)
    #expect(file.bodyText == "\u{a0}\u{a0}\u{a0}\u{a0}\u{e4} \\_x\\_ \\[y]. Two is here. End.\n")
    let excerpt = ExcerptFile(file.text.replacing("Two is", with: "Two was"), file: "m.md")
    #expect(QuotationCheck.verify(excerpt).map { $0.location?.column } == [24])
  }

  @Test func theMboxShowsWhatWasMeant() {
    let excerpt = ExcerptFile(Self.front + "[…]\n\n> A second paragraph of theirs.\n\n[…]\n", file: "m.md")
    let messages = QuotationCheck.verify(excerpt, mbox: Self.thread).map(\.message)
    #expect(messages.first?.contains("did you mean 'A second paragraph of hers.'") == true)
  }

  @Test func gapsWithoutAMarkAreFound() {
    #expect(found("[…]\n\nThat is all.\n") == ["3:0 unmarked-elision"])
    #expect(found("That is all.\n\n[…]\n") == ["1:1 unmarked-elision"])
    #expect(found("[…]\n\n> The first point is this. Is there a fourth? Yes.\n\n[…]\n") == ["3:28 unmarked-elision"])
    #expect(found("") == ["0:0 unmarked-elision"])
  }

  @Test func aMarkInsideAParagraphStaysInsideIt() {
    #expect(
      found("[…]\n\n> The first point is this. […] A second paragraph of hers.\n\n[…]\n") == ["3:34 unmarked-elision"])
  }

  @Test func paragraphsThatWereJoinedOrSplitAreFound() {
    #expect(
      found("[…]\n\nI do not agree.\n\nThe toy counts from one, see below.\n\n[…]\n") == ["5:1 altered-quotation"])
    #expect(
      found("[…]\n\n> Is there a fourth? Yes.\n> A second paragraph of hers.\n\n[…]\n") == ["4:3 altered-quotation"])
  }

  @Test func anotherOrderIsFound() {
    #expect(
      found("[…]\n\nThat is all.\n\n[…]\n\n> A second paragraph of hers.\n\n[…]\n") == ["7:3 reordered"])
  }

  @Test func anotherDepthIsFound() {
    #expect(found("[…]\n\n> That is all.\n\n[…]\n") == ["3:3 altered-depth"])
    #expect(found("[…]\n\nA second paragraph of hers.\n\n[…]\n") == ["3:1 altered-depth"])
  }

  @Test func recordsThatAreNotTheMessagesAreFound() {
    let digest = Self.file.paragraphs[0].digest
    let altered = (digest.first == "0" ? "1" : "0") + digest.dropFirst()
    let excerpt = ExcerptFile(Self.file.text.replacing(digest, with: altered), file: "m.md")
    #expect(QuotationCheck.verify(excerpt).map(\.code) != [])
    #expect(QuotationCheck.verify(excerpt, mbox: Self.thread).map(\.code).contains("hash-mismatch"))
    let unreadable = ExcerptFile(Self.file.text.replacing(digest, with: "xyz"), file: "m.md")
    #expect(QuotationCheck.verify(unreadable).map(\.code).contains("hash-mismatch"))
    let stranger = ExcerptFile(Self.file.text.replacing("a@x", with: "b@x"), file: "m.md")
    #expect(QuotationCheck.verify(stranger, mbox: Self.thread).map(\.code) == ["hash-mismatch"])
  }

  /// A record whose sentences agree, but whose whole does not: the longer digest decides.
  @Test func theDigestOfAWholeParagraphMustAgree() {
    let record = Self.file.paragraphs[1]
    let forged = String(repeating: "0", count: 32)
    let excerpt = ExcerptFile(Self.file.text.replacing(record.digest, with: forged), file: "m.md")
    #expect(QuotationCheck.verify(excerpt).map(\.code) == ["hash-mismatch"])
  }

  @Test func marksOfTheMailItselfAreNoGaps() {
    let thread = Fixture.thread([Fixture.mail(id: "a@x", body: "One.\n\n[...]\n\nTwo. [...] Three.\n\n[…]")])
    let file = thread.file(of: thread.tree.nodes[0], foldingPatches: false)
    let excerpt = ExcerptFile(file.text, file: "m.md")
    #expect(excerpt.elisions == [])
    #expect(QuotationCheck.verify(excerpt) == [])
    let shortened = ExcerptFile(file.text.replacing("\\[...]\n\nTwo", with: "[…]\n\nTwo"), file: "m.md")
    #expect(shortened.elisions.map(\.isInParagraph) == [false])
    #expect(QuotationCheck.verify(shortened) == [])
  }

  /// Random shortenings at allowed places are proved; the same with one word changed are not.
  @Test func randomShorteningsAreProved() {
    var random = SeededNumbers(seed: 3)
    for round in 0..<200 {
      var kept: [BodyBlock] = []
      for block in Self.file.blocks {
        if random.below(2) == 0 {
          kept.append(block)
        } else if kept.last?.kind != .elision {
          kept.append(BodyBlock(.elision, depth: random.below(2), lines: ["[…]"]))
        }
      }
      #expect(found(MarkdownBody.text(of: kept)) == [], "round \(round)")
      let words = kept.indices.filter { kept[$0].kind == .prose }
      guard let at = words.randomElementBy(&random) else { continue }
      kept[at].lines[0] += " indeed"
      #expect(found(MarkdownBody.text(of: kept)) != [], "round \(round)")
    }
  }
}

extension [Int] {
  fileprivate func randomElementBy(_ random: inout SeededNumbers) -> Int? {
    isEmpty ? nil : self[random.below(count)]
  }
}
