import KernelOracles
import KfuncModel
import Testing

@Suite struct FmodretSetsTests {
  @Test func findsMembersOfSetsThatAreRegisteredForFmodretAlone() {
    let text = """
      BTF_KFUNCS_START(burrow_fmodret_ids)
      BTF_ID_FLAGS(func, bpf_burrow_probe)
      BTF_ID_FLAGS(func, bpf_burrow_probe_slow, KF_SLEEPABLE)
      BTF_KFUNCS_END(burrow_fmodret_ids)

      static const struct btf_kfunc_id_set burrow_fmodret_set = {
      \t.owner = THIS_MODULE,
      \t.set   = &burrow_fmodret_ids,
      };

      BTF_KFUNCS_START(burrow_ids)
      BTF_ID_FLAGS(func, bpf_burrow_dig)
      BTF_KFUNCS_END(burrow_ids)
      static const struct btf_kfunc_id_set burrow_set = { .set = &burrow_ids };

      static int __init burrow_init(void)
      {
      \tint ret = register_btf_fmodret_id_set(&burrow_fmodret_set);
      \tret = ret ?: register_btf_fmodret_id_set(&burrow_set);
      \treturn ret ?: register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &burrow_set);
      }
      """
    #expect(
      FmodretSets.members(of: text, file: "net/burrow.c") == [
        "bpf_burrow_probe": SourceReference(file: "net/burrow.c", line: 2),
        "bpf_burrow_probe_slow": SourceReference(file: "net/burrow.c", line: 3),
      ])
  }
}
