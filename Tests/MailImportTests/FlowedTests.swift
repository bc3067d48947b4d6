import Testing

@testable import MailImport

/// RFC 3676: format=flowed.
@Suite struct FlowedTests {
  private func lines(_ text: [String], delSp: Bool = false) -> [String] {
    QuotedLines.flowed(text.map { Array($0.utf8)[...] }, delSp: delSp, deepest: 30).map {
      "\($0.depth)|\($0.content.text)"
    }
  }

  @Test func aLineThatEndsInASpaceGoesOn() {
    #expect(lines(["one ", "two ", "three", "four"]) == ["0|one two three", "0|four"])
  }

  @Test func withDelSpTheSpaceGoes() { #expect(lines(["on ", "e two"], delSp: true) == ["0|one two"]) }

  @Test func aStuffedSpaceIsTakenOff() {
    #expect(lines([" From here", " > no quotation", "  two"]) == ["0|From here", "0|> no quotation", "0| two"])
  }

  @Test func quotedLinesFlowAtTheirOwnDepthOnly() {
    #expect(lines([">> a ", ">> b", "> c ", "d"]) == ["2|a b", "1|c ", "0|d"])
  }

  @Test func theSignatureLineNeverFlows() {
    #expect(lines(["a ", "-- ", "Ada"]) == ["0|a ", "0|-- ", "0|Ada"])
  }

  @Test func aFlowedMailIsReadByItsRules() {
    let blocks = Fixture.blocks(
      "A long \nparagraph.\n\n>> deep \n>> quote\n > text",
      headers: "Content-Type: text/plain; charset=utf-8; format=flowed")
    #expect(
      blocks == [
        BodyBlock(.prose, depth: 0, lines: ["A long paragraph."]), BodyBlock(.prose, depth: 2, lines: ["deep quote"]),
        BodyBlock(.prose, depth: 0, lines: ["> text"]),
      ])
  }
}
