import Diagnostics
import Foundation
import KfuncModel
import MailImport
import SiteContent
import Testing

@Suite struct ThreadTests {
  /// A thread of two invented mails, as import writes it.
  static func imported() throws -> [String: String] {
    func mail(_ id: String, _ date: String, _ headers: String, _ body: String) -> String {
      "From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ada Example <ada@mailbox.example>\nDate: \(date)\n"
        + "Subject: a question\nMessage-ID: <\(id)>\n\(headers)Content-Type: text/plain; charset=utf-8\n\n\(body)\n\n"
    }
    let mbox =
      mail(
        "one@x.invalid", "Mon, 5 Jun 2023 10:00:00 +0200", "",
        "Shall it stay?\n\nThe old rule says nothing at all. It never did.")
      + mail(
        "two@x.invalid", "Mon, 5 Jun 2023 11:00:00 +0200", "In-Reply-To: <one@x.invalid>\n",
        "> Shall it stay?\n\nNobody knows. We shall see.")
    let folder = FileManager.default.temporaryDirectory.path + "/kfuncdocs-thread-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let thread = MailThread(reading: Array(mbox.utf8), file: "t.mbox")
    _ = try ThreadFolder(slug: "t", among: folder).write(thread, ThreadFolder.Options())
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/t") {
      files["threads/t/\(name)"] = try String(contentsOfFile: folder + "/t/" + name, encoding: .utf8)
    }
    return files
  }

  static func findings(
    _ change: (file: String, from: String, to: String), kfuncs: [String] = []
  ) throws -> [String] {
    var files = try imported()
    let text = try #require(files["threads/t/\(change.file)"])
    let changed = text.replacing(change.from, with: change.to)
    try #require(changed != text, "nothing to change: \(change.from)")
    files["threads/t/\(change.file)"] = changed
    return try ContentFixture(files, kfuncs: kfuncs).findings().map { $0.replacing("C/threads/t/", with: "") }
  }

  @Test func readsAThreadAsImportWritesIt() throws {
    let content = try ContentFixture(try Self.imported()).read()
    #expect(content.diagnostics.isEmpty)
    let thread = try #require(content.threads.first)
    #expect(thread.slug == "t")
    #expect(thread.subject == "a question")
    #expect(thread.outcome == nil)
    #expect(thread.entries.map(\.id) == ["one@x.invalid", "two@x.invalid"])
    #expect(thread.entries.map(\.number) == [1, 2])
    #expect(thread.entries.map(\.inReplyTo) == [nil, "one@x.invalid"])
    #expect(thread.excerpts.map(\.author) == ["Ada Example", "Ada Example"])
    #expect(thread.excerpts.first?.date == "2023-06-05T10:00:00+02:00")
  }

  @Test func readsTheOutcomeThatPeopleWrite() throws {
    var files = try Self.imported()
    let old = try #require(files["threads/t/thread.yml"])
    let outcome =
      "title: \"Short\"\noutcome: It stayed.\noutcome-sources: [{message-id: \"two@x.invalid\"}]\nverified: 2026-11-22\n"
    let lines = old.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { $0.hasPrefix("outcome:") ? outcome : $0 + "\n" }.joined()
    files["threads/t/thread.yml"] = text.replacing("kfuncs: []", with: "kfuncs: [bpf_a]")
    let fixture = try ContentFixture(files, kfuncs: ["bpf_a"])
    let thread = try #require(fixture.read().threads.first)
    #expect(fixture.findings() == [])
    #expect(thread.title == "Short")
    #expect(thread.outcome == "It stayed.")
    #expect(thread.outcomeSources.map(\.messageID) == ["two@x.invalid"])
    #expect(thread.kfuncs.map(\.value) == ["bpf_a"])
    files["threads/t/thread.yml"] = text.replacing("verified: 2026-11-22\n", with: "")
    #expect(try ContentFixture(files).findings() == ["C/threads/t/thread.yml:1 missing-key"])
  }

  @Test func provesThatAnExcerptIsInItsMessage() throws {
    let gap = ("01-ada-example.md", "\nShall it stay?\n", "\n[…]\n")
    #expect(try Self.findings(gap) == [])
    let altered = ("01-ada-example.md", "says nothing", "says something")
    #expect(try Self.findings(altered).map { $0.split(separator: " ").last } == ["altered-quotation"])
    let cut = ("01-ada-example.md", "\nShall it stay?\n", "\n")
    #expect(try Self.findings(cut).map { $0.split(separator: " ").last } == ["unmarked-elision"])
  }

  @Test func locatesFaultsOfTheList() throws {
    let index = "thread.yml"
    #expect(try Self.findings((index, "kfuncs: []", "kfunc: []")) == ["thread.yml:4 unknown-key"])
    #expect(
      try Self.findings((index, "file: \"02-ada-example.md\"", "file: \"03-ada-example.md\"")).sorted()
        == ["02-ada-example.md unlisted-message", "thread.yml:13 missing-file"])
    #expect(
      try Self.findings((index, "in-reply-to: \"one@x.invalid\"", "in-reply-to: \"nil@x.invalid\""))
        == ["thread.yml:13 unknown-message"])
    #expect(
      try Self.findings((index, "id: \"two@x.invalid\"", "id: \"too@x.invalid\"")) == ["thread.yml:13 wrong-message"])
    let moments = ["2023-06-31T10:00:00+02:00", "2023-06-05T24:00:00+02:00", "2023-06-05T10:00:00+0b:00"]
    for moment in moments {
      #expect(
        try Self.findings((index, "date: 2023-06-05T10:00:00+02:00", "date: \(moment)")) == ["thread.yml:10 wrong-type"]
      )
    }
    #expect(
      try Self.findings((index, "kfuncs: []", "kfuncs: [bpf_z]"), kfuncs: ["bpf_a"]) == ["thread.yml:4 unknown-kfunc"])
    #expect(
      try Self.findings(("02-ada-example.md", "subject:", "topic:")).contains("02-ada-example.md:6 unknown-key"))
  }

  @Test func findsQuotedWordsInTheMessage() throws {
    func findings(_ id: String, _ words: String) throws -> [String] {
      var files = try Self.imported()
      files["policies/p.md"] = """
        ---
        title: P
        clauses:
          - id: c
            heading: h
            selector: all
            quotes:
              - message-id: "\(id)"
                words: '\(words)'
        ---

        # H
        """
      return try ContentFixture(files).findings()
    }
    #expect(try findings("one@x.invalid", "the OLD rule  says \"nothing\" at all") == [])
    #expect(try findings("one@x.invalid", "The old rule […] it never did") == [])
    #expect(try findings("one@x.invalid", "it never did […] the old rule") == ["C/policies/p.md:8 quotation-not-found"])
    #expect(try findings("one@x.invalid", "the old rul") == ["C/policies/p.md:8 quotation-not-found"])
    #expect(try findings("one@x.invalid", "the new rule") == ["C/policies/p.md:8 quotation-not-found"])
    #expect(try findings("two@x.invalid", "Nobody knows.") == [])
    #expect(try findings("three@x.invalid", "Nobody knows.") == ["C/policies/p.md:8 unknown-message"])
  }
}
