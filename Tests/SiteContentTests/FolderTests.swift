import Diagnostics
import Foundation
import KfuncModel
import SiteContent
import Testing

@Suite struct FolderTests {
  @Test func readsTheListOfReleases() throws {
    let text = """
      releases:
        - release: "6.9"
        - release: "6.10"
          date: 2024-07-14
          long-term: true
          source: {url: "https://a.example/", text: a table}
          verified: 2026-11-22
        - release: "7.0"
      """
    let content = try ContentFixture(["releases.yml": text]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.releases.map(\.release.description) == ["6.9", "6.10", "7.0"])
    #expect(content.releases[1].date == CalendarDate("2024-07-14"))
    #expect(content.releases[1].isLongTerm)
    #expect(content.releases[1].source?.url == "https://a.example/")
    #expect(content.releaseList.standing(of: KernelRelease(major: 6, minor: 20)) == .neverExisted)
  }

  @Test(arguments: [
    ("- release: \"6.10\"\n- release: \"6.9\"", ":3 out-of-order"),
    ("- release: \"6.10\"\n- release: \"6.10\"", ":3 out-of-order"),
    ("- release: 6.10.3", ":2 wrong-type"),
    ("- release: 6.10-rc1", ":2 wrong-type"),
    ("- release: \"6.10\"\n  date: 2024-07-14", ":2 missing-key"),
    ("- release: \"6.10\"\n  long-term: true", ":2 missing-key"),
    ("- release: \"6.10\"\n  long-term: yes", ":3 wrong-type"),
    ("- release: \"6.10\"\n  lts: true", ":3 unknown-key"),
  ])
  func locatesFaultsOfTheList(_ list: String, _ expected: String) throws {
    let text = "releases:\n" + list.split(separator: "\n").map { "  \($0)\n" }.joined()
    #expect(try ContentFixture(["releases.yml": text]).findings() == ["C/releases.yml" + expected])
  }

  /// Not "a link to nothing": the file is there, and the name is what is wrong.
  @Test func namesThatAreNotUTF8AreToldAsThat() throws {
    let fixture = try ContentFixture(["pages/a.md": "# A\n"])
    for folder in ["pages", "threads", "."] {
      try FileManager.default.createDirectory(atPath: fixture.path + "/" + folder, withIntermediateDirectories: true)
      // A name in Latin-1.
      let name: [UInt8] = Array("\(fixture.path)/\(folder)/b".utf8) + [0xe9] + Array(".md".utf8) + [0]
      let descriptor = name.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o644) } ?? -1 }
      }
      try #require(descriptor >= 0)
      close(descriptor)
    }
    let content = fixture.read()
    let found = content.diagnostics.map {
      "\($0.location?.file ?? ""): \($0.severity.word): \($0.message) [\($0.code.rawValue)]"
    }
    #expect(
      found == [
        "C/b\\xe9.md: error: not read: its name is not UTF-8 [file-name]",
        "C/pages/b\\xe9.md: error: not read: its name is not UTF-8 [file-name]",
        "C/threads/b\\xe9.md: error: not read: its name is not UTF-8 [file-name]",
      ])
    #expect(content.pages.map(\.slug) == ["a"])
  }

  @Test func readsTheSettings() throws {
    let text = """
      title: T
      archive-url: https://lists.example/{message-id}/x
      source-url: https://code.example/{tag}/{file}#L{line}
      verify-within-days: 90
      """
    let content = try ContentFixture(["site.yml": text]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.settings.title == "T")
    #expect(content.settings.archiveURL == "https://lists.example/{message-id}/x")
    #expect(content.settings.sourceURL == "https://code.example/{tag}/{file}#L{line}")
    #expect(content.settings.verifyWithinDays == 90)
    #expect(content.settings.commitURL == nil)
  }

  @Test(arguments: [
    ("tagline: x", ":1 missing-key"), ("title: T\ncolour: red", ":2 unknown-key"),
    ("title: T\narchive-url: https://a.example/", ":2 wrong-pattern"),
    ("title: T\nbase-url: https://a.example/{x}", ":2 wrong-pattern"),
    ("title: T\nbase-url: https://a.example/?q=1", ":2 wrong-type"),
    ("title: T\nbase-url: javascript:alert(1)", ":2 wrong-type"),
    ("title: T\nbase-url: https://a.example/?x", ":2 wrong-type"),
    ("title: T\nsource-url: https://a.example/{tag}/{file}", ":2 wrong-pattern"),
    ("title: T\nsource-url: https://a.example/{release}/{file}#L{line}", ":2 wrong-pattern"),
    ("title: T\nsource-url: https://a.example/{tag}/{file}#L{line", ":2 wrong-pattern"),
    ("title: T\nsource-url: https://a.example/{tag}/{file}{file}#L{line}", ":2 wrong-pattern"),
    ("title: T\nsource-url: javascript:x//{tag}/{file}#L{line}", ":2 wrong-type"),
    ("title: T\nsource-url: file:///{tag}/{file}#L{line}", ":2 wrong-type"),
    ("title: T\nsource-url: //a.example/{tag}/{file}#L{line}", ":2 wrong-type"),
    ("title: T\nverify-within-days: 0", ":2 wrong-type"),
    ("title: T\nreport-url: \"https://a b\"", ":2 wrong-type"),
    ("title: [T]", ":1 wrong-type"), ("&a title: *a", ":1 yaml-alias"), ("", ":1 missing-key"),
  ])
  func locatesFaultsOfTheSettings(_ text: String, _ expected: String) throws {
    #expect(try ContentFixture(["site.yml": text]).findings() == ["C/site.yml" + expected])
  }

  @Test func readsUsers() throws {
    let text = """
      users:
        - id: a-tool
          name: A tool
          url: https://a.example/
          summary: It does.
          uses:
            - kfuncs: [bpf_a]
              purpose: To see.
              without: It does not see.
              source: {commit: 0123456789ab}
              verified: 2026-11-22
      """
    let fixture = try ContentFixture(["users.yml": text], kfuncs: ["bpf_a"])
    let content = fixture.read()
    #expect(content.diagnostics.isEmpty)
    let use = try #require(content.users.first?.uses.first)
    #expect(use.kfuncs.map(\.value) == ["bpf_a"])
    #expect(use.without == "It does not see.")
    #expect(use.citation.commit == "0123456789ab")
    for (from, to, expected) in [
      ("[bpf_a]", "[bpf_c]", ":7 unknown-kfunc"), ("[bpf_a]", "[]", ":7 missing-key"),
      ("id: a-tool", "id: A Tool", ":2 wrong-slug"), ("url: https", "url: gopher", ":2 wrong-type"),
      ("        verified: 2026-11-22", "        comment: no", ":11 unknown-key|:7 missing-key"),
      ("users:", "user:", ":1 unknown-key"),
    ] {
      let findings = try ContentFixture(["users.yml": text.replacing(from, with: to)], kfuncs: ["bpf_a"]).findings()
      let wanted = expected.split(separator: "|").map { "C/users.yml\($0)" }
      #expect(findings.sorted() == wanted.sorted(), "\(to)")
    }
    let twice = text + "\n" + text.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    #expect(try ContentFixture(["users.yml": twice], kfuncs: ["bpf_a"]).findings() == ["C/users.yml:12 duplicate-id"])
  }

  @Test func readsPagesAndLeads() throws {
    let content = try ContentFixture([
      "pages/about.md": "# About *this*\n\nText.\n", "pages/home.md": "---\ntitle: Home\nsummary: S.\n---\nText.\n",
      "releases/7.2.md": "Lead.\n", "releases/6.12.md": "Lead.\n",
    ]).read()
    #expect(content.diagnostics.isEmpty)
    #expect(content.pages.map(\.title) == ["About this", "Home"])
    #expect(content.pages.map(\.summary) == ["", "S."])
    #expect(content.leads.map(\.release.description) == ["6.12", "7.2"])
    let faults = try ContentFixture([
      "pages/A b.md": "x", "pages/c.md": "---\nname: x\n---\n", "releases/6.14.md": "x", "releases/next.md": "x",
    ]).findings()
    #expect(
      faults == [
        "C/pages/A b.md wrong-slug", "C/pages/c.md:2 unknown-key", "C/releases/6.14.md unknown-release",
        "C/releases/next.md unknown-release",
      ])
  }

  @Test func namesLeadsThatNoPageShows() throws {
    // 6.12 is read, 6.13 is listed.
    let fixture = try ContentFixture(
      ["releases/6.12.md": "x", "releases/6.12.3.md": "x", "releases/7.2.md": "x"], kfuncs: ["bpf_a"])
    #expect(fixture.findings() == ["C/releases/6.12.3.md duplicate-lead", "C/releases/7.2.md unread-release"])
  }

  @Test func namesWhatDoesNotBelong() throws {
    let fixture = try ContentFixture([
      "notes/a.md": "x", "kfuncs/a.txt": "x", "threads/a.md": "x", "threads/empty/.keep": "", "local/anything": "x",
      "policies/.hidden.md": "x",
    ])
    #expect(
      fixture.findings() == [
        "C/kfuncs/a.txt stray-file", "C/notes stray-file", "C/threads/a.md stray-file",
        "C/threads/empty missing-file",
      ])
  }

  @Test func refusesTwoFilesThatWouldShareAnAddress() throws {
    let fixture = try ContentFixture(["kfuncs/bpf_A.md": "x", "kfuncs/bpf_a.md": "x"], kfuncs: ["bpf_A", "bpf_a"])
    // A file system that folds case holds one of them only.
    guard try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/kfuncs").count == 2 else { return }
    #expect(fixture.findings() == ["C/kfuncs/bpf_A.md same-address"])
    #expect(fixture.read().notes.map(\.name) == ["bpf_a"])
  }

  /// One accented letter, composed and decomposed (Unicode's NFC and NFD), and a Cyrillic one that looks like an `a`: some
  /// file systems hold the first two as one. No address has any of them.
  @Test func namesThatLookAlikeAreRefusedBoth() throws {
    let names = ["caf\u{e9}", "cafe\u{301}", "p\u{430}ge"]
    let fixture = try ContentFixture([:])
    for name in names { try fixture.write("pages/\(name).md", Array("# A page\n".utf8)) }
    let held = try FileManager.default.contentsOfDirectory(atPath: fixture.path + "/pages").count
    let found = fixture.findings()
    #expect(found.count == held)
    #expect(found.allSatisfy { $0.hasSuffix(" wrong-slug") }, "\(found)")
    #expect(fixture.read().pages.isEmpty)
  }

  @Test func followsNoLinkOutOfTheFolder() throws {
    let outside = try ContentFixture(["secret.md": "A secret.\n"])
    let fixture = try ContentFixture(["pages/real.md": "Text.\n"])
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: fixture.path + "/pages/stolen.md", withDestinationPath: outside.path + "/secret.md")
    try manager.createSymbolicLink(atPath: fixture.path + "/pages/same.md", withDestinationPath: "real.md")
    try manager.createSymbolicLink(atPath: fixture.path + "/kfuncs", withDestinationPath: outside.path)
    try manager.createSymbolicLink(atPath: fixture.path + "/pages/gone.md", withDestinationPath: "nowhere.md")
    #expect(
      fixture.findings() == [
        "C/kfuncs symlink-outside", "C/pages/gone.md unreadable", "C/pages/stolen.md symlink-outside",
      ])
    #expect(fixture.read().pages.map(\.slug) == ["real", "same"])
  }

  @Test func refusesWhatIsTooLargeOrNoFile() throws {
    let fixture = try ContentFixture(["pages/small.md": "Text.\n"])
    try fixture.write("pages/large.md", [UInt8](repeating: 0x61, count: (4 << 20) + 1))
    try #require(mkfifo(fixture.path + "/pages/pipe.md", 0o600) == 0)
    #expect(fixture.findings() == ["C/pages/large.md file-too-large", "C/pages/pipe.md unreadable"])
    #expect(fixture.read().pages.map(\.slug) == ["small"])
  }

  @Test func survivesHostileFrontMatter() throws {
    let deep = "---\ntitle: " + String(repeating: "[", count: 10_000) + "\n---\n"
    let bomb = "---\na: &a [x, x]\nb: [*a, *a]\n---\n"
    let unclosed = "---\ntitle: T\n"
    let fixture = try ContentFixture(["pages/a.md": deep, "pages/b.md": bomb, "pages/c.md": unclosed])
    try fixture.write("pages/d.md", [0x23, 0x20, 0xff, 0x00, 0x0a])
    let codes = fixture.findings()
    #expect(codes.contains { $0.hasPrefix("C/pages/a.md:2 yaml-too-complex") })
    #expect(codes.contains("C/pages/b.md:3 yaml-alias"))
    #expect(codes.contains("C/pages/c.md:1 unclosed-front-matter"))
    #expect(codes.contains("C/pages/d.md:1 invalid-utf8"))
    #expect(fixture.read().pages.count == 4)
  }

  @Test func checksCatalogues() throws {
    let fixture = try ContentFixture([:], kfuncs: ["bpf_a"])
    try fixture.write("catalogue/7.2.json", Array("{".utf8))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.path + "/catalogue/6.12.json"))
    try fixture.write("catalogue/6.13.json", Array(bytes))
    let content = fixture.read()
    #expect(content.catalogues.map(\.release.description) == ["6.12"])
    #expect(
      content.diagnostics.map(ContentFixture.line)
        == ["C/catalogue/6.13.json unknown-release", "C/catalogue/7.2.json:1 json-syntax"])
  }

  @Test func missesAListOfReleases() throws {
    let fixture = try ContentFixture(["pages/a.md": "x"])
    try FileManager.default.removeItem(atPath: fixture.path + "/releases.yml")
    #expect(fixture.findings() == ["C/releases.yml missing-file"])
    #expect(ContentFolder.read("/nonexistent", shownAs: "C").diagnostics.map(\.code) == ["unreadable", "missing-file"])
  }

  /// A preview that read catalogues for ever into memory that nobody frees would grow with each import.
  @Test func textsOfCataloguesLastOnlyWhereTheFolderIsReadOnce() throws {
    let fixture = try ContentFixture([:], kfuncs: ["bpf_task_from_pid_of_a_test"])
    let once = try #require(fixture.read().catalogues.first?.kfuncs.first?.name)
    var memory = ContentMemory()
    let again = try #require(
      ContentFolder.read(fixture.path, shownAs: "C", memory: &memory).catalogues.first?.kfuncs.first?.name)
    #expect(once == again)
    // The highest bit of the second word tells, see `LastingTexts`.
    #expect([once, again].map { unsafeBitCast($0, to: (UInt64, UInt64).self).1 >> 63 } == [1, 0])
  }
}
