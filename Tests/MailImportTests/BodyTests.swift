import Testing

@testable import MailImport

/// How a mail's lines become blocks.
@Suite struct BodyTests {
  @Test func quotationMarksAreCountedWithAndWithoutSpaces() {
    let blocks = Fixture.blocks("Ada wrote:\n> one\n>> two\n> > two again\n>  > one\nnone")
    #expect(
      blocks == [
        BodyBlock(.prose, depth: 0, lines: ["Ada wrote:"]), BodyBlock(.prose, depth: 1, lines: ["one"]),
        BodyBlock(.prose, depth: 2, lines: ["two", "two again"]), BodyBlock(.prose, depth: 1, lines: [" > one"]),
        BodyBlock(.prose, depth: 0, lines: ["none"]),
      ])
  }

  @Test func indentedProseStaysProse() {
    let blocks = Fixture.blocks(
      "In the light of:\n\n    4. what the rules say:\n\n\t\"These words are quoted,\n\t and go on.\"")
    #expect(blocks.allSatisfy { $0.kind == .prose })
    #expect(blocks.last?.lines == ["        \"These words are quoted,", "         and go on.\""])
    #expect(RenderedBody.blocks(MarkdownBody.text(of: blocks)) == blocks)
  }

  @Test func aPatchIsOneBlockWithItsListOfFiles() {
    let patch = """
      ---
       drivers/toy/toy.c | 4 +++-
       1 file changed, 3 insertions(+), 1 deletion(-)

      diff --git a/drivers/toy/toy.c b/drivers/toy/toy.c
      index 1111111..2222222 100644
      --- a/drivers/toy/toy.c
      +++ b/drivers/toy/toy.c
      @@ -1,4 +1,6 @@ int toy
       int toy(void)
       {
      -	return 0;
      +	/* Toys count from one. */
      +
      +	return 1;
       }
      """
    let blocks = Fixture.blocks("Count from one.\n\nSigned-off-by: Ada\n\(patch)\n-- \n2.40.1")
    #expect(blocks.map(\.kind) == [.prose, .prose, .diff])
    #expect(blocks.last?.lines == patch.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
  }

  @Test func aReviewersWordsInsideAHunkAreProse() {
    let blocks = Fixture.blocks(
      "> @@ -1,2 +1,5 @@\n>  one\n> +two\n> +three\n\nWhy not four?\n\n> +four\n>  five\n\nElse fine.")
    #expect(blocks.map(\.kind) == [.diff, .prose, .diff, .prose])
    #expect(blocks.map(\.lines.count) == [4, 1, 2, 1])
  }

  @Test func aPieceOfAPatchWithoutItsHeaderIsAPatch() {
    let blocks = Fixture.blocks("> +int toy(void)\n> +{\n> + return 1;\n> +}")
    #expect(blocks.map(\.kind) == [.diff])
  }

  @Test func listsAreNoPatches() {
    let blocks = Fixture.blocks("- one thing\n- another; and a third\n\n+ more\n+ still more\n\n+1\n+1 from me too")
    #expect(blocks.map(\.kind) == [.prose, .prose, .prose])
  }

  @Test func codeIsCodeOnlyWhenNoLineReadsLikeASentence() {
    let code = Fixture.blocks("Like this:\n\nint toy(void)\n{\n\tint a = 1;\n\n\treturn a;\n}")
    #expect(code.map(\.kind) == [.prose, .code])
    #expect(code.last?.lines == ["int toy(void)", "{", "\tint a = 1;", "", "\treturn a;", "}"])
    let doubtful = Fixture.blocks("    toy(a);\n    // this is what everybody does today\n    toy(b);")
    #expect(doubtful.map(\.kind) == [.prose])
    let prose = Fixture.blocks("    We could do it here;\n    or we could leave it alone;")
    #expect(prose.map(\.kind) == [.prose])
  }

  @Test func anAuthorsOwnFenceIsCode() {
    let blocks = Fixture.blocks("> ```c\n> // anything at all may stand here\n>\n> int a;\n> ```\n> after")
    #expect(
      blocks == [
        BodyBlock(.code, depth: 1, lines: ["// anything at all may stand here", "", "int a;"], language: "c"),
        BodyBlock(.prose, depth: 1, lines: ["after"]),
      ])
    #expect(Fixture.blocks("```\nnever closed\n\nwords").allSatisfy { $0.kind == .prose })
  }

  @Test func theSignatureIsSetApart() {
    let thread = Fixture.thread([Fixture.mail(body: "words\n\n-- \nAda\nToys Ltd.\n")])
    let body = thread.body(of: thread.tree.nodes[0].message)
    #expect(body.signature == ["Ada", "Toys Ltd."])
    #expect(body.blocks == [BodyBlock(.prose, depth: 0, lines: ["words"])])
    // A quotation under it is part of the message.
    let above = Fixture.blocks("words\n\n-- \nAda\n\n> what I answer")
    #expect(above.last == BodyBlock(.prose, depth: 1, lines: ["what I answer"]))
  }

  @Test func foldingKeepsTheListOfFilesAndShowsTheGap() {
    let hunk = (1...40).map { "+\tline(\($0));" }.joined(separator: "\n")
    let blocks = PatchFold.folded(
      Fixture.blocks(
        "---\n toy.c | 40 ++++\n 1 file changed, 40 insertions(+)\n\ndiff --git a/toy.c b/toy.c\n@@ -0,0 +1,40 @@\n\(hunk)"
      ))
    #expect(
      blocks == [
        BodyBlock(
          .diff, depth: 0, lines: ["---", " toy.c | 40 ++++", " 1 file changed, 40 insertions(+)"], language: "diff"),
        BodyBlock(.elision, depth: 0, lines: ["[… 43 lines of the patch]"]),
      ])
  }
}
