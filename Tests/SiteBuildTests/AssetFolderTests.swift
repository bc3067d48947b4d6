import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// Style, scripts and icon stand in a folder named by their content, and hosts are told so.
@Suite struct AssetFolderTests {
  private static func build(_ assets: [String: String], offline: Bool = false) async throws -> [String: Data] {
    let folder = try TemporaryFolder()
    try folder.write("title: t\n", to: "Content/site.yml")
    try folder.write("releases:\n  - release: \"9.1\"\n", to: "Content/releases.yml")
    for (name, text) in assets { try folder.write(text, to: "Templates/assets/" + name) }
    let options = BuildOptions(
      content: folder.path + "/Content", templates: folder.path + "/Templates", output: folder.path + "/site",
      isOffline: offline)
    let report = try await SitePipeline(options).run()
    #expect(report.written != nil, "\(report.diagnostics)")
    return try TemporaryFolder.files(folder.path + "/site")
  }

  /// The only folder below `assets/`.
  private static func version(_ files: [String: Data]) throws -> String {
    let names = Set(
      files.keys.compactMap { path -> String? in
        let parts = path.split(separator: "/")
        return parts.count == 3 && parts[0] == "assets" ? String(parts[1]) : nil
      })
    #expect(names.count == 1)
    return try #require(names.first)
  }

  @Test(arguments: [false, true]) func pagesNameTheFolderOfTheirOwnAssets(_ offline: Bool) async throws {
    let files = try await Self.build([:], offline: offline)
    let version = try Self.version(files)
    #expect(version.utf8.count == 16 && version.allSatisfy { "0123456789abcdef".contains($0) })
    let page = HTMLTokens.of(Array(try #require(files["kfuncs/index.html"])))
    #expect(page.values(of: "href").contains("../assets/\(version)/site.css"))
    #expect(page.values(of: "href").contains("../assets/\(version)/icon.svg"))
    #expect(page.scripts.compactMap { $0["src"] } == ["site.js", "list.js"].map { "../assets/\(version)/\($0)" })
    // What follows the content keeps its address, or every page would change with every name.
    #expect(files["assets/search-index.js"] != nil)
    let rules = files["_headers"].map { String(decoding: $0, as: UTF8.self) }
    #expect((rules == nil) == offline)
    #expect(
      rules?.hasSuffix("\n\n/assets/\(version)/*\n  Cache-Control: public, max-age=31536000, immutable\n") != false)
    #expect(rules?.components(separatedBy: "Cache-Control").count ?? 2 == 2)
    #expect(rules?.hasPrefix("/*\n  Content-Security-Policy: default-src 'none'; ") != false)
  }

  @Test func theNameFollowsBytesAndNamesOfAllAssetsAndNothingElse() async throws {
    let first = try Self.version(await Self.build(["a.txt": "one", "b.txt": "two"]))
    #expect(try Self.version(await Self.build(["a.txt": "one", "b.txt": "two"], offline: true)) == first)
    let others: [[String: String]] = [
      ["a.txt": "one", "b.txt": "twp"], ["a.txt": "one", "c.txt": "two"], ["a.txt": "onetwo", "b.txt": ""],
      ["a.txt": "one"], ["a.txt": "two", "b.txt": "one"], ["a.txt": "one", "b.txt": "two", "site.css": "body {}"],
    ]
    var names: Set = [first]
    for assets in others { names.insert(try Self.version(await Self.build(assets))) }
    #expect(names.count == others.count + 1)
  }
}
