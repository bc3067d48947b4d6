import Diagnostics
import Testing

@testable import Publish

@Suite struct SiteLinkCheckTests {
  private func check(_ pages: [String: String], others: [String] = [], base: String? = nil) -> [String] {
    let read = pages.map { SiteLinkCheck.Page(path: $0.key, bytes: Array($0.value.utf8), base: SiteBase(base)) }
    return SiteLinkCheck.diagnostics(of: read, paths: Set(pages.keys).union(others)).map {
      "\($0.location?.file ?? ""):\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code.rawValue)"
    }
  }

  @Test func linksOfEveryFormAreFollowed() {
    let page = """
      <!doctype html><a href="../">up</a><a href='../b/#here'>b</a><A HREF=../b/index.html>b</A>
      <link href="../assets/s.css?v=1"><a href="#own" id="own">own</a><a href="?q=1">self</a>
      <a href="https://example.org/x">away</a><a href="//example.org/">away</a><a href="mailto:a@b.example">mail</a>
      <!-- <a href="/comment/"> --><script>"<a href='/script/'>"</script><title><a href="/title/"></title>
      """
    let found = check(
      ["a/index.html": page, "b/index.html": "<p id=here>", "index.html": "<p>"], others: ["assets/s.css"])
    #expect(found == [])
  }

  @Test func brokenLinksAreFoundWhereTheyStand() {
    let page =
      "<p>\n<a href=\"../b/\">b</a> <a href=\"#none\">n</a>\n<a href=\"../../out\">o</a><img src=\"x&amp;y.png\">"
    #expect(
      check(["a/index.html": page]) == [
        "a/index.html:2:1 broken-link", "a/index.html:2:23 broken-anchor", "a/index.html:3:1 broken-link",
        "a/index.html:3:26 broken-link",
      ])
    #expect(check(["index.html": "<p id=a><p id=a>"]) == ["index.html:1:9 duplicate-anchor"])
    #expect(check(["index.html": "<p id=\"a"]).contains { $0.hasSuffix("broken-page") })
    #expect(check(["index.html": "<meta http-equiv=refresh content=\"0; url=x/\">"]) == ["index.html:1:1 broken-link"])
  }

  @Test func addressesOfTheSiteItselfAreFollowedToo() {
    let base = "https://h.example/docs"
    #expect(check(["index.html": "<link href=\"https://h.example/docs/\"><a href=\"/docs/\">x</a>"], base: base) == [])
    #expect(check(["index.html": "<a href=\"/other/\">beside the site</a>"], base: base) == [])
    #expect(
      check(["index.html": "<a href=\"https://h.example/docs/no/\">"], base: base) == ["index.html:1:1 broken-link"])
    #expect(check(["index.html": "<a href=\"/docs/no/\">"], base: base) == ["index.html:1:1 broken-link"])
  }

  @Test func percentSignsOfNamesAreWrittenTwice() {
    #expect(check(["index.html": "<a href=\"a%252Fb/\">x</a>", "a%2Fb/index.html": ""]) == [])
  }

  @Test func hostilePagesEndInTime() {
    for shape in ["<", "<a ", "<!--", "<a href=\"", "<script><", "</", "&#", "<a =", "<a id=x "] {
      let bytes = Array(String(repeating: shape, count: 200_000 / shape.utf8.count).utf8)
      let clock = ContinuousClock()
      let time = clock.measure { _ = HTMLScan(bytes) }
      #expect(time < .seconds(10), "\(shape)")
    }
  }
}
