import CatalogueFacts
import KfuncModel
import Testing

/// Expectations follow `btf_kfunc_id_set_contains` and `__btf_kfunc_id_set_contains` of `kernel/bpf/btf.c`: a hook's
/// filters are all asked, whichever set of the hook lists the function.
@Suite struct ProgramTypeAccessTests {
  private let place = SourceReference(file: "kernel/sample.c", line: 1)
  private let tracing = ProgramType(rawValue: "BPF_PROG_TYPE_TRACING")
  private let lsm = ProgramType(rawValue: "BPF_PROG_TYPE_LSM")
  private let xdp = ProgramType(rawValue: "BPF_PROG_TYPE_XDP")

  private func catalogue(
    sets: [(String, [String])], registrations: [(set: String, type: ProgramType, filter: String?)],
    filters: [KfuncFilter] = []
  ) -> ReleaseCatalogue {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    catalogue.hooks = [
      KfuncHook(name: "BTF_KFUNC_HOOK_TRACING", programTypes: [tracing, lsm], source: place),
      KfuncHook(name: "BTF_KFUNC_HOOK_XDP", programTypes: [xdp], source: place),
    ]
    catalogue.kfuncs = Set(sets.flatMap(\.1)).sorted().map { Kfunc(name: $0) }
    catalogue.idSets = sets.map { name, members in
      IDSet(
        name: name, source: place, opening: "BTF_KFUNCS_START",
        members: members.map { IDSet.Member(name: $0, flags: [], source: place) })
    }
    catalogue.registrations = registrations.map { registration in
      Registration(
        programType: registration.type, variable: "v",
        idSet: IDSetIdentity(file: place.file, name: registration.set), filter: registration.filter, source: place)
    }
    catalogue.filters = filters
    return catalogue
  }

  private func access(_ name: String, _ catalogue: ReleaseCatalogue) throws -> [ProgramTypeAccess] {
    try #require(KfuncDirectory([catalogue])[name]?.newest).access
  }

  private func filter(_ verdicts: [KfuncFilter.Verdict], reading: KfuncFilter.Reading = .whole) -> KfuncFilter {
    KfuncFilter(name: "only_lsm", source: place, reading: reading, rules: [], verdicts: verdicts)
  }

  @Test func registeringForOneTypeOpensAllOfItsHook() throws {
    let access = try access("f", catalogue(sets: [("s", ["f"])], registrations: [("s", tracing, nil)]))
    #expect(access.map(\.programType) == [lsm, tracing])
    #expect(access.map(\.isRegistered) == [false, true])
    #expect(access.allSatisfy { $0.outcome == .open })
  }

  @Test func filterNarrowsEachTypeByItsOwnVerdict() throws {
    let verdicts = [
      KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [lsm], outcome: .admitted),
      KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [tracing], outcome: .refused),
    ]
    let access = try access(
      "f",
      catalogue(sets: [("s", ["f"])], registrations: [("s", lsm, "only_lsm")], filters: [filter(verdicts)]))
    #expect(access.map(\.outcome) == [.admitted, .refused])
    #expect(access.map(\.mayCall) == [true, false])
  }

  @Test func filterOfAnotherSetOfTheSameHookIsAskedToo() throws {
    let verdicts = [KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [tracing], outcome: .refused)]
    let catalogue = catalogue(
      sets: [("s", ["f"]), ("t", ["g"])], registrations: [("s", tracing, nil), ("t", lsm, "only_lsm")],
      filters: [filter(verdicts)])
    #expect(try access("f", catalogue).map(\.outcome) == [.open, .refused])
  }

  @Test func filterOfAnotherHookIsNotAsked() throws {
    let verdicts = [KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [tracing], outcome: .refused)]
    let catalogue = catalogue(
      sets: [("s", ["f"]), ("t", ["g"])], registrations: [("s", tracing, nil), ("t", xdp, "only_lsm")],
      filters: [filter(verdicts)])
    #expect(try access("f", catalogue).map(\.outcome) == [.open, .open])
  }

  @Test func ownFilterWithoutAVerdictIsNotTakenForConsent() throws {
    let catalogue = catalogue(
      sets: [("s", ["f"])], registrations: [("s", xdp, "only_lsm")], filters: [filter([], reading: .unread)])
    #expect(try access("f", catalogue).map(\.outcome) == [.unread])
  }

  @Test func filterThatTheCatalogueLacksIsNotTakenForConsent() throws {
    let catalogue = catalogue(sets: [("s", ["f"])], registrations: [("s", xdp, "lost_filter")])
    #expect(try access("f", catalogue).map(\.outcome) == [.unread])
  }

  /// `btf_kfunc_is_allowed` asks the common hook first and is content with its answer.
  @Test func consentOfTheCommonHookIsEnough() throws {
    let verdicts = [KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [tracing, lsm], outcome: .refused)]
    let own = catalogue(
      sets: [("s", ["f"]), ("c", ["f"])], registrations: [("s", tracing, "only_lsm"), ("c", .unspecified, nil)],
      filters: [filter(verdicts)])
    #expect(try access("f", own).map(\.outcome) == [.open, .open, .open])
    let commonFiltered = catalogue(
      sets: [("s", ["f"]), ("c", ["f"])],
      registrations: [("s", tracing, "only_lsm"), ("c", .unspecified, "lost_filter")], filters: [filter(verdicts)])
    // What a filter that was not read answers is not known: it may consent where the type's own hook refuses.
    #expect(try access("f", commonFiltered).map(\.outcome) == [.unread, .unread, .unread])
  }

  /// The common hook's filter consents to all, in so many words: the type's own hook need not.
  @Test func eitherHooksConsentIsEnough() throws {
    let admission = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [.unspecified], outcome: .admitted)
    let refusal = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [tracing, lsm], outcome: .refused)
    var made = catalogue(
      sets: [("s", ["f"]), ("c", ["f"])],
      registrations: [("s", tracing, "only_lsm"), ("c", .unspecified, "of_all")], filters: [filter([refusal])])
    made.filters.append(KfuncFilter(name: "of_all", source: place, reading: .whole, rules: [], verdicts: [admission]))
    #expect(try access("f", made).map(\.outcome) == [.admitted, .admitted, .admitted])
    #expect(try access("f", made).flatMap { $0.answers.map(\.filter.name) } == ["of_all", "of_all", "of_all"])
    // And the other way round: the common hook refuses, the type's own is open.
    made.filters[1].verdicts[0].outcome = .refused
    made.filters[0].verdicts[0].outcome = .admitted
    #expect(try access("f", made).map(\.outcome) == [.admitted, .admitted, .refused])
  }

  @Test func setThatNobodyRegistersOpensNothing() throws {
    let catalogue = catalogue(sets: [("s", ["f"])], registrations: [])
    #expect(try access("f", catalogue).isEmpty)
  }
}
