import HTMLText
import Testing

@Suite struct HTMLTextTests {
  @Test func escapesTextAndAttributesForWhereTheyLand() {
    let html = HTMLText {
      $0.element("a", ["href": "\"><script>'\n&", "title": nil]) { $0.text("<b>\"'&amp;\n") }
    }
    #expect(html.string == "<a href=\"&quot;&gt;&lt;script&gt;&#39;&#10;&amp;\">&lt;b&gt;\"'&amp;amp;\n</a>")
  }

  @Test func showsWhatNobodyCouldSee() {
    let html = HTMLText { $0.text("a\u{202e}b\u{200b}c\u{feff}d\u{61c}e\u{85}f\u{0}g\u{1b}h") }
    #expect(html.string == "a[U+202E]b[U+200B]c[U+FEFF]d[U+61C]e\u{fffd}f\u{fffd}g\u{fffd}h")
  }

  @Test func leavesVisibleTextOfAnyScriptAlone() {
    let text = "Grüße — Ünï… 漢字 ع \u{2018}q\u{2019} \u{1f600} \u{200d}"
    #expect(HTMLText { $0.text(text) }.string == text)
  }
}
