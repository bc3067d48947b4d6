import Rendering
import Testing

@Suite struct PageLinksTests {
  @Test func linkGoesUpOnlyAsFarAsItMust() {
    let links = PageLinks(from: .kfunc("bpf_a"), style: .folders)
    #expect(links.href(.kfunc("bpf_b")) == "../bpf_b/")
    #expect(links.href(.kfuncs) == "../")
    #expect(links.href(.home) == "../../")
  }

  @Test func assetsStandInAFolderOfTheirOwnName() {
    let assets = AssetFolder("0a1b")
    #expect(
      PageLinks(from: .kfunc("bpf_a"), style: .files, assets: assets).asset("site.css") == "../../assets/0a1b/site.css")
    #expect(
      PageLinks(from: .notFound, style: .folders, root: "/docs/", assets: assets).asset("a.js")
        == "/docs/assets/0a1b/a.js")
    #expect(PageLinks(from: .home, style: .folders).asset("site.css").isEmpty)
  }

  @Test func linkToThePageItselfIsNeverEmpty() {
    let links = PageLinks(from: .kfuncs, style: .folders)
    #expect(links.href(.kfuncs) == "./")
    #expect(links.href(.kfuncs, anchor: "top") == "#top")
  }

  @Test func offlineLinksEndInAFile() {
    let links = PageLinks(from: .home, style: .files)
    #expect(links.href(.kfunc("bpf_a")) == "kfuncs/bpf_a/index.html")
    #expect(links.href(.home) == "index.html")
  }

  @Test func oddNamesStayInsideTheSiteAndApart() {
    // On disk the percent sign is a character; in a link it is encoded once more.
    #expect(PageAddress.kfunc("../x").path == "kfuncs/%2E.%2Fx/index.html")
    #expect(PageLinks(from: .home, style: .folders).href(.kfunc("../x")) == "kfuncs/%252E.%252Fx/")
    #expect(PageAddress.kfunc("..").path == "kfuncs/%2E./index.html")
    #expect(PageAddress.kfunc("").path != PageAddress.kfuncs.path)
    #expect(PageAddress.kfunc("%2E.").path != PageAddress.kfunc("..").path)
    #expect(PageAddress.kfunc("a\u{0}\"<b").path == "kfuncs/a%00%22%3Cb/index.html")
  }

  @Test func notFoundPageLinksFromTheRootOfTheHost() {
    let links = PageLinks(from: .notFound, style: .folders, root: "/docs/")
    #expect(links.href(.kfuncs) == "/docs/kfuncs/")
    #expect(links.href(.home) == "/docs/")
  }
}
