import KfuncModel
import Testing

@testable import Resolution

/// The comparison of the committed catalogues against lists that were read from the kernels' sources with shell tools.
@Suite struct RealComparisonTests {
  @Test(arguments: [("6.1", "6.12"), ("6.12", "7.2"), ("7.2", "7.3")])
  func findsEveryAddedAndRemovedName(_ old: String, _ new: String) throws {
    let changes = try Committed.compare(old, new).changes
    let expected = try Committed.lines("names-\(old)..\(new).txt")
    #expect(!expected.isEmpty)
    for (sign, kind) in [("+", EventKind.added), ("-", .removed)] {
      let names = changes.filter { $0.kind == kind }.map(\.kfunc)
      #expect(names == expected.filter { $0[0] == sign }.map { $0[1] })
    }
  }

  @Test func findsEveryFlagChangeOf7_3() throws {
    var found: Set<String> = []
    for change in try Committed.compare("7.2", "7.3").changes {
      guard case .flags(let difference) = change.detail else { continue }
      for set in difference.sets {
        for flag in difference.gained { found.insert("\(change.kfunc) \(set.name) +\(flag.rawValue)") }
        for flag in difference.lost { found.insert("\(change.kfunc) \(set.name) -\(flag.rawValue)") }
      }
    }
    let expected = try Committed.lines("flags-7.2..7.3.txt").flatMap { line in
      line.dropFirst(2).map { "\(line[0]) \(line[1]) \($0)" }
    }
    #expect(found == Set(expected))
  }

  @Test func explainsTheSpinLockFlagOnceAndKeepsTheRest() throws {
    let comparison = try Committed.compare("7.2", "7.3")
    let expected = try Committed.lines("flags-7.2..7.3.txt")
    let spinlock = comparison.releaseWide.first { $0.id.rawValue == "spinlock-safe-flag" }
    #expect(spinlock?.kfuncs == expected.filter { $0.contains("+KF_SPINLOCK_SAFE") }.map { $0[0] })
    #expect(spinlock?.evidence.last?.source == SourceReference(file: "include/linux/btf.h", line: 82))
    let own = comparison.changes.filter { $0.kind == .flagsChanged && $0.explanation == nil }
    let others = expected.filter { $0.contains("+KF_PERFMON") || $0.contains("+KF_SLEEPABLE") }.map { $0[0] }
    #expect(own.map(\.kfunc) == others)
    #expect(own.allSatisfy { $0.impact == .tightens })
  }

  @Test func findsEveryPrototypeChangeOf7_3() throws {
    let changes = try Committed.compare("7.2", "7.3").changes.filter { $0.kind == .prototypeChanged }
    #expect(changes.map(\.kfunc) == (try Committed.lines("prototypes-7.2..7.3.txt").map { $0[0] }))
    try expectKinds("prototypes-7.2..7.3.txt", changes)
  }

  @Test func judgesChosenPrototypeChangesOf7_2() throws {
    let changes = try Committed.compare("6.12", "7.2").changes.filter { $0.kind == .prototypeChanged }
    try expectKinds("prototypes-6.12..7.2.txt", changes)
  }

  private func expectKinds(_ file: String, _ changes: [ChangeRecord]) throws {
    for line in try Committed.lines(file) {
      let change = try #require(changes.first { $0.kfunc == line[0] }, "\(line[0])")
      guard case .prototype(let difference) = change.detail else {
        Issue.record("\(line[0]) has no prototypes")
        continue
      }
      #expect(difference.isCOnly == (line[1] == "c-only"), "\(line[0])")
      #expect((change.explanation?.rawValue == "implicit-arguments") == (line[1] == "c-only"), "\(line[0])")
      if line[1] == "c-only" { #expect(change.impact == .invisible, "\(line[0])") }
      if line.count > 2 {
        #expect(difference.isAnnotationOnly == (line[2] == "annotation"), "\(line[0])")
        #expect(difference.returnAspects.isEmpty == (line[2] != "return"), "\(line[0])")
        #expect(difference.parameters.isEmpty == (line[2] == "return"), "\(line[0])")
      }
    }
  }

  @Test func namesWhatTrustedArgumentsByDefaultTightened() throws {
    let comparison = try Committed.compare("6.12", "7.2")
    let tightened = comparison.changes.filter { $0.kind == .tightened }
    for line in try Committed.lines("tightened-7.2.txt") {
      let change = tightened.first { $0.kfunc == line[0] }
      var judgement = "unchanged"
      if case .demands(let demands) = change?.detail {
        judgement = demands.contains { $0.demand == .trusted } ? "trusted" : "not-null"
      }
      #expect(judgement == line[1], "\(line[0])")
    }
    let lost = comparison.changes.filter { change in
      guard case .flags(let difference) = change.detail else { return false }
      return difference.lost.contains(KfuncFlag(rawValue: "KF_TRUSTED_ARGS"))
    }
    #expect(!lost.isEmpty)
    #expect(lost.allSatisfy { $0.explanation?.rawValue == "trusted-by-default" && !$0.countsForKfunc })
  }

  @Test func suspectsTheRenamesThatBothTreesSuggest() throws {
    let found = try Committed.compare("6.12", "7.2").changes.compactMap { change -> [String]? in
      guard case .rename(let suspicion) = change.detail else { return nil }
      return [change.kfunc, suspicion.successor]
    }
    let expected = try Committed.lines("renames-6.12..7.2.txt")
    #expect(Set(found) == Set(expected))
  }

  /// What went in these (one test kfunc, and `scx_bpf_cpu_rq`) was not added under another name.
  @Test(arguments: [("6.1", "6.12"), ("7.2", "7.3")])
  func suspectsNoRenameWhereNoneHappened(_ old: String, _ new: String) throws {
    #expect(try Committed.compare(old, new).changes.allSatisfy { $0.kind != .renamed })
  }

  @Test func tellsTheTypesThatHooksOpenedOnceForTheRelease() throws {
    let comparison = try Committed.compare("6.12", "7.2")
    let tracing = try #require(comparison.releaseWide.first { $0.id.rawValue == "hook-changed:BTF_KFUNC_HOOK_TRACING" })
    let cgroup = try #require(comparison.releaseWide.first { $0.id.rawValue == "hook-changed:BTF_KFUNC_HOOK_CGROUP" })
    #expect(tracing.title.hasSuffix("gained BPF_PROG_TYPE_RAW_TRACEPOINT"))
    #expect(cgroup.title.hasSuffix("gained BPF_PROG_TYPE_SOCK_OPS"))
    #expect(tracing.kfuncs.contains("bpf_get_task_exe_file") == false)  // its filter refuses all but LSM
    let tracingType = ProgramType(rawValue: "BPF_PROG_TYPE_TRACING")
    for change in comparison.changes where change.explanation == nil {
      // One that was newly registered for the hook opens all of its types by itself.
      guard case .programTypes(let difference) = change.detail, !difference.registeredGained.contains(tracingType)
      else {
        continue
      }
      #expect(!difference.openGained.contains(ProgramType(rawValue: "BPF_PROG_TYPE_RAW_TRACEPOINT")), "\(change.kfunc)")
    }
  }

  /// The marked definitions of 6.12's `kernel/sched/ext.c`, looked for with grep in the files of 7.2's folder of that name:
  /// 24 in `ext.c`, 7 in `idle.c`. Of `bpf_trace.c` four of many went to a file that was there, which is no file's move.
  @Test func tellsAFileThatMovedOnceForTheRelease() throws {
    let comparison = try Committed.compare("6.12", "7.2")
    func kfuncs(_ old: String, _ new: String) -> [String] {
      comparison.releaseWide.first { $0.id.rawValue == "file-moved:\(old):\(new)" }?.kfuncs ?? []
    }
    let main = kfuncs("kernel/sched/ext.c", "kernel/sched/ext/ext.c")
    #expect(main.count == 24)
    #expect(main.first == "bpf_iter_scx_dsq_destroy")
    #expect(main.last == "scx_bpf_task_running")
    let idle = kfuncs("kernel/sched/ext.c", "kernel/sched/ext/idle.c")
    #expect(idle.first == "scx_bpf_get_idle_cpumask")
    #expect(idle.count == 7)
    let alone = comparison.changes.filter { $0.kind == .moved && $0.explanation == nil }
    #expect(alone.count == 6)
    #expect(
      alone.filter { $0.detail == .move(from: "kernel/trace/bpf_trace.c", to: "kernel/bpf/helpers.c") }.count == 4)
  }

  @Test func showsThatXattrKfuncsOpenedToBinfmtMisc() throws {
    let changes = try Committed.compare("7.2", "7.3").changes.filter { $0.kfunc == "bpf_get_file_xattr" }
    let types = try #require(changes.first { $0.kind == .programTypesChanged })
    let structOps = ProgramType(rawValue: "BPF_PROG_TYPE_STRUCT_OPS")
    #expect(
      types.detail == .programTypes(ProgramTypesDifference(registeredGained: [structOps], openGained: [structOps])))
    let filter = try #require(changes.first { $0.kind == .filterChanged })
    guard case .filter(let differences) = filter.detail else { return }
    #expect(differences.map(\.programType) == [structOps])
    #expect(differences.first?.new.outcome == .conditional)
    #expect(differences.first?.new.conditions == ["bpf_prog_is_binfmt_misc_ops(prog)"])
    #expect(filter.impact == .relaxes)
  }
}
