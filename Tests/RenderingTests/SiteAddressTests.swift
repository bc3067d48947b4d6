import CatalogueFacts
import Diagnostics
import KfuncModel
import Rendering
import Testing

@Suite struct SiteAddressTests {
  private func faults(_ names: [String]) throws -> [String] {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    catalogue.kfuncs = names.sorted().map { Kfunc(name: $0) }
    let directory = KfuncDirectory([catalogue])
    let templates = try TemplateSet(TemplateTests.builtIn, schemas: PageTypes.schemas)
    do {
      _ = try Site(
        directory.histories.map { KfuncPage($0, nil, KfuncPage.Shared(directory, SiteMap.of([catalogue]))) },
        frame: SiteFrame(title: "t", navigation: []),
        templates: templates)
      return []
    } catch {
      return error.diagnostics.map { "\($0.code.rawValue): \($0.message)" }
    }
  }

  @Test func namesThatDifferInCaseAloneAreAnErrorNamingBoth() throws {
    let found = try faults(["bpf_Task", "bpf_task", "bpf_other"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("address-collision: 'bpf_Task' and 'bpf_task'") == true)
  }

  @Test func firstOfTwoPagesThatWouldShareAnAddressStaysAndSoDoTheOthers() throws {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    let long = String(repeating: "x", count: 256)
    catalogue.kfuncs = ["bpf_Task", "bpf_other", "bpf_task", long].map { Kfunc(name: $0) }
    let directory = KfuncDirectory([catalogue])
    let pages: [any Page] = directory.histories.map {
      KfuncPage($0, nil, KfuncPage.Shared(directory, SiteMap.of([catalogue])))
    }
    let distinct = DistinctPages(pages)
    #expect(distinct.positions.map { pages[$0].title } == ["bpf_Task", "bpf_other"])
    #expect(
      distinct.diagnostics.map(\.message).sorted().map { $0.prefix(50) } == [
        "'bpf_task' would share the address of 'bpf_Task': ", "'\(String(repeating: "x", count: 49))",
      ])
  }

  @Test func differentNamesAreNoError() throws { #expect(try faults(["bpf_a", "bpf_b", "bpf_a_b"]) == []) }

  @Test func nameLongerThanAFileSystemTakesIsAnError() throws {
    #expect(try faults([String(repeating: "x", count: 255)]) == [])
    #expect(try faults([String(repeating: "x", count: 256)]).first?.hasPrefix("address-too-long") == true)
  }
}
