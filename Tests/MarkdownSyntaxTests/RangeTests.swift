import ContentFuzzing
import Diagnostics
import Foundation
import MarkdownSyntax
import Testing

@Suite struct RangeTests {
  /// Everything that the library is known to place wrongly, and everything else once.
  static let sample = """
    ---
    title: x
    ---
    # Head `x` *e* #

    [r]: /u "t"
    para `code
    span` & &amp; \\* www.a.com x@y.org <http://a.b/\\c>
      indented **b**[^1] [[kfunc:bpf_x|la]] q\\[[kfunc:y]] &copy; caf\u{e9} ***both*** ~~s~~\\
    hard [l](<a b> "t") ![i](p.png) ![](e.png) [](z) [r] [r][] [x][r] tail

    > quote *a* [m](javascript:al) end
    lazy `z`
    > more <b>
    > > - deep `q`
    > >   cont *e*

    - [x] task `q`

      second
    -\ttab item
    1) num
       - a|b

    pre \\| *x*
    more
    | a\\|b | `c\\|d` | [l](u) l |
    |:--|:-:|--:|
    | x \\| y *e* | `a\\|z` q | **s**
    | short

    > | q | r |
    > |---|---|
    > | *s* | [[t]] |

    [^1]: note *a*

        more

    Setext
      more
    ===

    ```c foo
    int x;

    ```

    \tcode
    \t  more

    > [!NOTE]
    > hello &copy; world

    <div>
    raw
    </div>

    ## Same {#own}
    ## Same

    ***
    """

  @Test func everyLeafOfTheSampleHasAPlaceAndEveryPlaceHolds() {
    let checker = RangeChecker(Array(Self.sample.utf8))
    #expect(checker.problems == [])
    #expect(checker.unplaced == 0)
    #expect(checker.leaves > 80)
  }

  @Test(arguments: ["\r\n", "\r"]) func lineEndsOfAnyKindMoveNothing(_ end: String) {
    let checker = RangeChecker(Array(Self.sample.replacing("\n", with: end).utf8))
    #expect(checker.problems == [])
    #expect(checker.unplaced == 0)
  }

  @Test func placesAreOfTheFileBehindAByteOrderMarkAndWhatIsNoText() throws {
    let bytes: [UInt8] = [0xef, 0xbb, 0xbf] + Array("a ".utf8) + [0xff, 0x00] + Array(" `b`\n\nc".utf8)
    let checker = RangeChecker(bytes)
    #expect(checker.problems == [])
    #expect(checker.unplaced == 0)
    let document = MarkdownDocument(path: "a.md", bytes: bytes)
    #expect(
      document.diagnostics.map { "\($0.location?.description ?? "") \($0.code.rawValue)" } == [
        "a.md:1:3 invalid-utf8", "a.md:1:4 nul-byte",
      ])
    guard case .paragraph(let inlines) = try #require(document.blocks.first).kind else { return }
    #expect(inlines.map(\.kind) == [.text("a \u{fffd}\u{fffd} "), .code("b")])
    #expect(inlines[1].range?.offsets == 8..<11)
    #expect(document.blocks[1].range?.line == 3)
  }

  @Test func whatIsNoTextIsFoundWhereverItStands() {
    for place in 0..<24 {
      for (bad, code) in [(UInt8(0), "nul-byte"), (0xff, "invalid-utf8"), (0x80, "invalid-utf8")] {
        var bytes = Array(repeating: UInt8(ascii: "a"), count: 24)
        bytes[place] = bad
        let document = MarkdownDocument(path: "a.md", bytes: bytes)
        #expect(
          document.diagnostics.map { "\($0.location?.column ?? 0) \($0.code.rawValue)" } == ["\(place + 1) \(code)"])
      }
    }
  }

  /// One replacement for each longest beginning of a sequence: `e2 82` begins one, `80` none, `ed a0` is a surrogate.
  @Test func invalidTextIsReplacedAsUnicodeRecommends() {
    let bytes = Array("a".utf8) + [0xe2, 0x82] + Array("b".utf8) + [0x80, 0xed, 0xa0] + Array("c".utf8)
    let document = MarkdownDocument(path: "a.md", bytes: bytes)
    #expect(document.source.clean == Array("a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}c".utf8))
    #expect(document.diagnostics.map { $0.location?.column } == [2, 5, 6, 7])
    #expect(RangeChecker(bytes).problems == [])
  }

  /// cmark-gfm 0.29.0.gfm.6 claims 2:1 for the first (indentation of a continuation line) and 5:3 for the second (a
  /// lazy line).
  @Test func correctsWhatTheLibraryClaims() {
    let text = "a\n    *b*\n\n> c\n*d*\n\n| a | b |\n|---|---|\n| x\\|y | *z* |\n"
    var places: [String] = []
    MarkdownDocument(path: "a.md", bytes: Array(text.utf8)).visit { node, range in
      if case .inline(let inline) = node, case .emphasis = inline.kind, let range {
        places.append("\(range.line):\(range.column)")
      }
    }
    #expect(places == ["2:5", "5:1", "9:10"])
  }

  @Test(.enabled(if: CommonMarkSpecTests.path != nil)) func everyRangeHoldsOnTheExamplesOfTheSpecification() throws {
    let examples = try CommonMarkSpecTests.examples()
    var unplaced = 0
    var leaves = 0
    for example in examples {
      let checker = RangeChecker(Array(example.markdown.utf8))
      #expect(checker.problems == [], "\(example.testDescription) \(example.markdown.debugDescription)")
      unplaced += checker.unplaced
      leaves += checker.leaves
    }
    #expect(unplaced == 0)
    #expect(leaves > 1000)
  }
}
