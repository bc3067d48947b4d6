import KernelImport
import KfuncModel
import Testing

/// Build conditions of real files, read by hand from the Makefiles and Kconfig files of each tree.
@Suite struct BuildConditionTreeTests {
  @Test(.enabled(if: KernelTree.isAvailable), arguments: KernelTree.all)
  func agreesWithWhatWasReadByHand(tree: KernelTree) throws {
    let facts = try #require(Self.facts[tree.release], "no facts for \(tree.release)")
    let build = try tree.kbuildTree()
    let conditions = build.conditions(of: facts.map(\.path), includers: tree.includers)
    for (fact, condition) in zip(facts, conditions) {
      let symbols = fact.symbols.split(separator: " ").map { "CONFIG_\($0)" }
      #expect(condition == BuildCondition(symbols: symbols, form: fact.form), "\(tree.release) \(fact.path)")
    }
  }

  /// A fact: path, symbols without their prefix, form.
  typealias Fact = (path: String, symbols: String, form: BuildCondition.Form)

  static let facts: [String: [Fact]] = ["6.1": linux6_1, "6.12": linux6_12, "7.2": linux7_2, "7.3": linux7_3]

  static let linux6_1: [Fact] = [
    ("kernel/bpf/helpers.c", "BPF BPF_SYSCALL", .builtIn), ("kernel/cgroup/rstat.c", "CGROUPS", .builtIn),
    // kernel/trace is entered for any of six symbols, so none of them must be on.
    ("kernel/trace/bpf_trace.c", "BPF_EVENTS", .builtIn), ("net/bpf/test_run.c", "NET BPF_SYSCALL", .builtIn),
    ("net/ipv4/bpf_tcp_ca.c", "NET INET BPF_JIT BPF_SYSCALL", .builtIn),
    ("net/ipv4/tcp_bbr.c", "NET INET TCP_CONG_BBR", .either),
    ("net/netfilter/nf_nat_bpf.c", "NET NETFILTER NF_NAT", .either),
    ("net/ipv6/af_inet6.c", "NET IPV6", .either), ("net/ipv6/ip6mr.c", "NET IPV6 IPV6_MROUTE", .either),
    ("drivers/hid/hid-core.c", "HID", .either), ("security/selinux/ss/ebitmap.c", "SECURITY_SELINUX", .builtIn),
    ("tools/testing/selftests/bpf/bpf_testmod/bpf_testmod.c", "", .unknown),
  ]

  static let linux6_12: [Fact] = [
    ("drivers/hid/bpf/hid_bpf_dispatch.c", "HID_SUPPORT HID_BPF", .builtIn),
    ("fs/bpf_fs_kfuncs.c", "BPF_LSM", .builtIn),
    ("kernel/bpf/arena.c", "BPF MMU 64BIT BPF_SYSCALL", .builtIn),
    ("kernel/bpf/cpumask.c", "BPF BPF_JIT BPF_SYSCALL", .builtIn),
    ("kernel/bpf/crypto.c", "BPF CRYPTO BPF_SYSCALL", .builtIn), ("kernel/sched/ext.c", "", .builtIn),
    ("kernel/crash_core.c", "CRASH_DUMP", .builtIn), ("net/core/xdp.c", "NET", .builtIn),
    ("net/ipv4/fou_bpf.c", "NET INET NET_FOU", .either), ("net/mptcp/bpf.c", "NET MPTCP BPF_SYSCALL", .builtIn),
    ("net/netfilter/nf_flow_table_bpf.c", "NET NETFILTER NF_FLOW_TABLE", .either),
    ("net/xfrm/xfrm_state_bpf.c", "NET XFRM DEBUG_INFO_BTF", .builtIn), ("net/ipv6/af_inet6.c", "NET IPV6", .either),
    ("drivers/hid/hid-core.c", "HID_SUPPORT HID", .either),
  ]

  static let linux7_2: [Fact] = [
    ("arch/s390/kernel/bpf.c", "BPF_SYSCALL", .builtIn), ("drivers/base/power/wakeup.c", "PM_SLEEP", .builtIn),
    ("io_uring/bpf-ops.c", "IO_URING IO_URING_BPF_OPS", .builtIn),
    ("kernel/bpf/dmabuf_iter.c", "BPF DMA_SHARED_BUFFER BPF_SYSCALL", .builtIn),
    ("kernel/bpf/stream.c", "BPF BPF_SYSCALL", .builtIn), ("kernel/sched/ext/idle.c", "", .builtIn),
    ("mm/bpf_memcontrol.c", "BPF_SYSCALL MEMCG", .builtIn), ("mm/slab_common.c", "", .builtIn),
    ("net/sched/bpf_qdisc.c", "NET NET_SCH_BPF", .builtIn),
    ("net/xfrm/xfrm_interface_bpf.c", "NET XFRM XFRM_INTERFACE", .either),
    ("net/ipv6/af_inet6.c", "NET IPV6", .builtIn),
    ("tools/testing/selftests/bpf/test_kmods/bpf_testmod.c", "", .unknown),
  ]

  static let linux7_3: [Fact] = [
    ("arch/s390/kernel/bpf.c", "BPF_SYSCALL", .builtIn), ("drivers/base/power/wakeup.c", "PM_SLEEP", .builtIn),
    ("drivers/hid/bpf/hid_bpf_dispatch.c", "HID_SUPPORT HID_BPF", .builtIn),
    ("drivers/hid/hid-core.c", "HID_SUPPORT HID", .either),
    ("drivers/hid/hid-haptic.c", "HID_SUPPORT HID HID_HAPTIC", .either),
    ("drivers/net/wireguard/generated/netlink.c", "WIREGUARD", .either), ("drivers/net/veth.c", "VETH", .either),
    ("fs/binfmt_misc.c", "BINFMT_MISC", .either), ("fs/binfmt_misc_bpf.c", "BINFMT_MISC_BPF", .builtIn),
    ("fs/bpf_fs_kfuncs.c", "BPF_LSM", .builtIn), ("fs/ext4/acl.c", "EXT4_FS EXT4_FS_POSIX_ACL", .either),
    ("fs/verity/measure.c", "FS_VERITY", .builtIn), ("io_uring/bpf-ops.c", "IO_URING IO_URING_BPF_OPS", .builtIn),
    ("kernel/bpf/arena.c", "BPF MMU 64BIT BPF_SYSCALL", .builtIn),
    ("kernel/bpf/bpf_inode_storage.c", "BPF BPF_LSM", .builtIn),
    ("kernel/bpf/bpf_lsm.c", "BPF BPF_JIT BPF_LSM", .builtIn),
    ("kernel/bpf/cgroup_iter.c", "BPF CGROUPS BPF_SYSCALL", .builtIn),
    ("kernel/bpf/cpumask.c", "BPF BPF_JIT BPF_SYSCALL", .builtIn),
    ("kernel/bpf/crypto.c", "BPF CRYPTO BPF_SYSCALL", .builtIn), ("kernel/bpf/core.c", "BPF", .builtIn),
    ("kernel/bpf/dmabuf_iter.c", "BPF DMA_SHARED_BUFFER BPF_SYSCALL", .builtIn),
    ("kernel/bpf/helpers.c", "BPF BPF_SYSCALL", .builtIn), ("kernel/cgroup/rstat.c", "CGROUPS", .builtIn),
    ("kernel/crash_core.c", "CRASH_DUMP", .builtIn), ("kernel/sched/core.c", "", .builtIn),
    ("kernel/sched/ext/sub.c", "", .builtIn), ("kernel/trace/bpf_trace.c", "BPF_EVENTS", .builtIn),
    ("mm/bpf_memcontrol.c", "BPF_SYSCALL MEMCG", .builtIn), ("mm/slab_common.c", "", .builtIn),
    ("net/core/bpf_ksock.c", "NET INET BPF_SYSCALL", .builtIn), ("net/core/filter.c", "NET", .builtIn),
    ("net/ipv4/bpf_tcp_ca.c", "NET INET BPF_JIT BPF_SYSCALL", .builtIn),
    ("net/ipv4/fou_bpf.c", "NET INET NET_FOU", .either), ("net/ipv4/tcp_cong.c", "NET INET", .builtIn),
    ("net/ipv4/tcp_cubic.c", "NET INET TCP_CONG_CUBIC", .either), ("net/ipv6/af_inet6.c", "NET IPV6", .builtIn),
    ("net/ipv6/netfilter.c", "NET IPV6 NETFILTER", .builtIn), ("net/mptcp/bpf.c", "NET MPTCP BPF_SYSCALL", .builtIn),
    ("net/mptcp/protocol.c", "NET MPTCP", .builtIn),
    // Both listings ask for BTF, of modules or of the kernel; neither symbol is asked for by both.
    ("net/netfilter/nf_conntrack_bpf.c", "NET NETFILTER NF_CONNTRACK", .either),
    ("net/sched/bpf_qdisc.c", "NET NET_SCH_BPF", .builtIn),
    ("security/selinux/ima.c", "SECURITY_SELINUX IMA", .builtIn),
    ("tools/bpf/resolve_btfids/main.c", "", .unknown),
    ("tools/testing/selftests/bpf/test_kmods/bpf_testmod.c", "", .unknown),
  ]
}
