import KfuncModel
import Testing

@testable import Resolution

@Suite struct AccessRuleTests {
  private func types(_ names: String...) -> [ProgramType] { names.map { ProgramType(rawValue: "BPF_PROG_TYPE_" + $0) } }

  @Test func aNewRegistrationOpensItsWholeHook() throws {
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.register("dig_set", "XDP")
      },
      {
        $0.add("bpf_dig"); $0.register("dig_set", "XDP"); $0.register("dig_set", "TRACING")
      })
    let change = try #require(HandMade.changes(.programTypesChanged, first, second).first)
    #expect(
      change.detail
        == .programTypes(
          ProgramTypesDifference(registeredGained: types("TRACING"), openGained: types("LSM", "TRACING"))))
    #expect(change.impact == .relaxes)
    #expect(change.new.map(\.source) == [SourceReference(file: "kernel/dig.c", line: 300)])
  }

  /// The same rule as on pages: `consentOfTheCommonHookIsEnough`.
  @Test func aFilterBehindTheCommonHookRefusesNothing() {
    let refusal = KfuncFilter.Verdict(kfuncs: ["bpf_dig"], programTypes: types("LSM", "TRACING"), outcome: .refused)
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.list("bpf_dig", set: "all_set"); $0.register(); $0.register("all_set", "UNSPEC")
      },
      {
        $0.add("bpf_dig"); $0.list("bpf_dig", set: "all_set"); $0.register(filter: "strict")
        $0.register("all_set", "UNSPEC"); $0.filter("strict", [refusal])
      })
    #expect(HandMade.changes(.filterChanged, first, second).isEmpty)
  }

  /// `__btf_kfunc_is_allowed` asks the filters of one hook: a filter that stands before another hook has no say, even
  /// where its body speaks of the type.
  @Test func aFilterOfAnotherHookRefusesNothing() {
    let refusal = KfuncFilter.Verdict(kfuncs: ["bpf_dig"], programTypes: types("LSM", "TRACING"), outcome: .refused)
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.register(); $0.register("dig_set", "XDP")
      },
      {
        $0.add("bpf_dig"); $0.register(); $0.register("dig_set", "XDP"); $0.list("bpf_pit", set: "pit_set")
        $0.register("pit_set", "XDP", filter: "strict"); $0.filter("strict", [refusal])
      })
    #expect(HandMade.changes(.filterChanged, first, second).isEmpty)
  }

  @Test func aLostTypeBreaks() throws {
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.register("dig_set", "XDP"); $0.register()
      },
      {
        $0.add("bpf_dig"); $0.register()
      })
    let change = try #require(HandMade.changes(.programTypesChanged, first, second).first)
    #expect(change.impact == .breaks)
    #expect(
      change.detail == .programTypes(ProgramTypesDifference(registeredLost: types("XDP"), openLost: types("XDP"))))
  }

  @Test func anotherTypeOfTheSameHookIsInvisible() throws {
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.register("dig_set", "TRACING")
      },
      {
        $0.add("bpf_dig"); $0.register("dig_set", "LSM")
      })
    let changes = HandMade.changes(.programTypesChanged, first, second)
    #expect(changes.map(\.impact) == [.invisible])
  }

  @Test func theUnspecifiedTypeOpensToAll() throws {
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.register("dig_set", "XDP")
      },
      {
        $0.add("bpf_dig"); $0.register("dig_set", "UNSPEC")
      })
    let change = try #require(HandMade.changes(.programTypesChanged, first, second).first)
    #expect(change.impact == .relaxes)
    guard case .programTypes(let difference) = change.detail else { return }
    #expect(difference.openGained == [.unspecified])
    #expect(difference.openLost.isEmpty)
  }

  @Test func aTypeThatJoinsAHookIsOneChangeOfTheRelease() throws {
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.add("bpf_mine")
      },
      {
        $0.hook("TRACING", ["TRACING", "LSM", "RAW_TRACEPOINT"])
        $0.add("bpf_dig")
        $0.add("bpf_mine")
      })
    let comparison = HandMade.compare(first, second)
    #expect(comparison.releaseWide.map(\.id.rawValue) == ["hook-changed:BTF_KFUNC_HOOK_TRACING"])
    #expect(comparison.releaseWide.first?.kfuncs == ["bpf_dig", "bpf_mine"])
    #expect(comparison.changes.count == 2)
    #expect(comparison.changes.allSatisfy { !$0.countsForKfunc })
  }

  @Test func whatIsNewlyRegisteredIsOpenedByThatAndNotByTheHook() throws {
    let (first, second) = pair(
      {
        $0.add("bpf_dig")
        $0.register("dig_set", "XDP")
      },
      {
        $0.hook("TRACING", ["TRACING", "LSM", "RAW_TRACEPOINT"])
        $0.add("bpf_dig")
        $0.register("dig_set", "XDP")
        $0.register("dig_set", "TRACING")
      })
    let changes = HandMade.changes(.programTypesChanged, first, second)
    #expect(changes.map(\.explanation) == [nil])
    guard case .programTypes(let difference) = try #require(changes.first).detail else { return }
    #expect(difference.openGained == types("LSM", "RAW_TRACEPOINT", "TRACING"))
  }

  @Test func whatAFilterRefusesIsNotOpened() throws {
    func refusing(_ made: inout HandMade, _ names: [String]) {
      made.filter(
        "dig_filter",
        [
          KfuncFilter.Verdict(kfuncs: ["bpf_dig"], programTypes: types("LSM"), outcome: .admitted),
          KfuncFilter.Verdict(
            kfuncs: ["bpf_dig"], programTypes: names.map { ProgramType(rawValue: "BPF_PROG_TYPE_" + $0) },
            outcome: .refused),
        ])
      made.register("dig_set", "LSM", filter: "dig_filter")
    }
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); refusing(&$0, ["TRACING"])
      },
      {
        $0.hook("TRACING", ["TRACING", "LSM", "RAW_TRACEPOINT"])
        $0.add("bpf_dig")
        refusing(&$0, ["TRACING", "RAW_TRACEPOINT"])
      })
    #expect(HandMade.compare(first, second).changes.isEmpty)
  }

  @Test(arguments: [
    (KfuncFilter.Verdict.Outcome.admitted, KfuncFilter.Verdict.Outcome.refused, ChangeImpact.breaks),
    (.admitted, .conditional, .tightens), (.conditional, .admitted, .relaxes), (.refused, .admitted, .relaxes),
    (.refused, .unread, .information),
  ])
  func filtersThatDecideOtherwiseAreTold(
    _ old: KfuncFilter.Verdict.Outcome, _ new: KfuncFilter.Verdict.Outcome, _ impact: ChangeImpact
  ) throws {
    func make(_ outcome: KfuncFilter.Verdict.Outcome) -> (inout HandMade) -> Void {
      {
        $0.add("bpf_dig")
        $0.register("dig_set", "XDP", filter: "dig_filter")
        $0.filter(
          "dig_filter",
          [
            KfuncFilter.Verdict(
              kfuncs: ["bpf_dig"], programTypes: [ProgramType(rawValue: "BPF_PROG_TYPE_XDP")], outcome: outcome)
          ])
      }
    }
    let (first, second) = pair(make(old), make(new))
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.filterChanged])
    #expect(changes.map(\.impact) == [impact])
    #expect(changes.first?.new.first?.text == "BPF_PROG_TYPE_XDP: \(new.rawValue)")
  }

  @Test func moreMembersRelaxAndFewerTighten() {
    func make(_ members: [String]) -> (inout HandMade) -> Void {
      {
        $0.add("bpf_dig")
        $0.register("dig_set", "XDP", filter: "dig_filter")
        $0.filter(
          "dig_filter",
          [
            KfuncFilter.Verdict(
              kfuncs: ["bpf_dig"], programTypes: [ProgramType(rawValue: "BPF_PROG_TYPE_XDP")], outcome: .conditional,
              structOps: ["mine_ops"], structOpsMembers: members)
          ])
      }
    }
    let (first, second) = pair(make(["load"]), make(["load", "dig"]))
    #expect(HandMade.changes(.filterChanged, first, second).map(\.impact) == [.relaxes])
    var (third, fourth) = pair(make(["load", "dig"]), make(["load"]))
    #expect(HandMade.changes(.filterChanged, third, fourth).map(\.impact) == [.tightens])
    (third, fourth) = pair(make([]), make(["load"]))
    #expect(HandMade.changes(.filterChanged, third, fourth).map(\.impact) == [.tightens])
  }

  @Test func aNamedFilterThatSaysNothingWasNotUnderstood() {
    let (first, second) = pair(
      {
        $0.add("bpf_dig"); $0.register("dig_set", "XDP")
      },
      {
        $0.add("bpf_dig"); $0.register("dig_set", "XDP", filter: "gone_filter")
      })
    let changes = HandMade.changes(.filterChanged, first, second)
    #expect(changes.map(\.impact) == [.information])
    #expect(changes.first?.new.first?.text == "BPF_PROG_TYPE_XDP: unread")
  }
}
