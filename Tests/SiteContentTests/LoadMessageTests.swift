import KfuncModel
import SiteContent
import Testing

/// `messages.yml`.
@Suite struct LoadMessageTests {
  private static let sources = "sources: [{release: \"6.12\", file: tools/dig.c, line: 7}]"

  @Test func readsWhatIsSaidAndWhereItWasRead() throws {
    let text = """
      messages:
        - text: It is missing.
          says: "no '{name}' here"
          \(Self.sources)
          verified: 2026-11-22
        - text: In a module.
          for: module
          \(Self.sources)
          verified: 2026-11-22
      """
    let content = try ContentFixture(["messages.yml": text]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.messages.map(\.scope) == [.all, .module])
    #expect(content.messages.map(\.says) == ["no '{name}' here", nil])
    #expect(content.messages[0].sources.first?.source == SourceReference(file: "tools/dig.c", line: 7))
    #expect(content.messages[0].verified == CalendarDate("2026-11-22"))
  }

  @Test(arguments: [
    ("- text: x\n  verified: 2026-11-22", ":2 missing-key"),
    ("- text: x\n  \(sources)", ":2 missing-key"),
    ("- says: x\n  \(sources)\n  verified: 2026-11-22", ":2 missing-key"),
    ("- text: x\n  \(sources)\n  verified: 2026-11-22\n  for: modul", ":5 unknown-word"),
    ("- text: x\n  \(sources)\n  verified: 2026-11-22\n  said: y", ":5 unknown-key"),
    ("- text: x\n  sources: [{file: tools/dig.c}]\n  verified: 2026-11-22", ":3 incomplete-source"),
  ])
  func locatesFaults(_ list: String, _ expected: String) throws {
    let text = "messages:\n" + list.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(try ContentFixture(["messages.yml": text]).findings() == ["C/messages.yml" + expected])
  }
}
