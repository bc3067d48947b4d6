import Foundation
import HTMLInspection
import JSONSchemaCheck
import Testing

/// The matrix, the list for search engines, and the links from pages to data.
@Suite struct ListingTests {
  @Test func theMatrixHasEveryKfuncOfEveryCatalogue() async throws {
    let bytes = try #require(try await PublishedSite.plain.value["data/kfuncs.csv"])
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(rows.first == "kfunc,subsystem,testing-only,6.1,6.12,7.2,7.3")
    var present: [String: Set<String>] = [:]
    for (column, release) in ["6.1", "6.12", "7.2", "7.3"].enumerated() {
      for row in rows.dropFirst() {
        // Of the columns behind the subsystem, which alone may hold commas, none is quoted.
        let fields = row.split(separator: ",", omittingEmptySubsequences: false)
        let cells = fields.suffix(4).map(String.init)
        #expect(cells.allSatisfy { $0 == "present" || $0 == "absent" })
        if cells[column] == "present" { present[release, default: []].insert(String(fields[0])) }
      }
      let path = "\(PublishedSite.root)/Content/catalogue/\(release).json"
      let value = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
      let kfuncs = try #require((value as? [String: Any])?["kfuncs"] as? [[String: Any]])
      #expect(present[release] == Set(kfuncs.compactMap { $0["name"] as? String }), "\(release)")
    }
  }

  @Test func theSitemapListsEveryPageOnce() async throws {
    let site = try await PublishedSite.addressed.value
    let text = String(decoding: try #require(site["sitemap.xml"]), as: UTF8.self)
    let listed = text.matches(of: /<loc>([^<]*)<\/loc>/).map { String($0.1) }
    let pages = site.keys.filter { $0.hasSuffix("index.html") }
      .map { "https://kfuncs.example.org/" + $0.dropLast("index.html".count) }
    #expect(listed.count == Set(listed).count)
    #expect(Set(listed) == Set(pages))
    #expect(
      site["robots.txt"].map { String(decoding: $0, as: UTF8.self) }?.contains(
        "Sitemap: https://kfuncs.example.org/sitemap.xml\n") == true)
  }

  /// The protocol wants full addresses; nothing is made up.
  @Test func withoutABaseURLThereIsNoSitemap() async throws {
    let site = try await PublishedSite.plain.value
    #expect(site["sitemap.xml"] == nil && site["robots.txt"] == nil)
  }

  /// That every such link leads to a file is tested with all other links of the site.
  @Test func everyPageLeadsToItsDataAndTheFeed() async throws {
    let site = try await PublishedSite.plain.value
    for (path, bytes) in site where path.hasSuffix(".html") {
      var links: [String: [String]] = [:]
      for case .open("link", let attributes) in HTMLTokens.of(bytes) where attributes["rel"] == "alternate" {
        links[attributes["type"] ?? "", default: []].append(attributes["href"] ?? "")
        #expect(attributes["title"]?.isEmpty == false)
      }
      #expect(links["application/json"]?.isEmpty == false, "\(path)")
      #expect(links["application/atom+xml"]?.contains { $0.hasSuffix("feed.atom") } == true, "\(path)")
      let folders = path.split(separator: "/")
      if folders.count > 2, folders[0] == "kfuncs" {
        #expect(
          links["application/json"] == [
            String(repeating: "../", count: folders.count - 1) + "data/kfuncs/\(folders[1]).json"
          ])
      }
    }
  }

  /// A page about one thing names the file about the same thing; by hand from the table of `docs/data-formats.md`.
  @Test(arguments: [
    ("releases/index.html", ["../data/releases.json"]),
    ("releases/7.3/index.html", ["../../data/notes/7.3.json", "../../data/releases/7.3.json"]),
    // The first release read has no notes.
    ("releases/6.1/index.html", ["../../data/releases/6.1.json"]),
    ("policies/kfunc-lifecycle/index.html", ["../../data/policies/kfunc-lifecycle.json"]),
    ("users/index.html", ["../data/users.json"]),
    ("policies/index.html", ["../data/index.json"]),
  ])
  func aPageNamesItsOwnData(_ path: String, _ expected: [String]) async throws {
    let site = try await PublishedSite.plain.value
    let page = try #require(site[path], "\(path)")
    var found: [String] = []
    for case .open("link", let attributes) in HTMLTokens.of(page)
    where attributes["rel"] == "alternate" && attributes["type"] == "application/json" {
      found.append(attributes["href"] ?? "")
    }
    #expect(found == expected)
  }
}
