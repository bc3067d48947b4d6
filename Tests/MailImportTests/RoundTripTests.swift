import Foundation
import SeededNumbers
import Testing

@testable import MailImport

/// What import writes renders, through cmark-gfm, to the text of the mail.
@Suite struct RoundTripTests {
  /// Lines that mean something to CommonMark or GitHub's extensions; each must come back as it was.
  static let active = [
    "__bpf_kfunc void f(int *a, int *b)", "*emphasis* and **strong** and ***both***",
    "a < b, <tag>, </tag>, <!-- c -->",
    "`code` and ``more`` and a lone `", "_word_ and __init__ and snake_case_name and _x", "[x](y) [x] [x]: /url",
    "[0]: https://example.invalid/a_b_c?x=1&amp;y=2#top", "[^1] and [^1]: a footnote", "# no heading", "####### seven",
    "#include <linux/bpf.h>", "1. first", "12) twelfth", "1234567890. too long", "- point", "+ point", "* point", "-",
    "+",
    "*", "1.", "a | b | c", "--- | ---", "|---|---|", ":-:", ":-- | --:", "| - |", "a", "===", "---", "- - -", "***",
    "___",
    "~~gone~~ and ~one~", "www.example.invalid/_a_b_ and WWW.x", "http://",
    "https://example.invalid/(a_b)_c, and so on.",
    "see <https://example.invalid/x*y*z>.", "ftp://example.invalid/_x_", "&amp; &lt; &#35; &nbsp; AT&T; &nosuch;",
    "a trailing backslash\\", "\\* not escaped \\[ twice \\\\ \\", "\\https://example.invalid/_a", "> quoted twice",
    "![image](x)", "[!NOTE]", "- [ ] task", "- [x] done", "::: fence", "```", "~~~", "``` c", "$math$ and $$more$$",
    "<https://example.invalid>", "<?php ?>", "<div>", "<script>", "a*b*c", "a * b * c", "**", "**<< 32 \\|** *uid*",
    "f(_a_, _b_)", "(*p)->x", "\"quoted\" -- 'text'", "[[kfunc:x]] and [[clause:y]]", "[…] and [...]", "[… note]",
    "+1", "- a -", "--", "=", "==x", "-x", "+x", "*x", "#x", "#", ">x", "x  two  spaces", "tab\tinside",
    "bpf: fix ^carets^ {braces} @at @mnt: the mount", "100% \\n \\t \\d", "Grüße, naïve — “quotes” 漢字 _漢字_ *漢*",
    "mailto:x", "xmpp:y", "http:/x http:x https:", "a:b://c", "a\\_b", "a\\\\_b", "[a]: <b> 'c'", "[a]:", "!", "![",
    "](",
    "&#x22;", "&", "&;", "<", "<a", "< a", "<1", "a<b>c", "\u{1F600} emoji", "e\u{301}",
  ]

  @Test(arguments: active) func oneActiveLineComesBack(_ line: String) {
    for depth in 0...3 {
      let block = BodyBlock(.prose, depth: depth, lines: [line])
      #expect(RenderedBody.blocks(MarkdownBody.text(of: [block])) == [block], "depth \(depth)")
      let between = BodyBlock(.prose, depth: depth, lines: ["words", line, "  \(line)", "more words", line])
      #expect(RenderedBody.blocks(MarkdownBody.text(of: [between])) == [between], "depth \(depth)")
    }
  }

  @Test func mailsOfActiveLinesComeBack() {
    var random = SeededNumbers(seed: 20_230_706)
    for round in 0..<400 {
      let blocks = Fixture.blocks(Self.body(&random))
      let markdown = MarkdownBody.text(of: blocks)
      let rendered = RenderedBody.blocks(markdown)
      #expect(rendered == blocks, "round \(round):\n\(markdown)")
      #expect(ExcerptBody(markdown).pieces.map(\.block) == blocks, "round \(round), read back:\n\(markdown)")
      if rendered != blocks { break }
    }
  }

  /// Nothing of the text may be lost between the mail's lines and the blocks, either: each line's words come back in
  /// order, but for fences, which become code blocks.
  @Test func noWordOfTheMailIsLost() {
    var random = SeededNumbers(seed: 7)
    for _ in 0..<200 {
      let body = Self.body(&random)
      let wanted = body.split(separator: "\n").map { line in
        var rest = Substring(line)
        while rest.first == ">" {
          rest.removeFirst()
          if rest.first == " " { rest.removeFirst() }
        }
        return rest
      }.joined(separator: " ").split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("```") }
      let found = Fixture.blocks(body).flatMap(\.lines).joined(separator: " ").split(whereSeparator: \.isWhitespace)
        .filter { !$0.hasPrefix("```") }
      #expect(found == wanted)
    }
  }

  private static func body(_ random: inout SeededNumbers) -> String {
    let code = [
      "int x = 1;", "\treturn x;", "{", "}", "+\tfoo(bar);", "-\tbar();", "+{", "@@ -1,2 +1,3 @@ f", " context",
    ]
    let plain = ["Some words here.", "More of them, and a question?", "On Monday, Ada wrote:", "", "", "   ", "\t"]
    var lines: [String] = []
    for _ in 0..<random.below(25) {
      let marks = random.below(5) == 0 ? random.below(4) : (lines.isEmpty ? 0 : random.below(3))
      let prefix = String(repeating: random.below(2) == 0 ? "> " : ">", count: marks)
      let indentation = random.below(4) == 0 ? String(repeating: " ", count: random.below(9)) : ""
      let source = [Self.active, Self.active, code, plain, plain][random.below(5)]
      let line = source[random.below(source.count)]
      lines.append(prefix + indentation + line + (random.below(6) == 0 ? "  " : ""))
    }
    // A signature would leave the body.
    return lines.filter { $0 != "-- " && $0 != "--  " }.joined(separator: "\n")
  }
}
