import MarkdownSyntax
import Testing

@testable import Rendering

/// Which line ends of a mail's prose flow with the window, and which stay.
@Suite struct MailLinesTests {
  /// The lines that a reader of a very wide window sees, one text each.
  private func lines(_ text: String) -> [String] {
    let document = MarkdownDocument(path: "m.md", bytes: Array(text.utf8))
    var lines = [""]
    func add(_ inlines: [Inline]) {
      for inline in inlines {
        switch inline.kind {
        case .lineBreak: lines.append("")
        case .softBreak: lines[lines.count - 1] += " "
        case .text(let text), .code(let text): lines[lines.count - 1] += text
        default: add(inline.children)
        }
      }
    }
    for block in MailLines.flowing(document.blocks) { if case .paragraph(let content) = block.kind { add(content) } }
    return lines
  }

  @Test func wrappedProseFlows() {
    let text = """
      The spade that stands behind the shed is the one that everybody takes
      when the ground is wet, and nobody in the whole street *brings it
      back before* the evening; so I would rather have a second one there.
      """
    #expect(
      lines(text) == [
        "The spade that stands behind the shed is the one that everybody takes when the ground is wet, and nobody in the whole "
          + "street brings it back before the evening; so I would rather have a second one there."
      ])
  }

  @Test func shortLinesStay() {
    #expect(lines("Thanks,\nAnn") == ["Thanks,", "Ann"])
    #expect(lines("one\ntwo\nthree") == ["one", "two", "three"])
  }

  @Test func aLineThatEndsEarlyStays() {
    let text = """
      This line is as wide as the lines of this mail are when they are full.
      So be it.
      Another one begins here although the last had room for all its words.
      """
    #expect(lines(text).count == 2)
    #expect(lines(text)[1].hasPrefix("Another"))
  }

  @Test(arguments: [
    "Signed-off-by: Ann of the Long Name and the Longer Street <ann@x>\nAcked-by: Ben of the Long Name and Street <ben@x>",
    "This is a full line of prose that is as wide as the others in it are\n(a) first, which is a point that has its own line in this mail here",
    "This is a full line of prose that is as wide as the others in it are\n[1] a note that has its own line in this mail and is as long as that",
  ])
  func trailersAndEntriesKeepToThemselves(_ text: String) {
    #expect(lines(text).count == 2)
  }

  @Test func indentationOfALineThatFlowsGoes() {
    let text =
      "(b) This is a full line of prose that is as wide as the others in it are\n&nbsp; &nbsp; and here it goes on behind an indentation for its second line"
    #expect(lines(text).count == 1)
    #expect(lines(text)[0].contains("are and here"))
  }
}
