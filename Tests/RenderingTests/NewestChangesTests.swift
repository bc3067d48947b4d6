import CatalogueFacts
import KfuncModel
import Rendering
import Resolution
import Testing

/// The first page's list of what changed in the newest release read.
@Suite struct NewestChangesTests {
  @Test func kfuncsThatCameAndWentAreNamedWithLinks() throws {
    let page = try home([release(1, ["bpf_gone", "bpf_stays"]), release(2, ["bpf_new", "bpf_stays"])])
    #expect(page.contains("Newest changes: 9.2, after 9.1"))
    #expect(page.contains("<dt>Added</dt><dd><a href=\"kfuncs/bpf_new/\"><code>bpf_new</code></a></dd>"))
    #expect(page.contains("<dt>Removed</dt><dd><a href=\"kfuncs/bpf_gone/\"><code>bpf_gone</code></a></dd>"))
    #expect(page.contains("<a href=\"releases/9.2/\">All changes"))
    #expect(!page.contains("<code>bpf_stays</code>"))
  }

  @Test func ofManyTheFirstSixAreNamedAndTheRestCounted() throws {
    let names = (1...8).map { "bpf_n\($0)" }
    let page = try home([release(1, ["bpf_stays"]), release(2, ["bpf_stays"] + names)])
    for name in names.prefix(6) { #expect(page.contains("<code>\(name)</code>")) }
    #expect(!page.contains("bpf_n7"))
    #expect(page.contains("<code>bpf_n6</code></a> and 2 more</dd>"))
  }

  @Test func onlyTheLastOfSeveralStepsIsTold() throws {
    let page = try home([release(1, ["bpf_gone"]), release(2, ["bpf_other"]), release(3, ["bpf_other"])])
    #expect(page.contains("Newest changes: 9.3, after 9.2"))
    #expect(page.contains("No kfunc changed."))
    #expect(!page.contains("bpf_gone"))
  }

  @Test func ofOneReleaseNothingIsSaidToHaveChanged() throws {
    #expect(try !home([release(1, ["bpf_stays"])]).contains("Newest changes"))
  }

  private func home(_ catalogues: [ReleaseCatalogue]) throws -> String {
    let directory = KfuncDirectory(catalogues)
    let record = RecordBuilder(catalogues: catalogues, releases: []).build().record
    let page = HomePage(directory, record, SiteMap.of(catalogues))
    let templates = try TemplateSet(TemplateTests.builtIn, schemas: PageTypes.schemas)
    let site = Site([page], frame: SiteFrame(title: "t", navigation: []), templates: templates)
    return String(decoding: site.bytes(of: page), as: UTF8.self)
  }

  private func release(_ minor: Int, _ names: [String]) -> ReleaseCatalogue {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: minor),
      source: KernelSourceRecord(version: "9.\(minor)", description: "made up", form: .tree, identity: "sha256:0"))
    catalogue.kfuncs = names.map { Kfunc(name: $0) }
    return catalogue
  }
}
