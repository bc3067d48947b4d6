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
    #expect(content.messages.map(\.place) == [.stability, .stability])
    #expect(content.messages.map(\.listing) == [nil, nil])
  }

  @Test func listsWhatIsSaidByItsWords() throws {
    let text = """
      messages:
        - id: no-cats
          about: There are none.
          says: "{name} of {seven} has no {cat} [7]; {"
          flag: KF_CAT
          \(Self.sources)
          verified: 2026-11-22
        - text: A macro.
          on: entry
          \(Self.sources)
          verified: 2026-11-22
      """
    let content = try ContentFixture(["messages.yml": text]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.messages[0].listing == .init(id: "no-cats", about: "There are none.", flag: "KF_CAT"))
    #expect(content.messages[0].text == nil)
    #expect(content.messages[0].words(for: "bpf_dig") == "bpf_dig of seven has no cat [7]; {")
    #expect(content.messages[0].pattern == "… of … has no … [7]; {")
    #expect(content.messages[1].place == .entry)
    #expect(content.messages[1].pattern == nil)
  }

  @Test func neighboursThatVaryAreOneGap() throws {
    let text = """
      messages:
        - {id: x, about: y, says: "proto […] of {vmlinux} […]", verified: 2026-11-22, \(Self.sources)}
      """
    let content = try ContentFixture(["messages.yml": text]).read()
    #expect(content.messages.map(\.pattern) == ["proto … of …"])
    #expect(content.messages[0].words(for: "bpf_dig") == "proto […] of vmlinux […]")
  }

  @Test(arguments: [
    ("- text: x\n  verified: 2026-11-22", ":2 missing-key"),
    ("- text: x\n  \(sources)", ":2 missing-key"),
    ("- says: x\n  \(sources)\n  verified: 2026-11-22", ":2 missing-key"),
    ("- text: x\n  \(sources)\n  verified: 2026-11-22\n  for: modul", ":5 unknown-word"),
    ("- text: x\n  \(sources)\n  verified: 2026-11-22\n  said: y", ":5 unknown-key"),
    ("- text: x\n  \(sources)\n  verified: 2026-11-22\n  on: entri", ":5 unknown-word"),
    ("- about: x\n  says: y\n  \(sources)\n  verified: 2026-11-22", ":2 missing-key"),
    ("- about: x\n  id: y\n  \(sources)\n  verified: 2026-11-22", ":2 missing-key"),
    (
      "- {id: a, about: x, says: y, verified: 2026-11-22, \(sources)}\n"
        + "- {id: a, about: x, says: y, verified: 2026-11-22, \(sources)}", ":3 duplicate-id"
    ),
    ("- text: x\n  sources: [{file: tools/dig.c}]\n  verified: 2026-11-22", ":3 incomplete-source"),
  ])
  func locatesFaults(_ list: String, _ expected: String) throws {
    let text = "messages:\n" + list.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(try ContentFixture(["messages.yml": text]).findings() == ["C/messages.yml" + expected])
  }
}
