import KfuncModel
import Testing

@testable import KernelOracles

/// A catalogue of invented kfuncs held against an invented compiled kernel.
@Suite struct OracleComparisonTests {
  private let configuration = KernelConfiguration(text: "CONFIG_NET=y\nCONFIG_WARREN=m\n")

  private func definition(
    _ name: String, in file: String = "net/burrow.c", returns: String = "int", symbols: [String] = ["CONFIG_NET"],
    form: BuildCondition.Form = .builtIn, condition: String? = nil, bpf: Prototype? = nil
  ) -> KfuncDefinition {
    KfuncDefinition(
      source: SourceReference(file: file, line: 7),
      prototype: Prototype(name: name, returnType: returns, parameters: []), bpfPrototype: bpf, isMarked: true,
      condition: condition, build: BuildCondition(symbols: symbols, form: form))
  }

  private func report(
    _ kfuncs: [Kfunc], memberConditions: [String: String] = [:], flags: [String: [KfuncFlag]] = [:],
    isRegistered: Bool = true, oracle: [String], fmodret: [String: SourceReference] = [:]
  ) throws -> OracleReport {
    let place = SourceReference(file: "net/burrow.c", line: 100)
    let set = IDSet(
      name: "burrow_ids", source: place, opening: "BTF_KFUNCS_START",
      members: kfuncs.map {
        IDSet.Member(
          name: $0.name, flags: flags[$0.name] ?? [], source: place, condition: memberConditions[$0.name])
      })
    let registration = Registration(
      programType: ProgramType(rawValue: "BPF_PROG_TYPE_XDP"), variable: "burrow_set", idSet: set.identity,
      source: place)
    let catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1.2", description: "invented", form: .tree, identity: "sha256:0"),
      kfuncs: kfuncs, idSets: [set], registrations: isRegistered ? [registration] : [])
    return OracleComparison(catalogue: catalogue, configuration: configuration)
      .report(oracle: try oracle.map { try OracleKfunc(declaration: $0) }, fmodret: fmodret)
  }

  @Test func equalKfuncsAreEqualAndNothingElseIsSaid() throws {
    let report = try report(
      [Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig")])], oracle: ["int bpf_dig(void)"])
    #expect(report.equal == ["bpf_dig"])
    #expect(report.isClean)
    #expect(report.beyond.isEmpty)
  }

  @Test func aDifferentPrototypeIsReportedWithItsPlace() throws {
    let report = try report(
      [Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig")])], oracle: ["long int bpf_dig(void)"])
    #expect(
      report.differing == [
        .init(
          name: "bpf_dig", source: SourceReference(file: "net/burrow.c", line: 7),
          differences: [.returnType(source: "int", oracle: "long")])
      ])
    #expect(report.equal.isEmpty)
    #expect(!report.isClean)
  }

  @Test func theBPFPrototypeIsComparedWhereThereIsOne() throws {
    let seen = Prototype(name: "bpf_dig", returnType: "u32", parameters: [])
    let report = try report(
      [Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig", bpf: seen)])], oracle: ["u32 bpf_dig(void)"])
    #expect(report.isClean)
  }

  @Test func flagsOfTheSetReachTheComparison() throws {
    let report = try report(
      [Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig")])],
      flags: ["bpf_dig": [KfuncFlag(rawValue: "KF_FASTCALL")]], oracle: ["__bpf_fastcall int bpf_dig(void)"])
    #expect(report.isClean)
  }

  @Test func aKfuncMissingFromTheCatalogueIsMissingUnlessItStandsInAnFmodretSet() throws {
    let place = SourceReference(file: "net/test.c", line: 3)
    let report = try report([], oracle: ["int bpf_dig(void)", "int bpf_probe(int a)"], fmodret: ["bpf_probe": place])
    #expect(report.missing.map(\.name) == ["bpf_dig"])
    #expect(report.unregistered == ["bpf_probe": place])
    #expect(!report.isClean)
  }

  @Test func aKfuncWithoutDefinitionIsNeverEqual() throws {
    let report = try report([Kfunc(name: "bpf_dig")], oracle: ["int bpf_dig(void)"])
    #expect(report.equal.isEmpty)
    #expect(report.differing.map(\.name) == ["bpf_dig"])
  }

  @Test func onlyTheBranchThatTheConfigurationTakesIsCompared() throws {
    let taken = definition("bpf_dig", condition: "!defined(CONFIG_NEST)")
    let other = definition("bpf_dig", returns: "long", condition: "defined(CONFIG_NEST)")
    let kfunc = Kfunc(name: "bpf_dig", definitions: [other, taken])
    #expect(try report([kfunc], oracle: ["int bpf_dig(void)"]).isClean)
    #expect(try !report([kfunc], oracle: ["long int bpf_dig(void)"]).isClean)

    // Where the configuration does not decide, both must be equal.
    let undecided = definition("bpf_dig", returns: "long", condition: "defined(DEEP)")
    let unclear = try report(
      [Kfunc(name: "bpf_dig", definitions: [taken, undecided])], oracle: ["int bpf_dig(void)"])
    #expect(unclear.equal.isEmpty)
    #expect(unclear.differing.count == 1)
  }

  @Test func whatTheCatalogueHasBeyondIsExplainedByClass() throws {
    let report = try report(
      [
        Kfunc(name: "a_testing", definitions: [definition("a_testing", in: "tools/testing/selftests/bpf/m.c")]),
        Kfunc(name: "b_other_arch", definitions: [definition("b_other_arch", in: "arch/s390/kernel/bpf.c")]),
        Kfunc(name: "c_own_arch", definitions: [definition("c_own_arch", in: "arch/x86/kernel/bpf.c")]),
        Kfunc(name: "d_module", definitions: [definition("d_module", symbols: ["CONFIG_NET", "CONFIG_WARREN"])]),
        Kfunc(name: "e_off", definitions: [definition("e_off", symbols: ["CONFIG_WARREN", "CONFIG_NEST"])]),
        Kfunc(name: "f_condition", definitions: [definition("f_condition", condition: "defined(CONFIG_NEST)")]),
        Kfunc(name: "g_member", definitions: [definition("g_member")]),
        Kfunc(name: "h_unknown", definitions: [definition("h_unknown", symbols: [], form: .unknown)]),
        Kfunc(name: "i_always_module", definitions: [definition("i_always_module", form: .module)]),
        Kfunc(name: "j_undefined"),
        Kfunc(name: "k_test_run", definitions: [definition("k_test_run", in: "net/bpf/test_run.c")]),
      ], memberConditions: ["g_member": "defined(CONFIG_NEST)"], oracle: [])
    let reasons = Dictionary(uniqueKeysWithValues: report.beyond.map { ($0.name, $0.reason) })
    #expect(
      reasons == [
        "a_testing": .testing, "b_other_arch": .architecture, "c_own_arch": .other, "d_module": .module,
        "e_off": .configuration, "f_condition": .configuration, "g_member": .configuration, "h_unknown": .other,
        "i_always_module": .module, "j_undefined": .other, "k_test_run": .other,
      ])
    #expect(!report.isClean)
    #expect(report.beyond(.module).first?.evidence == "CONFIG_WARREN=m")
    #expect(report.beyond(.configuration).first?.evidence == "CONFIG_NEST is off")
  }

  @Test func aKfuncThatNothingKeepsOutIsNotExplainedAway() throws {
    let report = try report([Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig")])], oracle: [])
    #expect(report.beyond.map(\.reason) == [.other])
    #expect(!report.isClean)
  }

  @Test func aCompiledKfuncThatTheCatalogueKeepsOutIsAContradiction() throws {
    let module = Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig", symbols: ["CONFIG_WARREN"])])
    #expect(try report([module], oracle: ["int bpf_dig(void)"]).contradicted.map(\.evidence) == ["CONFIG_WARREN=m"])
    let fine = Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig")])
    let member = try report(
      [fine], memberConditions: ["bpf_dig": "defined(CONFIG_NEST)"], oracle: ["int bpf_dig(void)"])
    #expect(member.contradicted.count == 1)
    #expect(!member.isClean)
  }

  @Test func aKfuncInNoRegisteredSetIsUnexplained() throws {
    let kfunc = Kfunc(name: "bpf_dig", definitions: [definition("bpf_dig")])
    let report = try report([kfunc], isRegistered: false, oracle: [])
    #expect(report.beyond.map(\.reason) == [.other])
  }

  @Test func theSummaryCountsEveryClass() throws {
    let report = try report(
      [
        Kfunc(name: "a", definitions: [definition("a")]),
        Kfunc(name: "b", definitions: [definition("b", symbols: ["CONFIG_WARREN"])]),
      ], oracle: ["int a(void)", "int c(void)"])
    #expect(
      report.summary
        == "1 equal, 0 differing, 1 missing, 0 compiled but in sets for fmodret only, "
        + "1 beyond (testing 0, architecture 0, module 1, configuration 0, other 0), 0 contradicted")
  }
}
