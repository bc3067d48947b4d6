import Testing

@testable import TerminalText

/// Where one paragraph of a note ends and the next begins, and which keep their lines.
@Suite struct WrittenParagraphsTests {
  private static let note = """
    First words
    go on.

    - one
    - two
    \u{20}
    `code` begins this.
    ```c
    call();

    after();
    ```
    Last.
    """

  @Test(arguments: ["\n", "\r\n"]) func endWhereLinesAreEmpty(_ lineEnd: String) {
    let paragraphs = WrittenParagraphs.of(Self.note.replacing("\n", with: lineEnd))
    #expect(
      paragraphs == [
        .words("First words go on."), .lines(["- one", "- two"]), .words("`code` begins this."),
        .lines(["```c", "call();", "", "after();", "```"]), .words("Last."),
      ])
  }

  @Test func aFenceEndsWithOneAsLongAtLeast() {
    #expect(
      WrittenParagraphs.of("````\na\n\n```\n\nb\n`````\nc")
        == [.lines(["````", "a", "", "```", "", "b", "`````"]), .words("c")])
    // Never closed: it goes on to the end. Marks with words behind them close nothing.
    #expect(WrittenParagraphs.of("~~~\na\n\n~~~ b") == [.lines(["~~~", "a", "", "~~~ b"])])
    #expect(WrittenParagraphs.of("") == [])
  }
}
