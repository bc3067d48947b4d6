import Foundation
import Testing

/// Pages and data of the real site say the same.
@Suite struct EqualityTests {
  private struct Scene {
    let site: [String: [UInt8]]
    /// Links to messages by Message-ID.
    let messages: [String: String]
    /// Texts of policies, of flags and of changes of whole releases.
    let common: Set<String>

    init() async throws {
      site = try await PublishedSite.plain.value
      var messages: [String: String] = [:]
      var common: Set<String> = []
      for path in site.keys where path.hasPrefix("data/threads/") {
        let thread = try Self.object(site[path])
        for message in thread["messages"] as? [[String: Any]] ?? [] {
          guard let id = message["messageID"] as? String, let number = message["number"] as? Int else { continue }
          messages[id] = "threads/\(thread["slug"] ?? "")/#m\(number)"
          common.insert(id)
        }
      }
      for path in site.keys
      where path.hasPrefix("data/policies/") || path.hasPrefix("data/threads/") || path == "data/users.json" {
        KfuncFactsOnPages.collect(try Self.object(site[path])) { text in common.insert(text.filter { !$0.isWhitespace })
        }
      }
      self.messages = messages
      self.common = common
    }

    static func object(_ bytes: [UInt8]?) throws -> [String: Any] {
      let bytes = try #require(bytes)
      return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    func pages(_ name: String) -> [PageText] {
      ["kfuncs/\(name)/index.html", "kfuncs/\(name)/stability/index.html"].compactMap { site[$0].map(PageText.init) }
    }
  }

  @Test func everyFactOfTheDataStandsOnThePages() async throws {
    let scene = try await Scene()
    var met: Set<String> = []
    var missing: [String] = []
    for path in scene.site.keys.sorted() where path.hasPrefix("data/kfuncs/") {
      let json = try Scene.object(scene.site[path])
      let name = try #require(json["name"] as? String)
      let facts = KfuncFactsInData(json, on: scene.pages(name), messages: scene.messages)
      met.formUnion(facts.met)
      missing += facts.missing.map { "\(name): \($0)" }
    }
    #expect(missing == [], "\(missing.count): \(missing.prefix(40).joined(separator: "\n"))")
    #expect(met.count > 120)
    // An exemption that nothing needs would hide a fact one day.
    let unused = Set(KfuncFactsInData.unshown.keys).subtracting(met)
    #expect(
      unused.subtracting(["events[].programTypes.openLost[]", "events[].filters[].old.attachTypes[]"]) == [
        "events[].notices[].releases[]"
      ])
  }

  @Test func everyFactOnThePagesStandsInTheData() async throws {
    let scene = try await Scene()
    var missing: [String] = []
    var count = 0
    for path in scene.site.keys.sorted() where path.hasPrefix("data/kfuncs/") {
      let json = try Scene.object(scene.site[path])
      let name = try #require(json["name"] as? String)
      let facts = KfuncFactsOnPages(json, on: scene.pages(name), common: scene.common, messages: scene.messages)
      count += facts.count
      missing += facts.missing.map { "\(name): \($0)" }
    }
    #expect(missing == [], "\(missing.count): \(missing.prefix(40).joined(separator: "\n"))")
    #expect(count > 10_000)
  }

  /// Each of these changes to the data of one kfunc is found, in the direction that can find it.
  @Test func aDifferenceIsFound() async throws {
    let scene = try await Scene()
    let pages = scene.pages("scx_bpf_dsq_insert")
    let text = String(decoding: try #require(scene.site["data/kfuncs/scx_bpf_dsq_insert.json"]), as: UTF8.self)
    func missing(_ old: String, _ new: String) throws -> [String] {
      #expect(text.contains(old), "\(old)")
      let json = try Scene.object(Array(text.replacing(old, with: new).utf8))
      return KfuncFactsInData(json, on: pages, messages: scene.messages).missing
        + KfuncFactsOnPages(json, on: pages, common: scene.common, messages: scene.messages).missing
    }
    #expect(try missing("scx_bpf_dsq_insert", "scx_bpf_dsq_insert").isEmpty)
    for (old, new) in [
      ("u64 slice", "u32 slice"), ("\"KF_RCU\"", "\"KF_SLEEPABLE\""), ("\"KF_RCU\"", "\"KF_IMPLICIT_ARGS\""),
      ("BPF_PROG_TYPE_STRUCT_OPS", "BPF_PROG_TYPE_XDP"), ("\"7.2\"", "\"7.1\""),
      ("\"present\":false", "\"present\":true"),
      ("kernel/sched/ext/ext.c", "kernel/sched/ext.c"), ("\"filterChanges\":1", "\"filterChanges\":2"),
      ("\"v6.23\"", "\"v6.24\""), ("\"answer\":\"conditional\"", "\"answer\":\"unread\""), ("\"events\":", "\"old\":"),
    ] { #expect(try !missing(old, new).isEmpty, "\(old)") }
  }

  /// The official words of each clause stand on the policy's page and in its file.
  @Test func policiesSayTheSame() async throws {
    let scene = try await Scene()
    var quotes = 0
    for path in scene.site.keys where path.hasPrefix("data/policies/") {
      let json = try Scene.object(scene.site[path])
      let slug = try #require(json["slug"] as? String)
      let page = PageText(try #require(scene.site["policies/\(slug)/index.html"]))
      for clause in json["clauses"] as? [[String: Any]] ?? [] {
        #expect(page.says(clause["title"] as? String ?? ""))
        for name in clause["kfuncs"] as? [String] ?? [] { #expect(page.says(name), "\(slug): \(name)") }
        for reach in clause["reach"] as? [[String: Any]] ?? [] where clause["kfuncs"] != nil {
          #expect(page.says("\(reach["reached"] ?? "") of \(reach["of"] ?? "") in \(reach["release"] ?? "")"))
        }
        for quote in clause["quotes"] as? [[String: Any]] ?? [] {
          for part in (quote["words"] as? String ?? "").components(separatedBy: "[…]") {
            quotes += 1
            let words = part.trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(words.isEmpty || page.says(words), "\(slug): \(words)")
          }
        }
      }
    }
    #expect(quotes >= 3)
  }

  @Test func threadsSayTheSame() async throws {
    let scene = try await Scene()
    for path in scene.site.keys where path.hasPrefix("data/threads/") {
      let json = try Scene.object(scene.site[path])
      let page = PageText(try #require(scene.site["threads/\(json["slug"] ?? "")/index.html"]))
      #expect(page.says(json["subject"] as? String ?? ""))
      #expect(page.says(json["outcome"] as? String ?? ""))
      let messages = try #require(json["messages"] as? [[String: Any]])
      #expect(messages.count > 5)
      for message in messages {
        #expect(page.says(message["messageID"] as? String ?? ""))
        #expect(page.says("\(message["author"] ?? ""), \((message["date"] as? String ?? "").prefix(10))"))
        #expect(page.links.contains(message["archive"] as? String ?? ""))
      }
    }
  }
}
