import Foundation
import HTMLInspection
import Testing

/// The feeds of the real site against RFC 4287.
@Suite struct FeedTests {
  @Test(arguments: [false, true]) func everyFeedIsValid(_ hasBaseURL: Bool) async throws {
    let site = try await (hasBaseURL ? PublishedSite.addressed : PublishedSite.plain).value
    var feeds = 0
    var ids: Set<String> = []
    for (path, bytes) in site where path.hasSuffix(".atom") {
      feeds += 1
      let rules = AtomRules(bytes)
      #expect(rules.faults == [], "\(path)")
      let root = try #require(rules.root)
      let id = try #require(root.all("id").first?.text)
      #expect(ids.insert(id).inserted, "two feeds are called \(id)")
      #expect(id.wholeMatch(of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
      #expect(root.all("entry").count <= 200)
      for link in [root] + root.all("entry") {
        for href in link.all("link").compactMap({ $0.attributes["href"] }) {
          #expect(href.hasPrefix("https://kfuncs.example.org/") == hasBaseURL, "\(href)")
        }
      }
    }
    #expect(feeds > 30)
  }

  /// The rules above find each of these.
  @Test(arguments: [
    ("<updated>", "<updated>on "), ("<id>urn:uuid:", "<id>"), ("<author><name>kfuncdocs</name></author>", ""),
    ("rel=\"self\" ", ""), ("</feed>", ""), ("<title>kfuncdocs: all changes</title>", ""),
    ("xmlns=\"http://www.w3.org/2005/Atom\"", "xmlns=\"http://www.w3.org/2005/atom\""),
    ("type=\"html\">&lt;p&gt;", "type=\"html\"><p/>"), ("<category term=\"", "<category name=\""),
    (" href=\"", " to=\""), ("<generator>kfuncdocs</generator>", "<source/>"),
  ]) func theRulesCanFail(_ found: String, _ replaced: String) async throws {
    let bytes = try #require(try await PublishedSite.plain.value["feed.atom"])
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(found))
    #expect(!AtomRules(Array(text.replacing(found, with: replaced, maxReplacements: 1).utf8)).faults.isEmpty)
  }

  /// By `git show` of the sources: `scx_bpf_cpu_rq` has no id set of 7.3's that lists it, and 7.2 announced that.
  @Test func theNewestReleaseComesFirstAndWhatBreaksBeforeTheRest() async throws {
    let bytes = try #require(try await PublishedSite.plain.value["feed.atom"])
    let entries = try #require(AtomRules(bytes).root).all("entry")
    let titles = entries.compactMap { $0.all("title").first?.text }
    #expect(
      titles.allSatisfy { $0.hasSuffix("(in 7.3)") || $0.hasSuffix("(by 7.2, after 6.12)") || $0.contains("(in ") })
    let removed = titles.firstIndex { $0.contains(": removed") }
    let added = titles.firstIndex { $0.hasSuffix(": added (in 7.3)") }
    if let removed, let added { #expect(removed < added) }
    #expect(added != nil)
  }

  /// `Content/releases.yml` has a day for 7.0, 2026-04-12, and none for 7.1 to 7.3.
  @Test func anEntryWithoutADayOfItsOwnSaysWhoseItBears() async throws {
    let bytes = try #require(try await PublishedSite.plain.value["feed.atom"])
    let entry = try #require(
      AtomRules(bytes).root?.all("entry").first { $0.all("title").first?.text.hasSuffix("(in 7.3)") == true })
    #expect(entry.all("updated").first?.text == "2026-04-12T00:00:00Z")
    #expect(entry.all("content").first?.text.contains("The day of 7.3 was not looked up") == true)
  }

  /// What people wrote of releases that nobody looked up, by their files in `Content/kfuncs`.
  @Test func whatHappenedInAReleaseThatNobodyLookedUpIsToldToo() async throws {
    let bytes = try #require(try await PublishedSite.plain.value["feed.atom"])
    let entries = try #require(AtomRules(bytes).root).all("entry")
    func entry(_ title: String) throws -> AtomRules.Element {
      try #require(entries.first { $0.all("title").first?.text == title }, "\(title)")
    }
    let changed = try entry("bpf_get_file_xattr: behaviour changed (in a release that was not looked up)")
    #expect(changed.all("updated").first?.text == "2026-11-22T00:00:00Z")
    #expect(
      changed.all("content").first?.text.contains("the entry bears the day on which its source was last read") == true)
    #expect(
      changed.all("content").first?.text.contains("attributes with the prefix security.bpf. became readable") == true)
    // A proposal is no change of a kfunc.
    #expect(!entries.contains { $0.all("title").first?.text.contains("bpf_is_idmapped_mnt") == true })
  }

  /// The HTML inside an entry is whole and holds no script.
  @Test func contentOfEntriesIsCleanHTML() async throws {
    let bytes = try #require(try await PublishedSite.plain.value["feed.atom"])
    for entry in try #require(AtomRules(bytes).root).all("entry") {
      let tokens = HTMLTokens.of(Array((entry.all("content").first?.text ?? "").utf8))
      #expect(tokens.faults == [])
      #expect(tokens.elementNames.isSubset(of: ["p", "strong", "code"]))
    }
  }

  /// A subsystem's feed holds its kfuncs alone, each entry with the id that it has in the feed of all.
  @Test func aSubsystemsFeedIsAPartOfTheFeedOfAll() async throws {
    let site = try await PublishedSite.plain.value
    func entries(_ path: String) throws -> [String: String] {
      let bytes = try #require(site[path])
      let root = try #require(AtomRules(bytes).root)
      return Dictionary(
        root.all("entry").map { ($0.all("title").first?.text ?? "", $0.all("id").first?.text ?? "") }
      ) { first, _ in first }
    }
    let all = try entries("feed.atom")
    let own = try entries("subsystems/scheduler-sched-ext/feed.atom")
    #expect(own.count > 20)
    #expect(own.keys.allSatisfy { $0.contains("scx_") })
    for (title, id) in own where all[title] != nil { #expect(all[title] == id) }
  }
}
