import KernelOracles
import Testing

/// The reader of what bpftool writes.
@Suite struct VmlinuxHeaderTests {
  private static let header = """
    #ifndef __ksym
    #define __ksym __attribute__((section(".ksyms")))
    #endif
    struct bpf_iter__ksym {
    };
    /* BPF kfuncs */
    extern __bpf_fastcall void *bpf_burrow_cast(void *obj) __weak __ksym;
    extern void __attribute__((address_space(1))) *bpf_burrow_map(void *p__map, u32 pages) __weak __ksym;
    extern void bpf_burrow_lock(void) __weak __ksym;
    """

  @Test func readsEveryDeclarationWithItsLine() throws {
    let kfuncs = try VmlinuxHeader(Array(Self.header.utf8)).kfuncs
    #expect(kfuncs.map(\.name) == ["bpf_burrow_cast", "bpf_burrow_map", "bpf_burrow_lock"])
    #expect(kfuncs.map(\.line) == [7, 8, 9])
    #expect(kfuncs.map(\.isFastcall) == [true, false, false])
    #expect(kfuncs.map(\.parameterNames) == [["obj"], ["p__map", "pages"], []])
  }

  @Test func refusesALineThatItCannotRead() {
    for line in [
      "extern int bpf_x(int a b) __weak __ksym;", "int bpf_x(void) __weak __ksym;", "extern int bpf_x(void) __ksym;",
      "extern int bpf_x __weak __ksym;",
    ] {
      #expect(throws: VmlinuxHeader.Failure.self) { try VmlinuxHeader(Array((Self.header + "\n" + line).utf8)) }
    }
  }

  @Test func refusesARepeatedNameAndAHeaderWithoutKfuncs() {
    let repeated = Self.header + "\nextern void bpf_burrow_lock(void) __weak __ksym;\n"
    #expect(throws: VmlinuxHeader.Failure.repeated("bpf_burrow_lock")) { try VmlinuxHeader(Array(repeated.utf8)) }
    #expect(throws: VmlinuxHeader.Failure.noKfuncs) { try VmlinuxHeader(Array("struct a { int b; };\n".utf8)) }
  }
}
