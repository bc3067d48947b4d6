import Testing

@testable import SiteContent

@Suite struct NearMissesTests {
  @Test func endsWhenEnoughNamesWereCompared() {
    var misses = NearMisses(looks: 3)
    #expect(misses.name(near: "bpf_aa", among: ["bpf_ab", "scx_b"]) == "bpf_ab")
    #expect(misses.name(near: "bpf_aa", among: ["bpf_ab", "scx_b"]) == "bpf_ab")
    #expect(misses.name(near: "bpf_aa", among: ["bpf_ab", "scx_b"]) == nil)
  }
}
