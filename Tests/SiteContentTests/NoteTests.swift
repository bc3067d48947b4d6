import Diagnostics
import KfuncModel
import SiteContent
import Testing

@Suite struct NoteTests {
  static let event = """
    ---
    events:
      - kind: deprecated
        release: "6.13"
        evidence: source
        source: {release: "6.12", file: kernel/a.c, line: 7}
        verified: 2026-11-22
        text: Said to go.
    ---
    """

  @Test func readsEveryKeyOfANote() throws {
    let text = """
      ---
      replaced-by: bpf_b
      replaces: [bpf_b]
      related: bpf_b
      subsystem: A SUBSYSTEM
      events:
        - kind: plan-stated
          release: "6.13"
          names: ["6.20", "6.21"]
          evidence: mail
          source: {message-id: "a/b+c=@x", text: a mail}
          verified: 2026-01-02
          text: To go in 6.20.
      ---

      A note on `bpf_b`.
      """
    let fixture = try ContentFixture(["kfuncs/bpf_a.md": text], kfuncs: ["bpf_a", "bpf_b"])
    let content = fixture.read()
    #expect(content.diagnostics.isEmpty)
    let note = try #require(content.notes.first)
    #expect(note.name == "bpf_a")
    #expect(note.replacedBy?.value == "bpf_b")
    #expect(note.replacedBy?.location.line == 2)
    #expect(note.replaces.map(\.value) == ["bpf_b"])
    #expect(note.related.map(\.value) == ["bpf_b"])
    #expect(note.subsystem == "A SUBSYSTEM")
    #expect(note.hasNotes)
    let event = try #require(note.events.first)
    #expect(event.kind == .planStated)
    #expect(event.release == KernelRelease(major: 6, minor: 13))
    // 6.20 is in no list of releases: a plan may name what never came.
    #expect(event.namedReleases == [KernelRelease(major: 6, minor: 20), KernelRelease(major: 6, minor: 21)])
    #expect(event.citation.messageID == "a/b+c=@x")
    #expect(event.citation.text == "a mail")
    #expect(event.verified == CalendarDate("2026-01-02"))
    #expect(event.location.line == 7)
  }

  @Test func acceptsAnEventWhoseReleaseNobodyLookedUp() throws {
    let text = Self.event.replacing("release: \"6.13\"", with: "release: unknown")
    let content = try ContentFixture(["kfuncs/bpf_a.md": text], kfuncs: ["bpf_a"]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.events.first?.kind == .deprecated)
    #expect(content.events.first?.release == nil)
  }

  @Test(arguments: [
    ("kind: deprecated", "kind: depreciated", ":3 unknown-word"),
    ("    release: \"6.13\"\n", "", ":3 missing-key"),
    ("release: \"6.13\"", "release: \"6.14\"", ":3 unknown-release"),
    ("release: \"6.13\"", "release: soon", ":4 wrong-type"),
    ("verified: 2026-11-22", "verified: 2026-02-30", ":7 wrong-type|:3 missing-key"),
    ("    verified: 2026-11-22\n", "", ":3 missing-key"),
    ("evidence: source", "evidence: mail", ":3 incomplete-source"),
    (", line: 7", "", ":6 incomplete-source"),
    ("file: kernel/a.c", "file: ../a.c", ":6 wrong-type"),
    ("{release: \"6.12\", file: kernel/a.c, line: 7}", "{commit: XYZ}", ":6 wrong-type"),
    ("{release: \"6.12\", file: kernel/a.c, line: 7}", "{url: \"ftp://a\"}", ":6 wrong-type"),
    ("{release: \"6.12\", file: kernel/a.c, line: 7}", "{text: hearsay}", ":6 incomplete-source"),
    ("text: Said to go.", "text: \"\"", ":8 missing-key"),
    ("text: Said", "txt: Said", ":8 unknown-key|:3 missing-key"),
    ("kind: deprecated", "kind: renamed", ":3 missing-key"),
    ("kind: deprecated", "kind: renamed\n    successor: [bpf_b, bpf_a]", ":4 wrong-type"),
    ("kind: deprecated", "kind: defective\n    names: [\"7.2\"]", ":3 wrong-type"),
    ("events:", "replaced-by: bpf_c\nevents:", ":2 unknown-kfunc"),
    ("events:", "replaced-by: \"a b\"\nevents:", ":2 wrong-type"),
    ("events:", "replaced-by: [bpf_b, bpf_a]\nevents:", ":2 wrong-type"),
    ("events:", "event: 1\nevents:", ":2 unknown-key"),
  ])
  func locates(_ change: (from: String, to: String, expected: String)) throws {
    let text = Self.event.replacing(change.from, with: change.to)
    try #require(text != Self.event)
    let findings = try ContentFixture.findings(text)
    #expect(findings.sorted() == change.expected.split(separator: "|").map(String.init).sorted(), "\(change.to)")
  }

  @Test func saysWhatWasProbablyMeant() throws {
    let content = try ContentFixture(
      ["kfuncs/bpf_task_acquire.md": "See.\n", "kfuncs/bpf_b.md": "---\nreplaced-by: bpf_task_aquire\n---\n"],
      kfuncs: ["bpf_b", "bpf_task_acquire"]
    ).read()
    #expect(
      content.diagnostics.map(\.message) == ["no kfunc named 'bpf_task_aquire'; did you mean 'bpf_task_acquire'?"])
    let word = try ContentFixture(["kfuncs/bpf_a.md": Self.event.replacing("deprecated", with: "depreciated")]).read()
    #expect(word.diagnostics.contains { $0.message.hasSuffix("did you mean 'deprecated'?") })
  }

  @Test func knowsANameByItsEventsOrItsProposal() throws {
    #expect(try ContentFixture.findings("A note.\n", in: "kfuncs/bpf_gone.md") == [":1 unknown-kfunc"])
    let gone = Self.event.replacing("deprecated", with: "removed")
    #expect(try ContentFixture.findings(gone, in: "kfuncs/bpf_gone.md") == [])
    let proposal = "---\nproposed: {message-id: \"a@b\", outcome: Not merged.}\n---\n"
    #expect(try ContentFixture.findings(proposal, in: "kfuncs/bpf_new.md") == [":2 unknown-message"])
    #expect(try ContentFixture.findings(proposal) == [":1 proposed-exists", ":2 unknown-message"])
    let incomplete = "---\nproposed: {prototype: x}\n---\n"
    #expect(
      try ContentFixture.findings(incomplete).sorted() == [":2 missing-key", ":2 missing-key"])
  }

  @Test func refusesNamesThatAreNone() throws {
    #expect(try ContentFixture.findings("Text.\n", in: "kfuncs/bpf-a.md") == [" unknown-kfunc"])
    #expect(try ContentFixture.findings("---\n---\n") == [":1 missing-key"])
  }

  @Test func reportsEveryFaultAndReadsTheRest() throws {
    let text = """
      ---
      events:
        - {kind: fixed, release: "7.2", evidence: human, source: {url: "https://a.example/"}, verified: 2026-01-01, text: A.}
        - {kind: fixd}
      related: [bpf_b, bpf_zzzzzzz]
      ---
      """
    let fixture = try ContentFixture(["kfuncs/bpf_a.md": text], kfuncs: ["bpf_a", "bpf_b"])
    let content = fixture.read()
    #expect(content.events.count == 1)
    #expect(content.notes.first?.related.count == 2)
    // The second event: its kind, and four keys that it lacks (evidence, source, text, verified).
    #expect(content.diagnostics.filter { $0.location?.line == 4 }.count == 5)
    #expect(content.diagnostics.filter { $0.location?.line == 5 }.map(\.code) == ["unknown-kfunc"])
  }
}
