import Diagnostics
import HTMLText
import MarkdownHTML
import MarkdownSyntax
import Testing

@Suite struct LinkPolicyTests {
  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "feed:javascript:alert(1)", "//evil.example", "/\\\\evil.example", "\\\\\\\\evil.example", "java%09script:alert(1)",
    "java&Tab;script:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)", "java&#10;script:alert(1)",
    "&#1;javascript:alert(1)", "http:evil.example", "https:\\\\\\\\evil.example", "a&#x202e;b", "blob:x", "about:blank",
    "&nbsp;javascript:x", "view-source:http://a",
  ])
  func refusedDestinationsAreTextWithAWarning(_ destination: String) {
    let text = "see [name](<\(destination)>) end\n\n![name](<\(destination)>)\n\n[name]\n\n[name]: <\(destination)>\n"
    let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
    let html = MarkdownRenderer().html(of: document).string
    #expect(!html.contains("href"))
    #expect(!html.contains("src"))
    #expect(html.contains("name"))
    #expect(document.diagnostics.map(\.code) == ["refused-link", "refused-link", "refused-link"])
    #expect(document.diagnostics.map { $0.location?.line } == [1, 3, 5])
    #expect(document.diagnostics.first?.location?.column == 5)
  }

  @Test(arguments: [
    ("http://a.b/c?d=e#f", "http://a.b/c?d=e#f"), ("https://a.b", "https://a.b"), ("HTTPS://a.b", "HTTPS://a.b"),
    ("mailto:bpf@vger.kernel.org", "mailto:bpf@vger.kernel.org"), ("../a/b.md#c", "../a/b.md#c"),
    ("/kfuncs/", "/kfuncs/"),
    ("#anchor", "#anchor"), ("a b\"c", "a%20b%22c"), ("x?a:b", "x?a:b"), ("./a:b", "./a:b"), ("é", "%C3%A9"),
    ("", ""),
  ])
  func allowedDestinationsAreLinks(_ destination: String, _ href: String) {
    let document = MarkdownDocument(path: "a.md", bytes: Array("[name](<\(destination)>)".utf8))
    let html = MarkdownRenderer().html(of: document).string
    let escaped = href.replacing("&", with: "&amp;")
    #expect(html == "<p><a href=\"\(escaped)\">name</a></p>\n")
    #expect(document.diagnostics == [])
  }

  @Test func angleBracketsAndBareAddressesFollowThePolicyToo() {
    let text = "<javascript:alert(1)> <http://a.b> ftp://a.b www.a.b me@a.b"
    let document = MarkdownDocument(path: "a.md", bytes: Array(text.utf8))
    #expect(
      MarkdownRenderer().html(of: document).string
        == "<p>&lt;javascript:alert(1)&gt; <a href=\"http://a.b\">http://a.b</a> ftp://a.b "
        + "<a href=\"http://www.a.b\">www.a.b</a> <a href=\"mailto:me@a.b\">me@a.b</a></p>\n")
    #expect(document.diagnostics.map { $0.location?.column } == [1, 36])
  }

  @Test func nothingWrittenBecomesAnAttributeOrElement() {
    let evil = "\"><script>alert(1)</script>' onx=alert(1) "
    let text = """
      # \(evil) {#a}

      ```\(evil)
      \(evil)
      ```

      [\(evil)](/a "\(evil.replacing("\"", with: "\\\""))") ![\(evil)](/b) `\(evil)`

      | \(evil) |
      |---|

      \(evil)
      """
    let html = MarkdownRenderer().html(of: MarkdownDocument(path: "a.md", bytes: Array(text.utf8))).string
    #expect(!html.contains("<script"))
    // Every quote of the input is escaped inside tags: a tag has an even number of quotes.
    for tag in html.matches(of: #/<[a-z][^>]*>/#) {
      #expect(tag.output.count { $0 == "\"" } % 2 == 0)
      #expect(!tag.output.contains(#/\sonx=/#) || tag.output.contains("&quot;") || tag.output.contains("&#39;"))
    }
  }
}
