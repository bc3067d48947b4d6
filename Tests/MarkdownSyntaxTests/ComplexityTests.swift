import ContentFuzzing
import Diagnostics
import HTMLText
import MarkdownHTML
import Testing

@testable import MarkdownSyntax

@Suite struct ComplexityTests {
  /// The figure that issue and threats name is one second at 200 kB, built for release; the builds under test are for
  /// debugging, so a tenth of the size gets the same second here, of processor time since tests share the machine.
  @Test(arguments: MarkdownShape.all)
  func hostileShapesEndInTimeAndLoseNothing(_ shape: MarkdownShape) {
    let text = shape.text(20_000)
    var document: MarkdownDocument?
    let time = ProcessorTime.measure { document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8)) }
    #expect(time < .seconds(1))
    checkRefusal(document, text)
  }

  /// Those that this library takes seconds or minutes for are refused at any size at which they would.
  @Test(arguments: [
    "short rows of 500 columns", "short rows of 100 columns", "heads that match no rule", "a table of many columns",
    "a rule under a long paragraph", "a long definition used often", "www.a and closing parentheses", "\"a <?\"",
    "\"![[]()\"", "\"|a|b\\n|-\\n\"", "\">\"", "lists of growing depth", "\"a <!A \"",
    "addresses cut short in one word", "a row of more cells than its table",
  ])
  func shapesOfKnownVulnerabilitiesAreRefused(_ name: String) throws {
    let shape = try #require(MarkdownShape.all.first { $0.name == name })
    let text = shape.text(200_000)
    var document: MarkdownDocument?
    let time = ProcessorTime.measure { document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8)) }
    #expect(time < .seconds(1))
    let refusals = document?.diagnostics.filter { $0.code == "markdown-too-complex" } ?? []
    #expect(refusals.count == 1)
    #expect(refusals.first?.location?.line != nil)
    checkRefusal(document, text)
  }

  /// The forms that cmark and cmark-gfm were published to be slow for, at the size that is promised: they exceed a limit,
  /// or the library is done in time. What is made of its tree is linear, and looked at above and by `make fuzz`, built for
  /// release: ten times as much of it in a debug build would take minutes.
  @Test(arguments: MarkdownShape.published)
  func publishedShapesEndAtTwoHundredKilobytesOrAreRefused(_ shape: MarkdownShape) {
    let text = shape.text(200_000)
    #expect((150_000...260_000).contains(text.utf8.count))
    var faults: [Diagnostic] = []
    let source = SourceText(path: "a.md", bytes: Array(text.utf8), diagnostics: &faults)
    var violation: ComplexityLimits.Violation?
    let scanning = ProcessorTime.measure { violation = ComplexityLimits.violation(in: source, firstLine: 0) }
    #expect(scanning < .seconds(1))
    if let violation {
      #expect((0...source.clean.count).contains(violation.offset))
      return
    }
    let parsing = ProcessorTime.measure { _ = CMarkParser.parse(source.clean[...]) }
    #expect(parsing < .seconds(2), "debug builds copy the tree slowly")
  }

  /// Short documents are judged without sums; what the sums would say of them is the same.
  @Test(arguments: MarkdownShape.all)
  func shortDocumentsAreJudgedAsLongOnesAre(_ shape: MarkdownShape) {
    for size in [60, 300, 1_000, 2_000, 3_900] {
      let text = shape.text(size)
      var faults: [Diagnostic] = []
      let source = SourceText(path: "a.md", bytes: Array(text.utf8), diagnostics: &faults)
      let sums = source.clean.withUnsafeBufferPointer { ComplexityLimits.scanned($0, source, firstLine: 0) }
      #expect(ComplexityLimits.violation(in: source, firstLine: 0) == sums, "\(size) bytes")
    }
  }

  private func checkRefusal(_ document: MarkdownDocument?, _ text: String) {
    guard let document, document.diagnostics.contains(where: { $0.code == "markdown-too-complex" }) else { return }
    #expect(document.blocks.map(\.kind) == [.unparsed(text)])
  }

  @Test func aRefusedDocumentIsShownEscapedBehindItsFrontMatter() {
    let body = String(repeating: "> ", count: 500) + "<b>\n"
    let document = MarkdownDocument(path: "a.md", bytes: Array(("---\nid: x\n---\n" + body).utf8))
    #expect(document.fields != nil)
    #expect(
      document.diagnostics.map { "\($0.location?.description ?? "") \($0.code.rawValue)" }
        == ["a.md:4:1 markdown-too-complex"])
    let html = MarkdownRenderer().html(of: document).string
    #expect(html == "<pre class=\"as-written\">" + String(repeating: "&gt; ", count: 500) + "&lt;b&gt;\n</pre>\n")
  }

  @Test func aDocumentOfFiftyMegabytesIsRefusedAtOnce() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 50_000_000)
    let document = MarkdownDocument(path: "a.md", bytes: bytes)
    #expect(document.diagnostics.map(\.code) == ["markdown-too-complex"])
  }

  @Test func markupDeeperThanValuesMayBeKeepsItsText() {
    let text = String(repeating: "*a ", count: 300) + "x" + String(repeating: " b*", count: 300)
    let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.plainText == text.replacing("*", with: ""))
    #expect(document.diagnostics.map(\.code).contains("markdown-too-deep"))
  }

  /// What people write is far from every limit.
  @Test func largeOrdinaryDocumentsAreParsed() {
    let list = (0..<5_000).map { "- [name \($0)](a/b\($0)) and [[kfunc:bpf_x\($0)]]\n" }.joined()
    let table = "| a | b | c |\n|---|:-:|--:|\n" + (0..<1_000).map { "| \($0) | `x` | y |\n" }.joined()
    let prose = String(
      repeating: "A line of prose (with a note, and <me@example.org>), as mail has it.\n", count: 3_000)
    let links = (0..<500).map { "[\($0)]: https://example.org/archive/\($0) \"It's\"\n" }.joined()
    let index = (0..<2_500).map { "[name \($0)](https://example.org/\($0)/)\n" }.joined()
    let addresses = (0..<1_000).map { "https://example.org/\($0)" }.joined(separator: ",")
    let code = "```c\n" + String(repeating: "if (a[i] < b[j]) { f(g(h(a), b), c); }\n", count: 2_000) + "```\n"
    for text in [list, table, prose, links + "\n[1] [2]\n", code, index, addresses] {
      let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
      #expect(
        !document.diagnostics.contains { $0.code == "markdown-too-complex" }, "\(document.diagnostics.first as Any)")
    }
  }

  /// A parse has a room for its memory, which long texts fill: the rest comes from the heap, and nothing is lost.
  @Test(arguments: [1, 20, 200, 2_000, 20_000])
  func textsThatFillTheRoomOfTheirParseAreWhole(_ count: Int) {
    let text = (0..<count).map { "- *one* [link \($0)](a/\($0)) and `code` &amp; more\n\n" }.joined()
    let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
    guard case .list(let list)? = document.blocks.first?.kind else {
      Issue.record("no list")
      return
    }
    #expect(document.blocks.count == 1 && list.items.count == count)
    for (number, entry) in list.items.enumerated() {
      guard case .paragraph(let inlines)? = entry.blocks.first?.kind else { continue }
      #expect(inlines.plainText == "one link \(number) and code & more")
    }
  }
}
