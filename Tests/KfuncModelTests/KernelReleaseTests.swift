import KfuncModel
import Testing

@Suite struct KernelReleaseTests {
  @Test func ordersNumericallyWithCandidatesBeforeTheirRelease() {
    let written = ["7.0", "6.9", "6.12-rc10", "6.12.107", "6.12", "6.12-rc2", "5.19"]
    let ordered = written.compactMap { KernelRelease($0) }.sorted().map(\.description)
    #expect(ordered == ["5.19", "6.9", "6.12-rc2", "6.12-rc10", "6.12", "6.12.107", "7.0"])
  }

  @Test(arguments: ["", "6", "6.", "6.1.2.3", "6.x", "-6.1", "6.1-rc", "6.1-foo", "6.+1", "६.१"])
  func refusesWhatIsNoRelease(text: String) { #expect(KernelRelease(text) == nil) }

  @Test func knowsTheMainlineReleaseOfAPointRelease() {
    #expect(KernelRelease("v6.12.107")?.mainline.description == "6.12")
    #expect(KernelRelease("7.0-rc3")?.mainline.description == "7.0-rc3")
  }
}
