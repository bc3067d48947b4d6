import Testing

@testable import Rendering

/// After `bpf_core_essential_name_len` of libbpf: the last three underscores that stand between other characters end
/// the name that is looked for.
@Suite struct CallingPartTests {
  @Test(arguments: [
    ("scx_bpf_dsq_insert___v2", "scx_bpf_dsq_insert"), ("a___b___c", "a___b"), ("bpf_task_acquire", "bpf_task_acquire"),
    ("a____b", "a____b"), ("___a", "___a"), ("a___", "a___"), ("a__b", "a__b"), ("a___b", "a"), ("", ""),
  ]) func libbpfCutsTheLastFlavour(_ name: String, _ found: String) {
    #expect(CallingPart.essentialName(name) == found)
  }

  @Test func declaredNameLosesWhatWasAdded() {
    #expect(CallingPart.localName("bpf_task_acquire") == "bpf_task_acquire")
    let local = CallingPart.localName("scx_bpf_dsq_insert___v2")
    #expect(local == "scx_bpf_dsq_insert___v2___local")
    #expect(CallingPart.essentialName(local) == "scx_bpf_dsq_insert___v2")
  }
}
