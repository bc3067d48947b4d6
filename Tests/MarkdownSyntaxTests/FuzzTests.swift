import Diagnostics
import HTMLText
import MarkdownHTML
import MarkdownSyntax
import SeededNumbers
import Testing

/// Mutated documents: no crash, every range holds, every byte of text lands escaped. The same inputs on every run.
@Suite struct FuzzTests {
  private static let pieces: [String] = [
    "*", "**", "_", "`", "``", "[", "]", "(", ")", "!", "<", ">", "> ", "- ", "1. ", "\n", "\n\n", "\r\n", "\r", "\t",
    "    ", "|", "\\|", "|-|-|\n", "\n|a|b|\n|-|-|\n|c|\n", "\\", "&amp;", "&#42;", "&copy;", "~~", "~", "[^1]",
    "[^1]: n\n", "[[kfunc:a]]", "[[", "]]", "www.a.b", "x@y.z", "<http://a.b>", "http://a.b/c", "](u)", "![", "```\n",
    "# ", "\n===\n", "\n---\n", "[r]: /u\n", "[r]", "<b>", "<!-- ", "{#id}", "[!NOTE]\n", "[x] ", "\u{e9}", "\u{202e}",
    "a", "b c", "---\nk: v\n---\n", "\0", "\u{feff}",
  ]

  @Test func mutatedDocumentsKeepWhatRangesPromise() {
    var generator = SeededNumbers(seed: 20_240_601)
    let sample = Array(RangeTests.sample.utf8)
    let hooks = MarkdownHooks()
    var leaves = 0
    var unplaced = 0
    for round in 0..<150 {
      var bytes: [UInt8] = []
      if round % 2 == 0 {
        let start = Int.random(in: 0..<sample.count / 2, using: &generator)
        bytes = Array(sample[start..<min(sample.count, start + 300)])
        for _ in 0..<8 {
          let at = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: bytes.insert(contentsOf: (Self.pieces.randomElement(using: &generator) ?? "").utf8, at: at)
          case 1: bytes.remove(at: at)
          default: bytes[at] = UInt8.random(in: 0...255, using: &generator)
          }
        }
      } else {
        for _ in 0..<40 { bytes += (Self.pieces.randomElement(using: &generator) ?? "").utf8 }
      }
      let checker = RangeChecker(bytes)
      #expect(checker.problems == [], "round \(round): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      leaves += checker.leaves
      unplaced += checker.unplaced
      let html = MarkdownRenderer(hooks).html(of: MarkdownDocument(path: "a.md", bytes: bytes)).string
      #expect(!html.contains("<b>") && !html.contains("<!--"))
    }
    // Random markup finds what people do not write; still nearly everything is found again.
    #expect(unplaced * 50 < leaves, "\(unplaced) of \(leaves)")
  }
}
