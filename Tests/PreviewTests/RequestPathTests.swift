import Testing

@testable import Preview

@Suite struct RequestPathTests {
  /// The encodings of threats.md and of the CVEs that it names; each would be a way up or an odd name if it were believed.
  @Test(arguments: [
    "/../etc/passwd", "/%2e%2e/etc/passwd", "/%2E%2E/etc/passwd", "/.%2e/x", "/%2e./x", "/./x", "/%2e/x",
    "/a/../../x", "/..%2fetc", "/%2e%2e%2fetc", "/..%5cetc", "/..\\etc", "/a\\b", "/%5c..%5c", "/%00", "/a%00.html",
    "/%c0%ae%c0%ae/etc", "/%c0%af", "/%e0%80%af", "/%f0%80%80%af", "/%ff", "/%ed%a0%80", "/%", "/%2", "/%zz",
    "/a%0d%0ab",
    "/a%1b[31m", "/%7f", "/%c2%85", "/a#b", "/a b", "/é", "", "x", "*", "http://localhost/",
  ])
  func refusesOddTargets(_ target: String) {
    #expect(throws: RequestPath.Fault.self) { try RequestPath(target) }
  }

  @Test func decodesOnceAndNoMore() throws {
    // A file named `%2e%2e` would be asked for with the percent sign encoded; it is a name, not a way up.
    #expect(try RequestPath("/%252e%252e/x").segments == ["%2e%2e", "x"])
    #expect(try RequestPath("/a%2520b/").file == "a%20b/index.html")
    #expect(try RequestPath("/caf%C3%A9").segments == ["café"])
  }

  @Test func namesExactlyOneFile() throws {
    #expect(try RequestPath("/").file == "index.html")
    #expect(try RequestPath("/kfuncs/").file == "kfuncs/index.html")
    #expect(try RequestPath("/kfuncs").file == "kfuncs")
    #expect(try RequestPath("/kfuncs").folderFile == "kfuncs/index.html")
    #expect(try RequestPath("/kfuncs/").folderFile == nil)
    #expect(try RequestPath("/assets/site.css?v=1").file == "assets/site.css")
    // Empty parts are in no name.
    #expect(try RequestPath("//evil.example/").file == nil)
    #expect(try RequestPath("//evil.example").folderFile == nil)
    #expect(try RequestPath("/kfuncs//").file == nil)
  }

  @Test func refusesWhatIsTooLong() {
    #expect(throws: RequestPath.Fault.self) { try RequestPath("/" + String(repeating: "a", count: 5000)) }
  }

  @Test func readsOneParameter() throws {
    #expect(try RequestPath("/x?page=%2Fkfuncs%2F&a=b").parameter("page") == "/kfuncs/")
    #expect(try RequestPath("/x?page=%2F&page=%2F").parameter("page") == nil)
    #expect(try RequestPath("/x?page=%ff").parameter("page") == nil)
    #expect(try RequestPath("/x").parameter("page") == nil)
  }
}
