import CatalogueFacts
import Diagnostics
import KfuncModel
import Rendering
import Testing

@Suite struct SiteAddressTests {
  private func faults(_ names: [String]) -> [String] {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    catalogue.kfuncs = names.sorted().map { Kfunc(name: $0) }
    let directory = KfuncDirectory([catalogue])
    let shared = KfuncPage.Shared(directory, SiteMap.of([catalogue]))
    let pages: [any Page] = directory.histories.map { KfuncPage($0, nil, shared) }
    return PagePlan(pages).diagnostics.map { "\($0.code.rawValue): \($0.message)" }
  }

  @Test func namesThatDifferInCaseAloneAreAnErrorNamingBoth() {
    let found = faults(["bpf_Task", "bpf_task", "bpf_other"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("address-collision: 'bpf_task' would share the address of 'bpf_Task'") == true)
  }

  @Test func firstOfTwoPagesThatWouldShareAnAddressStaysAndSoDoTheOthers() {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    let long = String(repeating: "x", count: 256)
    catalogue.kfuncs = ["bpf_Task", "bpf_other", "bpf_task", long].map { Kfunc(name: $0) }
    let directory = KfuncDirectory([catalogue])
    let pages: [any Page] = directory.histories.map {
      KfuncPage($0, nil, KfuncPage.Shared(directory, SiteMap.of([catalogue])))
    }
    let plan = PagePlan(pages)
    #expect(plan.addresses.map(\.description) == ["/kfuncs/bpf_Task/", "/kfuncs/bpf_other/"])
    #expect(
      plan.diagnostics.map(\.message).sorted().map { $0.prefix(50) } == [
        "'bpf_task' would share the address of 'bpf_Task': ", "'\(String(repeating: "x", count: 49))",
      ])
  }

  @Test func differentNamesAreNoError() { #expect(faults(["bpf_a", "bpf_b", "bpf_a_b"]) == []) }

  @Test func nameLongerThanAFileSystemTakesIsAnError() {
    #expect(faults([String(repeating: "x", count: 255)]) == [])
    #expect(faults([String(repeating: "x", count: 256)]).first?.hasPrefix("address-too-long") == true)
  }
}
