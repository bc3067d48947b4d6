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

  /// The HTML standard forbids them in any form: 13.2.3.5, noncharacter-in-input-stream, and, by number,
  /// control-character-reference.
  @Test func holdsNothingThatHTMLForbids() {
    let noCharacters = String(decoding: [0xfdd0, 0xfdef, 0xfffe, 0xffff, 0xd83f, 0xdfff] as [UInt16], as: UTF16.self)
    #expect(
      HTMLText { $0.text(noCharacters + "\u{fdcf}\u{fdf0}\u{fffd}\u{1fffd}") }.string == String(
        repeating: "\u{fffd}", count: 5) + "\u{fdcf}\u{fdf0}\u{fffd}\u{1fffd}")
    #expect(HTMLText { $0.text("a\rb\r\nc\r") }.string == "a\u{fffd}b\nc\u{fffd}")
    var anywhere: [UInt8] = []
    HTMLText.escapeForAnyPlace("a\rb'", into: &anywhere)
    #expect(String(decoding: anywhere, as: UTF8.self) == "a\u{fffd}b&#39;")
  }

  @Test func showsTagsThatSpellWhatNobodySees() {
    #expect(HTMLText { $0.text("a\u{e0062}\u{e007f}b\u{e0100}") }.string == "a[U+E0062][U+E007F]b\u{e0100}")
  }

  @Test func leavesVisibleTextOfAnyScriptAlone() {
    let text = "Grüße — Ünï… 漢字 ع \u{2018}q\u{2019} \u{1f600} \u{200d}"
    #expect(HTMLText { $0.text(text) }.string == text)
  }
}
