import KfuncModel
import Testing

@testable import Resolution

@Suite struct FlagRuleTests {
  private static let upTo6_12 = [
    "KF_ACQUIRE", "KF_RELEASE", "KF_RET_NULL", "KF_TRUSTED_ARGS", "KF_SLEEPABLE", "KF_RCU",
  ]
  private static let from7_2 = ["KF_ACQUIRE", "KF_RELEASE", "KF_RET_NULL", "KF_SLEEPABLE", "KF_RCU", "KF_PERFMON"]

  private func compare(
    _ old: [String], _ new: [String], parameters: [String] = ["struct ore *|ore"], defines: ([String], [String])
  ) -> ReleaseComparison {
    var first = HandMade("6.12", flags: defines.0)
    var second = HandMade("7.2", flags: defines.1)
    first.add("bpf_dig", parameters, flags: old)
    second.add("bpf_dig", parameters, flags: new)
    first.register()
    second.register()
    return HandMade.compare(first, second)
  }

  @Test(arguments: [
    (["KF_RET_NULL"], ChangeImpact.breaks), (["KF_SLEEPABLE"], .tightens), (["KF_PERFMON"], .tightens),
    (["KF_NEVER_SEEN"], .information), (["KF_FASTCALL"], .invisible), (["KF_RCU"], .relaxes),
    (["KF_ACQUIRE", "KF_SLEEPABLE"], .breaks),
  ])
  func gainedFlagsAskWhatTheyAsk(_ gained: [String], _ impact: ChangeImpact) throws {
    let comparison = compare([], gained, defines: (FlagRuleTests.from7_2, FlagRuleTests.from7_2))
    let change = try #require(comparison.changes.first)
    #expect(comparison.changes.count == 1)
    #expect(change.impact == impact)
    #expect(
      change.detail
        == .flags(
          FlagsDifference(
            sets: [IDSetIdentity(file: "kernel/dig.c", name: "dig_set")],
            gained: gained.map { KfuncFlag(rawValue: $0) }.sorted(), lost: [])))
    #expect(change.new.first?.source == SourceReference(file: "kernel/dig.c", line: 201))
  }

  /// Scenario S7: `bpf_cgroup_acquire` kept its prototype and became RCU and RET_NULL.
  @Test func aBreakByFlagsAloneIsOne() throws {
    let comparison = compare(
      ["KF_ACQUIRE", "KF_TRUSTED_ARGS"], ["KF_ACQUIRE", "KF_RCU", "KF_RET_NULL"],
      defines: (FlagRuleTests.upTo6_12, FlagRuleTests.upTo6_12))
    #expect(comparison.changes.map(\.kind) == [.flagsChanged])
    #expect(comparison.changes.first?.impact == .breaks)
  }

  @Test func losingTrustedArgumentsToTheDefaultIsExplained() {
    let comparison = compare(["KF_TRUSTED_ARGS"], [], defines: (FlagRuleTests.upTo6_12, FlagRuleTests.from7_2))
    #expect(comparison.changes.map(\.explanation?.rawValue) == ["trusted-by-default"])
    #expect(comparison.changes.map(\.impact) == [.invisible])
    #expect(comparison.releaseWide.map(\.id.rawValue) == ["trusted-by-default"])
    #expect(comparison.releaseWide[0].evidence.map(\.source?.line) == [13, 10])
  }

  @Test func losingTrustedArgumentsWhileTheFlagExistsRelaxes() {
    let comparison = compare(["KF_TRUSTED_ARGS"], [], defines: (FlagRuleTests.upTo6_12, FlagRuleTests.upTo6_12))
    #expect(comparison.changes.map(\.impact) == [.relaxes])
    #expect(comparison.releaseWide.isEmpty)
  }

  @Test func whatIsExplainedAndWhatIsNotAreToldApart() {
    let comparison = compare(
      ["KF_TRUSTED_ARGS"], ["KF_SLEEPABLE"], defines: (FlagRuleTests.upTo6_12, FlagRuleTests.from7_2))
    #expect(comparison.changes.map(\.explanation?.rawValue) == [nil, "trusted-by-default"])
    #expect(comparison.changes.map(\.countsForKfunc) == [true, false])
  }

  @Test func flagsBelongToTheSet() throws {
    var first = HandMade("6.12")
    var second = HandMade("7.2")
    for (index, flags) in [["KF_SLEEPABLE"], []].enumerated() {
      first.add("bpf_dig", set: "set\(index)")
      second.add("bpf_dig", flags: flags, set: "set\(index)")
      first.register("set\(index)")
      second.register("set\(index)")
    }
    let changes = HandMade.changes(.flagsChanged, first, second)
    guard case .flags(let difference) = try #require(changes.first).detail else { return }
    #expect(changes.count == 1)
    #expect(difference.sets.map(\.name) == ["set0"])
  }

  @Test func entriesWithTheSameDifferenceAreToldOnce() throws {
    var first = HandMade("6.12")
    var second = HandMade("7.2")
    for set in ["set0", "set1"] {
      first.add("bpf_dig", set: set)
      second.add("bpf_dig", flags: ["KF_SLEEPABLE"], set: set)
      first.register(set)
      second.register(set)
    }
    let changes = HandMade.changes(.flagsChanged, first, second)
    guard case .flags(let difference) = try #require(changes.first).detail else { return }
    #expect(changes.count == 1)
    #expect(difference.sets.map(\.name) == ["set0", "set1"])
    #expect(changes[0].new.count == 2)
  }

  @Test func aRenamedSetStillComparesItsFlags() {
    let (first, second) = pair(
      {
        $0.add("bpf_dig", set: "old_set"); $0.register("old_set")
      },
      {
        $0.add("bpf_dig", flags: ["KF_SLEEPABLE"], set: "new_set"); $0.register("new_set")
      })
    #expect(HandMade.changes(.flagsChanged, first, second).map(\.impact) == [.tightens])
    #expect(HandMade.changes(.idSetChanged, first, second).count == 1)
  }

  @Test func aRenamedSetBesideAnotherStillComparesItsFlags() throws {
    var first = HandMade("6.12")
    var second = HandMade("7.2")
    for set in ["kept_set", "old_set"] {
      first.add("bpf_dig", set: set)
      first.register(set)
    }
    second.add("bpf_dig", set: "kept_set")
    second.list("bpf_dig", flags: ["KF_SLEEPABLE"], set: "new_set")
    second.register("kept_set")
    second.register("new_set")
    let changes = HandMade.changes(.flagsChanged, first, second)
    guard case .flags(let difference) = try #require(changes.first).detail else { return }
    #expect(changes.count == 1)
    #expect(difference.sets.map(\.name) == ["new_set"])
  }

  // MARK: - Tightened by default

  @Test(arguments: [
    ("struct ore *|ore", "trusted"), ("const struct ore *|ore__nullable|__nullable", "trusted"),
    ("u64 *|n", "not-null"),
    ("char *|text", "not-null"), ("u64|n", "nothing"), ("void *|p__ign|__ign", "nothing"),
    ("const char *|s__str|__str", "nothing"), ("struct bpf_dynptr *|p", "nothing"), ("void *|p__map|__map", "nothing"),
    ("struct xdp_md *|ctx", "nothing"), ("bool (struct ore *)|less", "nothing"), ("void *|known_by_name", "nothing"),
    ("u64 *|n__nullable|__nullable", "nothing"),
  ])
  func argumentsAreJudgedByTheirKind(_ parameter: String, _ judgement: String) {
    let comparison = compare([], [], parameters: [parameter], defines: (FlagRuleTests.upTo6_12, FlagRuleTests.from7_2))
    var found = "nothing"
    if case .demands(let demands) = comparison.changes.first?.detail { found = demands.first?.demand.rawValue ?? "" }
    #expect(found == judgement)
    #expect(comparison.releaseWide.map(\.id.rawValue) == (judgement == "nothing" ? [] : ["stricter-by-default"]))
  }

  @Test func memoryWithASizeMustNotBeNull() throws {
    let comparison = compare(
      [], [], parameters: ["void *|buf", "u32|buf__sz|__sz"], defines: (FlagRuleTests.upTo6_12, FlagRuleTests.from7_2))
    guard case .demands(let demands) = try #require(comparison.changes.first).detail else { return }
    #expect(demands.map(\.demand) == [.notNull])
  }

  @Test(arguments: ["KF_TRUSTED_ARGS", "KF_RCU", "KF_RELEASE"])
  func whatAskedBeforeIsNotTightened(_ flag: String) {
    let kept = flag == "KF_TRUSTED_ARGS" ? [] : [flag]
    let comparison = compare([flag], kept, defines: (FlagRuleTests.upTo6_12, FlagRuleTests.from7_2))
    #expect(comparison.changes.allSatisfy { $0.kind != .tightened })
  }

  @Test func nothingIsTightenedWhileTheFlagExists() {
    let comparison = compare([], [], defines: (FlagRuleTests.upTo6_12, FlagRuleTests.upTo6_12))
    #expect(comparison.changes.isEmpty)
  }
}
