import Diagnostics
import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// What the leads of release notes name shows the way back to the release's page, and links to their files lead there.
@Suite struct LeadMentionTests {
  /// The golden site with a lead for each of its two releases, one for a release that is listed and was not read, and a
  /// page that links to all three.
  private func site(isOffline: Bool) async throws -> [String: [HTMLToken]] {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: ProjectFolder.golden + "/Content", toPath: folder.path + "/Content")
    try folder.write("Here `bpf_fix_open` was born.\n", to: "Content/releases/9.1.md")
    try folder.write("# News\n\nNow `bpf_fix_open` and `bpf_fix_close` wait.\n", to: "Content/releases/9.2.md")
    try folder.write("Nobody read where `bpf_fix_open` stood.\n", to: "Content/releases/9.0.md")
    try folder.write(
      "# More\n\nSee [first](../releases/9.1.md), [second](../releases/9.2.md#news) and [none](../releases/9.0.md).\n",
      to: "Content/pages/more.md")
    var options = BuildOptions(
      content: folder.path + "/Content", templates: folder.path + "/none", output: folder.path + "/site")
    options.isOffline = isOffline
    let report = try await SitePipeline(options).run()
    #expect(report.diagnostics.map(\.code) == ["unread-release"], "\(report.diagnostics)")
    return try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix("index.html") }
      .mapValues { HTMLTokens.of(Array($0)) }
  }

  @Test(arguments: [false, true]) func entriesShowTheWayBackToTheReleaseThatSaysIt(isOffline: Bool) async throws {
    let site = try await site(isOffline: isOffline)
    let file = isOffline ? "index.html" : ""
    let mentions = try #require(site["kfuncs/bpf_fix_open/index.html"]).elements("ul", class: "mentions")
      .flatMap { $0.elements("li") }
    let first = try #require(mentions.first { $0.text.contains("was born") })
    #expect(first.values(of: "href") == ["../../releases/9.1/" + file])
    #expect(first.text.contains("Release 9.1"))
    let second = try #require(mentions.first { $0.text.contains("wait") })
    #expect(second.values(of: "href") == ["../../releases/9.2/" + file])
    #expect(!mentions.contains { $0.text.contains("Nobody read") })
    // The words stand there.
    #expect(try #require(site["releases/9.1/index.html"]).text.contains("Here bpf_fix_open was born."))
    #expect(try #require(site["releases/9.2/index.html"]).text.contains("Now bpf_fix_open and bpf_fix_close wait."))
  }

  @Test(arguments: [false, true]) func linksToFilesOfLeadsLeadToTheReleases(isOffline: Bool) async throws {
    let page = try #require(try await site(isOffline: isOffline)["more/index.html"])
    let file = isOffline ? "index.html" : ""
    let sentence = try #require(page.elements("p").first { $0.text == "See first, second and none." })
    #expect(sentence.values(of: "href") == ["../releases/9.1/" + file, "../releases/9.2/" + file])
  }
}
