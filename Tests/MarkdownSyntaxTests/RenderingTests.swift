import HTMLText
import MarkdownHTML
import MarkdownSyntax
import Testing

@Suite struct RenderingTests {
  private func html(_ text: String, _ hooks: MarkdownHooks = MarkdownHooks()) -> String {
    MarkdownRenderer(hooks).html(of: MarkdownDocument(path: "a.md", bytes: Array(text.utf8))).string
  }

  @Test func tablesScrollAndAlignByClass() {
    #expect(
      html("| a | b |\n|:-:|--:|\n| 1 |\n") == """
        <div class="scroll" tabindex="0" role="region" aria-label="Table: a, b"><table>
        <thead><tr><th scope="col" class="center">a</th><th scope="col" class="right">b</th></tr></thead>
        <tbody>
        <tr><td class="center">1</td><td class="right"></td></tr>
        </tbody>
        </table></div>

        """)
  }

  /// HTML has no link inside a link, and what leads back to the footnote's mark must find it.
  @Test func aFootnoteOfALinksTextIsNoLinkAndHasItsPlace() {
    let html = html("[a [^x] b](https://a.example/)\n\n[^x]: note\n")
    #expect(html.hasPrefix("<p><a href=\"https://a.example/\">a <sup id=\"fnref:1:1\">1</sup> b</a></p>\n"))
    #expect(html.contains("<a href=\"#fnref:1:1\" class=\"footnote-back\""))
  }

  @Test func footnotesLinkBothWays() {
    #expect(
      html("a[^x] b[^x]\n\n[^x]: note\n") == """
        <p>a<sup><a href="#fn:1" id="fnref:1:1" class="footnote-reference" aria-label="Footnote 1">1</a></sup> \
        b<sup><a href="#fn:1" id="fnref:1:2" class="footnote-reference" aria-label="Footnote 1">1</a></sup></p>
        <section class="footnotes" aria-label="Footnotes">
        <ol>
        <li id="fn:1">
        <p>note <a href="#fnref:1:1" class="footnote-back" aria-label="Back to reference 1">↩</a>\
        <a href="#fnref:1:2" class="footnote-back" aria-label="Back to reference 1, 2">↩</a></p>
        </li>
        </ol>
        </section>

        """)
  }

  @Test func headingsCarryIdsPermalinksPrefixAndLevel() {
    var hooks = MarkdownHooks()
    hooks.idPrefix = "m3-"
    hooks.topHeadingLevel = 3
    #expect(
      html("# A b\n", hooks)
        == "<h3 id=\"m3-a-b\">A b <a class=\"permalink\" href=\"#m3-a-b\" aria-label=\"Link to this section\">#</a></h3>\n"
    )
  }

  @Test func tasksSayTheirStateInWords() {
    #expect(
      html("- [x] a\n- [ ] b\n") == """
        <ul class="tasks">
        <li class="task task-done"><span class="task-state">[done]</span> a</li>
        <li class="task"><span class="task-state">[open]</span> b</li>
        </ul>

        """)
  }

  private struct Links: LinkResolver {
    func href(of destination: LinkDestination, at range: SourceRange?) -> String? {
      destination == .relative("gone.md") ? nil : "r/" + destination.href
    }
    func link(to reference: CrossReference, at range: SourceRange?) -> ResolvedLink? {
      reference.target == "bpf_x" ? ResolvedLink(href: "k/bpf_x/", text: "bpf_x", isCode: true) : nil
    }
    func source(of image: LinkDestination, at range: SourceRange?) -> String? { nil }
  }

  @Test func theCallerDecidesLinksCodeAndText() {
    var hooks = MarkdownHooks(links: Links())
    hooks.codeBlock = { info, text, html in
      html.element("b", text: info + ":" + text)
      return info == "c"
    }
    hooks.text = { text, range, html in
      guard text.elementsEqual("hit".utf8) else { return false }
      html.element("a", ["href": "t/\(range()?.column ?? 0)"], text: "hit")
      return true
    }
    hooks.code = { text, _, html in
      guard text.elementsEqual("f()".utf8) else { return false }
      html.element("a", ["href": "f"]) { $0.element("code", text: "f()") }
      return true
    }
    #expect(
      html(
        "*hit* `f()` [*hit* `f()`](x) [a](gone.md) [[bpf_x]] [[bpf_x|it]] [[nope]] ![alt](i)\n\n```c\nx<\n```\n", hooks)
          == """
          <p><em><a href="t/2">hit</a></em> <a href="f"><code>f()</code></a> \
          <a href="r/x"><em>hit</em> <code>f()</code></a> a \
          <a href="k/bpf_x/"><code>bpf_x</code></a> <a href="k/bpf_x/">it</a> nope alt</p>
          <pre><code class="language-c"><b>c:x&lt;
          </b></code></pre>

          """)
  }

  /// Whole documents are shown from their trees, changed ones from values: both with the same markup.
  @Test func documentsAreShownAsTheirBlocksAre() {
    let text = """
      # Title {#own}

      A *b **c** ~~d~~* `e` [f *g* https://a.example](x "t") <mailto:a@b.example> ![alt *i*](u) [[bpf_x]] [[k:y|*z*]] \
      hard[^n] again[^n] <b>raw</b> &amp; [bad](javascript:x)
      soft

      > quote
      > 1. one

      > [!TIP]
      > tip

      3. a

         b
      4. c

      - tight `x`
        - [x] done
        - [ ] open

      | h1 *e* | h2 |
      |:-|-:|
      | a | `b` |
      | c |

      ```c x
      int a;
      ```

          indented <

      <div>block</div>

      ---

      [^n]: note

          more
      [^unused]: no
      """
    for resolver in [PlainLinkResolver() as any LinkResolver, Links()] {
      var hooks = MarkdownHooks(links: resolver)
      hooks.anchor = { "p-\($0.lowerBound)-\($0.upperBound)" }
      hooks.idPrefix = "x-"
      let renderer = MarkdownRenderer(hooks)
      // Byte-order mark and NUL: offsets of the file are not those of the text.
      for bytes in [Array(text.utf8), [0xef, 0xbb, 0xbf, 0] + Array(text.utf8), Array("- [^n]\n\n[^n]: - x\n".utf8)] {
        let document = MarkdownDocument(path: "a.md", bytes: bytes)
        var html = HTMLText()
        renderer.render(document.blocks, to: &html)
        renderer.renderFootnotes(document.footnotes, to: &html)
        #expect(renderer.html(of: document).string == html.string)
        #expect(html.string.contains("footnote"))
      }
    }
  }

  @Test func alertsAreNotes() {
    #expect(
      html("> [!WARNING]\n> x\n")
        == "<div class=\"alert alert-warning\" role=\"note\"><p class=\"alert-title\">Warning</p>\n<p>x</p>\n</div>\n")
  }
}
