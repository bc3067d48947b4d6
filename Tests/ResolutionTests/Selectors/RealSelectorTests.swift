import CatalogueFacts
import Diagnostics
import KfuncModel
import Testing

@testable import Resolution

/// Selectors over the committed catalogues; the numbers were counted in the kernels' sources with grep.
@Suite struct RealSelectorTests {
  private func reached(_ selector: ClauseSelector, _ release: String) throws -> [String] {
    let catalogue = try Committed.catalogue(release)
    let clause = Clause(
      id: "c", heading: "h", selector: selector, source: nil, location: .init(file: "Content/policies/p.md"))
    let reach = ClauseReach([clause], catalogues: [catalogue], subsystems: SubsystemMap([catalogue]))
    return reach.kfuncs(ofClause: 0, in: catalogue.release)
  }

  /// `BTF_ID_FLAGS(func, NAME, …KF_ACQUIRE…)` over all files of 6.12.107, entries over two lines joined, names once:
  /// 37, of which one also stands in a comment of `include/linux/btf.h`.
  @Test func acquiringKfuncsOf612() throws {
    let names = try reached(.flag(KfuncFlag(rawValue: "KF_ACQUIRE")), "6.12")
    #expect(names.count == 37)
    for name in ["bpf_get_task_exe_file", "bpf_task_acquire", "hid_bpf_allocate_context", "scx_bpf_task_cgroup"] {
      #expect(names.contains(name))
    }
  }

  /// `grep -w KF_DESTRUCTIVE` over the entries of 7.3.4: `crash_kexec` and one of the tests.
  @Test func destructiveKfuncsOf73() throws {
    #expect(
      try reached(.flag(KfuncFlag(rawValue: "KF_DESTRUCTIVE")), "7.3") == [
        "bpf_kfunc_call_test_destructive", "crash_kexec",
      ])
  }

  /// The entries of `fs/bpf_fs_kfuncs.c:419` to 431 in 7.3.4, and the definitions in `fs/*.c`, read by hand:
  /// `bpf_cgroup_read_xattr` is defined there and listed elsewhere, four more stand in `fs/binfmt_misc_bpf.c`.
  @Test func fileSystemKfuncsOf73() throws {
    let listed = [
      "bpf_get_dentry_xattr", "bpf_get_file_xattr", "bpf_get_task_exe_file", "bpf_path_d_path", "bpf_put_file",
      "bpf_real_data_inode", "bpf_remove_dentry_xattr", "bpf_set_dentry_xattr", "bpf_sock_read_xattr",
    ]
    let defined = (listed + ["bpf_cgroup_read_xattr"]).sorted()
    let programs = [
      "bpf_binprm_select_interp", "bpf_binprm_set_flags", "bpf_binprm_set_interp", "bpf_binprm_set_interp_arg",
    ]
    #expect(try reached(.idSet("bpf_fs_kfunc_set_ids"), "7.3") == listed)
    #expect(try reached(.path("fs/bpf_*.c"), "7.3") == defined)
    #expect(try reached(.path("fs/*"), "7.3") == programs + defined)
    #expect(try reached(.subsystem("FILESYSTEMS (VFS and infrastructure)"), "7.3") == programs + defined)
  }

  /// `fs/bpf_fs_kfuncs.c:492` of 7.3.4 registers for LSM, which shares its hook with TRACING; the filter refuses the
  /// rest. `bpf_cgroup_read_xattr` is in the set of `kernel/bpf/helpers.c` that every type may call.
  @Test func fileSystemKfuncsAreNotForTracing() throws {
    let file = ClauseSelector.path("fs/bpf_fs_kfuncs.c")
    let tracing = ClauseSelector.allOf([file, .programType(ProgramType(rawValue: "BPF_PROG_TYPE_TRACING"))])
    let security = ClauseSelector.allOf([file, .programType(ProgramType(rawValue: "BPF_PROG_TYPE_LSM"))])
    #expect(try reached(tracing, "7.3") == ["bpf_cgroup_read_xattr"])
    #expect(try reached(security, "7.3").count == 10)
  }

  /// The two-line entry of `bpf_refcount_acquire` at `kernel/bpf/helpers.c:4817`.
  @Test func namesTheLineOfTheEntry() throws {
    let catalogue = try Committed.catalogue("7.3")
    let index = ReachIndex(CatalogueIndex(catalogue), subsystems: SubsystemMap([catalogue]))
    let selector = ClauseSelector.flag(KfuncFlag(rawValue: "KF_ACQUIRE"))
    let position = try #require(index.kfuncs.firstIndex { $0.kfunc.name == "bpf_refcount_acquire" })
    var evaluation = SelectorEvaluation(index)
    #expect(evaluation.evaluate(selector).contains(position))
    let fact = try #require(index.facts(selector, position).first)
    #expect(fact.text == "flag KF_ACQUIRE in generic_btf_ids")
    #expect(fact.source == SourceReference(file: "kernel/bpf/helpers.c", line: 4817))
  }

  /// Every kfunc with a definition has one subsystem, and no two subsystems share an address.
  @Test func everyKfuncHasASubsystem() throws {
    let catalogues = try ["6.1", "6.12", "7.2", "7.3"].map(Committed.catalogue)
    let map = SubsystemMap(catalogues)
    for catalogue in catalogues {
      for kfunc in catalogue.kfuncs where kfunc.principalDefinition != nil {
        #expect(map.principal(of: kfunc.name) != nil, "\(kfunc.name)")
      }
    }
    #expect(Set(map.subsystems.map(\.slug)).count == map.subsystems.count)
  }
}
