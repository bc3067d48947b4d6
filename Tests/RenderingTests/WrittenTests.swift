import HTMLText
import KfuncModel
import MarkdownSyntax
import Resolution
import SiteContent
import Testing

@testable import Rendering

/// What people write: where it leads, and what it cites.
@Suite struct WrittenTests {
  private func map(_ change: (inout ContentFolder) -> Void = { _ in }) -> SiteMap {
    var content = ContentFolder()
    content.catalogues = [
      ReleaseCatalogue(
        release: KernelRelease(major: 9, minor: 1),
        source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    ]
    change(&content)
    return SiteMap(content, ContentLinks(content))
  }

  private let links = PageLinks(from: PageAddress("about"), style: .folders)

  /// Pages that the site makes itself; whether those behind the second are there is asked by another check.
  @Test(arguments: [
    "/", "/compare/", "/search/", "/kfuncs/", "/releases/9.1/", "/users/selftests/", "/flags/KF_ACQUIRE/",
    "/kfuncs/by-name/bpf_t/", "/policies/p/reach/c/",
  ])
  func linksFromTheTopLeadToPages(_ path: String) throws {
    let written = WrittenLinks(map: map(), links: links, file: "Content/pages/about.md")
    #expect(written.href(of: try LinkDestination(path), at: nil) == (path == "/" ? "../" : ".." + path))
  }

  @Test(arguments: ["/nothing/", "/compare.html", "/kfuncs/bpf_x/"])
  func otherLinksFromTheTopLeadNowhere(_ path: String) throws {
    let written = WrittenLinks(map: map(), links: links, file: "Content/pages/about.md")
    #expect(written.href(of: try LinkDestination(path), at: nil) == nil)
  }

  @Test func aCommitIsNamedOnce() {
    let commit = "1d71283987c729dceccce834a864c27301ba155e"
    func html(_ text: String, _ pattern: String?) -> String {
      let map = map { $0.settings.commitURL = pattern }
      return HTMLText { CitationPart.add(Citation(text: text, commit: commit), map, links, to: &$0) }.string
    }
    let pattern = "https://git.example/{commit}"
    #expect(
      html("commit 1d71283987c7, dig: Ask more", pattern)
        == "<a href=\"https://git.example/\(commit)\">commit 1d71283987c7, dig: Ask more</a>")
    #expect(html("commit 1d71283987c7, dig: Ask more", nil) == "commit 1d71283987c7, dig: Ask more")
    #expect(
      html("The history", pattern)
        == "The history, <a href=\"https://git.example/\(commit)\">commit 1d71283987c7</a>")
  }
}
