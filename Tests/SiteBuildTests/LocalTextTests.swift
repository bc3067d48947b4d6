import Diagnostics
import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// What a reader's own kernel adds to the pages, and the page for addresses that do not exist.
@Suite struct LocalTextTests {
  private static let policy = """
    ---
    title: Digging
    clauses:
      - id: dig-whole
        heading: all-of-it
        selector: all
        source: {document: Documentation/dig.rst, section: 2 Holes, releases: ["9.2"]}
        verified: 2026-01-01
      - id: dig-part
        heading: a-part
        selector: {flag: KF_ACQUIRE}
        source: {document: Documentation/dig.rst, section: 2 Holes, releases: ["9.2"]}
        verified: 2026-01-01
    ---

    # Digging

    ## All of it

    Words.

    ## A part

    Words, see [[clause:dig-whole]].
    """

  private static let local = """
    {
     "schema": "kfuncdocs-local-1", "release": "9.2",
     "kernelDoc": [{"name": "bpf_fix_open", "text": "bpf_fix_open() - Open <it> & see.\\n\\nContext: any."}],
     "policySections": [
      {"section": {"number": "2", "title": "Holes", "file": "Documentation/dig.rst", "line": 9,
       "hash": "abababababababababababababababababababababababababababababababab"},
       "text": "Whoever digs <b>a hole</b> fills it.\\n\\n   Indented, and `kept`.\\n"}
     ]
    }
    """

  private func build(
    _ files: [String: String], baseURL: String? = nil
  ) async throws -> (files: [String: [HTMLToken]], codes: [String]) {
    let folder = try TemporaryFolder()
    let content = folder.path + "/content"
    try FileManager.default.copyItem(atPath: ProjectFolder.golden + "/Content", toPath: content)
    for (name, text) in files { try folder.write(text, to: "content/" + name) }
    let options = BuildOptions(
      content: content, templates: folder.path + "/none", output: folder.path + "/site", baseURL: baseURL)
    let report = try await SitePipeline(options).run()
    #expect(report.written != nil)
    let pages = try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix(".html") }
    return (pages.mapValues { HTMLTokens.of(Array($0)) }, report.diagnostics.map(\.code.rawValue))
  }

  @Test func wholeSectionsAndKernelDocAreShownWhereTheyWereRead() async throws {
    let (pages, codes) = try await build(["policies/dig.md": Self.policy, "local/9.2.json": Self.local])
    #expect(codes == [])
    let policy = try #require(pages["policies/dig/index.html"])
    #expect(policy.faults == [])
    // As it stands in the document, once, and named as what it is.
    let blocks = policy.elements("pre", class: "as-written")
    #expect(blocks.map(\.text) == ["Whoever digs <b>a hole</b> fills it.\n\n   Indented, and `kept`.\n"])
    #expect(policy.text.contains("The whole section “2 Holes”, from your own 9.2"))
    #expect(policy.text.contains("The 9.2.1 that was imported has no such section."))
    #expect(policy.values(of: "href").contains("#section:dig-whole"))
    #expect(policy.values(of: "id").contains("section:dig-whole"))
    let entry = try #require(pages["kfuncs/bpf_fix_open/index.html"])
    #expect(entry.text.contains("Its kernel-doc comment, from your own 9.2"))
    #expect(
      entry.elements("pre", class: "as-written").map(\.text) == ["bpf_fix_open() - Open <it> & see.\n\nContext: any."])
    #expect(try #require(pages["kfuncs/bpf_fix_close/index.html"]).elements("pre", class: "as-written").isEmpty)
  }

  @Test func withoutThemNothingIsSaidOfThem() async throws {
    let (pages, codes) = try await build(["policies/dig.md": Self.policy])
    #expect(codes == [])
    for (path, tokens) in pages { #expect(!tokens.text.contains("your own 9.2"), "\(path)") }
  }

  @Test func brokenLocalTextIsReportedAndTheRestIsBuilt() async throws {
    let (pages, codes) = try await build(["policies/dig.md": Self.policy, "local/9.2.json": "{\"schema\": 7"])
    #expect(codes == ["json-syntax"])
    #expect(pages["policies/dig/index.html"] != nil)
  }

  @Test(arguments: [
    ("https://host.example", "/"), ("https://host.example/", "/"),
    ("https://host.example/docs/kfuncs", "/docs/kfuncs/"),
    ("https://host.example/docs/", "/docs/"),
  ])
  func missingAddressesAreAnsweredWithLinksFromTheRootOfTheHost(_ url: String, _ root: String) async throws {
    // As the option of the command and as the content's own word.
    for (files, option) in [([:], url), (["site.yml": "title: T\nbase-url: \(url)\n"], nil)]
      as [([String: String], String?)]
    {
      let page = try #require(try await build(files, baseURL: option).files["404.html"])
      let links = page.values(of: "href").filter { !$0.hasPrefix("#") }
      #expect(
        links.contains(root) && links.contains { $0.hasPrefix(root + "assets/") && $0.hasSuffix("/site.css") }
          && links.contains(root + "kfuncs/"))
      for link in links { #expect(link.hasPrefix(root) && !link.contains("//"), "\(link)") }
    }
  }

  @Test func withoutABaseURLTheyAreRelativeToTheTop() async throws {
    let page = try #require(try await build([:]).files["404.html"])
    #expect(page.values(of: "href").contains { $0.hasPrefix("assets/") && $0.hasSuffix("/site.css") })
    #expect(!page.values(of: "href").contains { $0.hasPrefix("/") })
  }

  @Test func clauseWhoseNameIsAnotherHeadingIsReportedAndReachedByItsOwn() async throws {
    let text = Self.policy.replacingOccurrences(of: "dig-whole", with: "a-part")
    let (pages, codes) = try await build(["policies/dig.md": text])
    #expect(codes == ["duplicate-anchor"])
    let page = try #require(pages["policies/dig/index.html"])
    let ids = page.values(of: "id")
    #expect(ids.count == Set(ids).count)
    #expect(page.values(of: "href").contains("#all-of-it"))
  }
}
