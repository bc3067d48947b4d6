import Diagnostics
import KfuncModel
import MailImport
import MarkdownSyntax
@testable import SiteContent
import Testing

@testable import Resolution

@Suite struct ContentCheckTests {
  private func content() -> ContentFolder {
    var made = HandMade("6.12")
    made.add("bpf_dig", flags: ["KF_ACQUIRE"])
    made.register()
    made.catalogue.fileMaintainers = [FileMaintainers(file: "kernel/dig.c", sections: ["GARDENS"])]
    var content = ContentFolder()
    content.catalogues = [made.catalogue]
    content.releases = Committed.releases.entries
    return content
  }

  private func document(_ path: String, _ text: String) -> MarkdownDocument {
    MarkdownDocument(path: path, bytes: Array(text.utf8))
  }

  private func policy(_ selector: String, _ body: String = "Words.") throws -> PolicyDocument {
    let text = """
      ---
      title: Digging
      clauses:
        - id: dig-once
          heading: once
          selector: \(selector)
      ---
      # Once

      \(body)

      """
    var diagnostics: [Diagnostic] = []
    let file = ContentFile(path: "Content/policies/digging.md", stem: "digging", bytes: Array(text.utf8))
    return try #require(PolicyReader.read(file, diagnostics: &diagnostics))
  }

  private func faults(_ content: ContentFolder, on date: String? = nil) -> [String] {
    ContentCheck.diagnostics(
      of: content, links: ContentLinks(content),
      pages: { ["/kfuncs/bpf_dig/", "/kfuncs/bpf_dig/stability/", "/kfuncs/"] },
      on: date.flatMap { CalendarDate($0) }
    ).map {
      "\($0.location.map(\.description) ?? "-"): \($0.message) [\($0.code.rawValue)]"
    }
  }

  @Test(arguments: [
    ("{flag: KF_AQUIRE}", "6:22: no release has a flag 'KF_AQUIRE'; did you mean 'KF_ACQUIRE'? [unknown-flag]"),
    (
      "{any: [all, {subsystem: GARDEN}]}",
      "6:39: no release has a subsystem with kfuncs called 'GARDEN'; did you mean 'GARDENS'? [unknown-subsystem]"
    ),
    (
      "{program-type: BPF_PROG_TYPE_LSN}",
      "6:30: no release has a program type 'BPF_PROG_TYPE_LSN'; did you mean 'BPF_PROG_TYPE_LSM'? [unknown-program-type]"
    ),
    (
      "{not: {id-set: dig_sett}}", "6:30: no release has an ID set 'dig_sett'; did you mean 'dig_set'? [unknown-id-set]"
    ),
    ("{name: bpf_fill*}", "6:15: clause 'dig-once' reaches no kfunc of any release [selector-reaches-nothing]"),
    ("{flag: KF_RCU}", "6:15: clause 'dig-once' reaches no kfunc of any release [selector-reaches-nothing]"),
  ])
  func pointsIntoTheSelector(_ selector: String, _ fault: String) throws {
    var content = content()
    content.policies = [try policy(selector)]
    #expect(faults(content) == ["Content/policies/digging.md:" + fault])
  }

  @Test func anOfficialClauseMayNameWhatNoTreeDefines() throws {
    var content = content()
    var policy = try policy("{flag: KF_DOCUMENTED_ALONE}")
    content.policies = [policy]
    func severities() -> [Diagnostic.Severity] {
      ContentCheck.diagnostics(of: content, links: ContentLinks(content), on: nil).map(\.severity)
    }
    #expect(severities() == [.error])
    policy.clauses[0].source = ClauseSource(document: "Documentation/dig.rst", releases: [])
    content.policies = [policy]
    #expect(severities() == [.note])
    policy.clauses[0].selector = .flag(KfuncFlag(rawValue: "KF_AQUIRE"))
    content.policies = [policy]
    #expect(severities() == [.error])
  }

  @Test func findsBrokenLinksBetweenSources() throws {
    var content = content()
    content.policies = [
      try policy(
        "all",
        "[a](#once) [b](#onse) [c](../pages/about.md#top) [d](../pages/abuot.md) [e](/kfuncs/bpf_dig/) [f](/kfuncs/bpf_dug/) "
          + "[g](../pages/about.md#x) [h](../../../x.md) [i](https://example.org/#y) [j](/kfuncs/bpf_dig/stability)")
    ]
    content.pages = [
      ContentPage(slug: "about", title: nil, summary: "", document: document("Content/pages/about.md", "# Top\n"))
    ]
    let found = faults(content).map { $0.replacing("Content/policies/digging.md:10:", with: "") }
    #expect(
      found == [
        "12: 'Content/policies/digging.md' has no anchor 'onse'; did you mean 'once'? [broken-anchor]",
        "50: there is no document 'Content/pages/abuot.md'; did you mean 'Content/pages/about.md'? [broken-link]",
        "95: no page has the address '/kfuncs/bpf_dug/'; did you mean '/kfuncs/bpf_dig/'? [broken-link]",
        "117: 'Content/pages/about.md' has no anchor 'x' [broken-anchor]",
        "142: '../../../x.md' leads out of the content [broken-link]",
        "189: no page has the address '/kfuncs/bpf_dig/stability'; did you mean '/kfuncs/bpf_dig/stability/'? [broken-link]",
      ])
  }

  @Test func countsAgesToTheGivenDayAndNeverToToday() throws {
    var content = content()
    content.settings.verifyWithinDays = 30
    var policy = try policy("all")
    policy.clauses[0].verified = CalendarDate("2026-01-01")
    content.policies = [policy]
    #expect(faults(content, on: "2026-01-31") == [])
    #expect(
      faults(content, on: "2026-02-01") == [
        "Content/policies/digging.md:4:5: clause 'dig-once' was verified on 2026-01-01, 31 days before 2026-02-01; "
          + "the site allows 30 [stale-fact]"
      ])
    #expect(faults(content) == [])
  }

  @Test func takesTheDayFromTheEnvironmentOrTheNewestCatalogue() {
    var content = content()
    #expect(ContentCheck.date(of: content, epoch: nil) == nil)
    for index in content.releases.indices where content.releases[index].release == KernelRelease(major: 6, minor: 12) {
      content.releases[index].date = CalendarDate("2024-11-17")
    }
    #expect(ContentCheck.date(of: content, epoch: nil)?.description == "2024-11-17")
    // The source of a release is younger than the release where it is a point release or patched.
    content.catalogues[0].source.date = CalendarDate("2026-08-29")
    #expect(ContentCheck.date(of: content, epoch: nil)?.description == "2026-08-29")
    #expect(ContentCheck.date(of: content, epoch: "1700000000")?.description == "2023-11-14")
  }

  /// Days by `date -u -d @N +%F`.
  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"),
    (4_107_542_399, "2100-02-28"), (4_107_542_400, "2100-03-01"), (253_402_300_799, "9999-12-31"),
    (-62_135_596_800, "0001-01-01"), (1_735_689_599, "2024-12-31"),
  ])
  func readsMomentsAsDays(_ seconds: Int, _ day: String) {
    #expect(CalendarDate(secondsSince1970: seconds)?.description == day)
  }

  @Test(arguments: [Int.min, Int.max, 253_402_300_800, -62_135_596_801])
  func refusesMomentsOutsideTheCalendar(_ seconds: Int) {
    #expect(CalendarDate(secondsSince1970: seconds) == nil)
  }

  private func thread(_ slug: String, _ ids: [String], text: String = "Nothing much.") -> ExcerptedThread {
    let entries = ids.enumerated().map { number, id in
      ExcerptedThread.Entry(
        number: number + 1, id: id, author: "Ann", date: nil, inReplyTo: number > 0 ? ids[number - 1] : nil, under: nil,
        subject: nil,
        excerpt: ExcerptedMessage(
          id: id, author: "Ann", date: nil, inReplyTo: nil, subject: "s", attachments: [], signature: [],
          document: document("Content/threads/\(slug)/\(number).md", text), bytes: []))
    }
    return ExcerptedThread(
      slug: slug, title: slug, subject: slug, lists: [], outcome: nil, outcomeSources: [], verified: nil, kfuncs: [],
      subsystems: [], missing: [], entries: entries, path: "Content/threads/\(slug)/thread.yml")
  }

  @Test func reportsAThreadThatNoPageLeadsTo() {
    var content = content()
    content.threads = [
      thread("lonely", ["a@x"]), thread("named", ["b@x"], text: "I like bpf_dig."), thread("linked", ["c@x"]),
    ]
    content.pages = [
      ContentPage(
        slug: "about", title: nil, summary: "",
        document: document("Content/pages/about.md", "See [[thread:linked#1]].\n"))
    ]
    #expect(
      faults(content) == [
        "Content/threads/lonely/thread.yml: no page leads to thread 'lonely': list the kfuncs or subsystems that it concerns "
          + "[unlinked-thread]"
      ])
  }

  @Test func reportsAMessageOfTwoThreads() {
    var content = content()
    content.threads = [thread("one", ["a@x"], text: "bpf_dig"), thread("two", ["a@x"], text: "bpf_dig")]
    #expect(
      faults(content) == [
        "Content/threads/two/thread.yml: message 'a@x' is listed by Content/threads/one/thread.yml already [duplicate-id]"
      ])
  }

  @Test func followsWhoAnswersWhomAndStopsInACircle() {
    var made = thread("round", ["a@x", "b@x", "c@x"])
    #expect(ThreadPeople(made).speakers(of: made.entries[2]).map(\.number) == [3, 2, 1])
    made.entries[0].inReplyTo = "c@x"
    #expect(ThreadPeople(made).speakers(of: made.entries[2]).map(\.number) == [3, 2, 1])
    made.entries[2].inReplyTo = "missing@x"
    made.entries[2].under = "a@x"
    #expect(ThreadPeople(made).speakers(of: made.entries[2]).map(\.number) == [3])
  }
}
