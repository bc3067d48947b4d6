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
        directory.histories.map { KfuncPage($0, in: directory, SiteMap.of([catalogue])) },
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

  @Test func differentNamesAreNoError() throws { #expect(try faults(["bpf_a", "bpf_b", "bpf_a_b"]) == []) }

  @Test func nameLongerThanAFileSystemTakesIsAnError() throws {
    #expect(try faults([String(repeating: "x", count: 255)]) == [])
    #expect(try faults([String(repeating: "x", count: 256)]).first?.hasPrefix("address-too-long") == true)
  }
}
