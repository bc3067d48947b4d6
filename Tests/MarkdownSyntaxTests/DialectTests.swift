import Diagnostics
import MarkdownSyntax
import Testing

/// What our dialect makes of a text, read by hand from GitHub's specification and from the module's documentation.
@Suite struct DialectTests {
  private func codes(_ text: String) -> [String] {
    MarkdownDocument(path: "a.md", bytes: Array(text.utf8)).diagnostics.map {
      "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code.rawValue)"
    }
  }

  @Test func headingsGetAnchorsLikeGitHubsAndKeepWrittenOnes() {
    let text = "# A `b_c` — D!\n# a b\n# a b\n# a-b-1\n## X {#a-b}\n## ***\n# Ünï 漢\n"
    #expect(
      TreePrinter.text(of: text).split(separator: "\n").filter { $0.hasPrefix("heading") }.map {
        String($0.prefix { $0 != " " }) + $0.drop { $0 != "#" }.prefix { $0 != " " }
      } == [
        "heading1#a-b_c--d", "heading1#a-b-1", "heading1#a-b-2", "heading1#a-b-1-1", "heading2#a-b", "heading2#section",
        "heading1#ünï-漢",
      ])
    #expect(TreePrinter.text(of: "# A \\{#x}\n") == "heading1 #a-x 1:1 «# A \\{#x}»\n  text 'A {#x}' 1:3 «A \\{#x}»\n")
    #expect(codes("# A {#x}\n# B {#x}\n") == ["2:1 duplicate-anchor"])
  }

  @Test func alertsAreGitHubsFive() {
    for kind in AlertKind.allCases {
      let text = "> [!\(kind.rawValue.uppercased())]\n> body\n"
      #expect(
        TreePrinter.text(of: text) == """
          alert \(kind.rawValue) 1:1 «> [!\(kind.rawValue.uppercased())]⏎> body»
            paragraph 2:3 «body»
              text 'body' 2:3 «body»

          """)
    }
    #expect(TreePrinter.text(of: "> [!NOTE] body\n").hasPrefix("quote"))
    #expect(codes("> [!NOET]\n> body\n") == ["1:1 unknown-alert"])
  }

  @Test func referencesAreFoundInTextAndNowhereElse() {
    #expect(
      TreePrinter.text(of: "a [[kfunc:bpf_x]]b [[thread:s-1#3|the reply]] [[release:7.2-rc1]]\n") == """
        paragraph 1:1 «a [[kfunc:bpf_x]]b [[thread:s-1#3|the reply]] [[release:7.2-rc1]]»
          text 'a ' 1:1 «a »
          reference kfunc bpf_x 1:3 «[[kfunc:bpf_x]]»
          text 'b ' 1:18 «b »
          reference thread s-1#3 'the reply' 1:20 «[[thread:s-1#3|the reply]]»
          text ' ' 1:46 « »
          reference release 7.2-rc1 1:47 «[[release:7.2-rc1]]»

        """)
    for text in ["`[[a]]`", "\\[[a]]", "[\\[a]]", "[[a]\\]", "```\n[[a]]\n```", "[[ -f x ]]", "a[[0]]"] {
      #expect(!TreePrinter.text(of: text).contains("reference"), "\(text)")
      #expect(codes(text) == [], "\(text)")
    }
  }

  @Test(arguments: [
    "[[kfunc:bpf-x]]", "[[kfnuc:bpf_x]]", "[[kfunc:]]", "[[kfunc:bpf_x", "[[clause:a b]]", "[[a|]]", "[[kfunc:1a]]",
    "[[foo bar]]",
  ])
  func malformedReferencesAreTextWithAWarning(_ reference: String) {
    let text = "ab \(reference) c"
    #expect(codes(text) == ["1:4 malformed-reference"])
    let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
    guard case .paragraph(let inlines)? = document.blocks.first?.kind else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.plainText == text)
  }

  @Test func footnotesCountTheirReferencesAndNoneIsDroppedSilently() {
    let text = "a[^b] c[^a] d[^b]\n\n[^a]: first\n[^b]: second\n[^c]: third\n\n    [^d]: code\n\n```\n[^e]: code\n```\n"
    let tree = TreePrinter.text(of: text)
    #expect(tree.contains("footnote-reference 1 1 1:2 «[^b]»"))
    #expect(tree.contains("footnote-reference 2 1 1:8 «[^a]»"))
    #expect(tree.contains("footnote-reference 1 2 1:14 «[^b]»"))
    #expect(tree.contains("footnote 1 used 2 4:1 «[^b]: second»"))
    #expect(tree.contains("footnote 2 used 1 3:1 «[^a]: first»"))
    #expect(codes(text) == ["5:1 unused-footnote"])
  }

  @Test func rawHTMLIsTextWithAWarning() {
    #expect(
      TreePrinter.text(of: "a <b>c</b>\n\n<div>\nx\n</div>\n") == """
        paragraph 1:1 «a <b>c</b>»
          text 'a ' 1:1 «a »
          written '<b>' 1:3 «<b>»
          text 'c' 1:6 «c»
          written '</b>' 1:7 «</b>»
        written '<div>⏎x⏎</div>⏎' 3:1 «<div>⏎x⏎</div>»

        """)
    #expect(codes("a <b>c</b>\n\n<div>\nx\n</div>\n") == ["1:3 raw-html", "1:7 raw-html", "3:1 raw-html"])
  }

  @Test func smartPunctuationIsOffAndInfoStringsAreWhole() {
    #expect(TreePrinter.text(of: "\"a\" -- b...\n").contains("text '\"a\" -- b...'"))
    #expect(
      TreePrinter.text(of: "```c title=x &amp; y\n```\n") == "code [c title=x & y] '' 1:1 «```c title=x &amp; y⏎```»\n")
  }

  @Test func frontMatterIsReadWithPlacesInTheFile() throws {
    let bytes = Array("\u{feff}---\r\nid: a\r\nbad: [\r\n---\r\n# T\r\n".utf8)
    let broken = MarkdownDocument(path: "a.md", bytes: bytes)
    #expect(broken.fields == nil)
    #expect(broken.diagnostics.map { "\($0.location?.line ?? 0) \($0.code.rawValue)" } == ["4 invalid-yaml"])
    #expect(broken.blocks.first?.range?.line == 5)
    #expect(codes("---\nid: a\n# T\n") == ["1:1 unclosed-front-matter"])
    #expect(MarkdownDocument(path: "a.md", bytes: Array("a\n---\nb\n".utf8)).fields == nil)
    let empty = MarkdownDocument(path: "a.md", bytes: Array("---\n---\n".utf8))
    #expect(empty.fields == nil && empty.blocks.isEmpty && empty.diagnostics.isEmpty)
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func theBodysTextHasNoEmptyLinesAroundIt(_ end: String) {
    let text = "---\nid: a\n---\n\nOne.\n\n    code \n\n".replacing("\n", with: end)
    let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
    #expect(document.bodyText == "One.\n\n    code".replacing("\n", with: end))
  }

  @Test(arguments: ["", "\n", "---", "---\n", "\u{feff}", "\r", "> ", "|", "|-", "[^", "```", "\0"])
  func anyTextGivesADocument(_ text: String) {
    #expect(RangeChecker(Array(text.utf8)).problems == [])
  }

  /// The library keeps its registry and the characters of its extensions in unguarded statics: left alone, threads lose
  /// each other's strikes and addresses in one run of a few.
  @Test func manyTasksMayParseAtOnce() async {
    let texts = [
      "| a |\n|---|\n| ~~b~~ www.a.b |\n\n- [x] c ~~d~~ ~~e~~ http://a.b\n",
      "www.a.b http://c.d e@f.g w:w\n\n- [x] c\n",
      "~~a *b* c~~ ~d~ www.a.b",
    ].map { Array(String(repeating: $0 + "\n\n", count: 20).utf8) }
    let expected = texts.map { MarkdownDocument(path: "a.md", bytes: $0).blocks }
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<300 {
        group.addTask { MarkdownDocument(path: "a.md", bytes: texts[index % 3]).blocks == expected[index % 3] }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }
}
