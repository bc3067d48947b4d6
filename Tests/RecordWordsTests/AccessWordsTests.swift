import CatalogueFacts
import KfuncModel
import RecordWords
import Testing

@Suite struct AccessWordsTests {
  private func type(_ name: String) -> ProgramType { ProgramType(rawValue: "BPF_PROG_TYPE_" + name) }

  private func place(_ line: Int) -> SourceReference { SourceReference(file: "net/a.c", line: line) }

  /// Who may call `f`, which one set lists that is registered for `types` at these lines; `filters` stand before all.
  private func access(
    _ types: [(name: String, line: Int)], verdicts: [KfuncFilter.Verdict]? = nil
  ) throws -> [ProgramTypeAccess] {
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(version: "9.1", description: "invented", form: .tree, identity: "sha256:0"))
    catalogue.hooks = [
      KfuncHook(name: "TRACING", programTypes: [type("TRACING"), type("LSM")], source: place(1)),
      KfuncHook(name: "XDP", programTypes: [type("XDP")], source: place(2)),
    ]
    catalogue.kfuncs = [Kfunc(name: "f")]
    catalogue.idSets = [
      IDSet(
        name: "s", source: place(3), opening: "BTF_KFUNCS_START",
        members: [IDSet.Member(name: "f", flags: [], source: place(4))])
    ]
    catalogue.registrations = types.map {
      Registration(
        programType: type($0.name), variable: "v", idSet: IDSetIdentity(file: "net/a.c", name: "s"),
        filter: verdicts == nil ? nil : "only", source: place($0.line), condition: $0.line == 9 ? "CONFIG_X" : nil)
    }
    if let verdicts {
      catalogue.filters = [KfuncFilter(name: "only", source: place(5), reading: .whole, rules: [], verdicts: verdicts)]
    }
    return try #require(KfuncDirectory([catalogue])["f"]?.newest).access
  }

  private func sentence(_ access: [ProgramTypeAccess]) -> String {
    let sentence = AccessWords.sentence(access)
    var bytes = Array("x".utf8)
    AccessWords.add(access, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + sentence)
    return sentence
  }

  @Test func sentencesNameFewTypesAndCountMany() throws {
    #expect(sentence([]) == "No registration was found that opens it to programs.")
    #expect(sentence(try access([("XDP", 7)])) == "XDP programs may call it.")
    #expect(sentence(try access([("TRACING", 7), ("XDP", 8)])) == "LSM, TRACING and XDP programs may call it.")
    #expect(sentence(try access([("UNSPEC", 7)])) == "Programs of every type may call it.")
    let many = ["A", "B", "C", "D", "E"].map { ($0, 7) }
    #expect(sentence(try access(many)) == "Programs of 5 types may call it.")
  }

  @Test func sentencesTellWhatFiltersAnswer() throws {
    let some = KfuncFilter.Verdict(
      kfuncs: ["f"], programTypes: [type("LSM")], outcome: .conditional, structOps: ["a_ops", "b_ops"],
      structOpsMembers: ["init"], attachTypes: ["BPF_TRACE_ITER"], conditions: ["x == 1", "y == 2"])
    let free = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [type("XDP")], outcome: .admitted)
    let no = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [type("TRACING")], outcome: .refused)
    #expect(
      sentence(try access([("TRACING", 7), ("XDP", 8)], verdicts: [some, free, no]))
        == "XDP programs may call it; of LSM programs some may.")
    #expect(
      sentence(try access([("TRACING", 7)], verdicts: [some]))
        == "Some LSM programs may call it; for TRACING the filter was not read to an answer.")
    let never = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [type("XDP")], outcome: .refused)
    #expect(
      sentence(try access([("XDP", 7)], verdicts: [never]))
        == "Filters refuse every program type that it is registered for.")
    #expect(
      AccessWords.conditions(some)
        == "programs of a_ops or b_ops, member init, attached as BPF_TRACE_ITER, if x == 1, or if y == 2")
    #expect(
      AccessWords.conditions(.init(kfuncs: ["f"], programTypes: [], outcome: .conditional))
        == "under a condition that was not read")
  }

  @Test func typesWithTheSameReasonsAreOneGroup() throws {
    let groups = AccessWords.groups(try access([("TRACING", 7), ("XDP", 9)]))
    #expect(groups.map(\.names) == [["LSM", "TRACING"], ["XDP"]])
    #expect(
      groups.map { AccessWords.registrations($0.first) } == [
        ["registered for TRACING at net/a.c:7"], ["registered for XDP at net/a.c:9 where CONFIG_X"],
      ])
    #expect(AccessWords.reasons(groups[0].first) == ["no filter stands before it"])
    // One registration, two answers.
    let no = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [type("LSM")], outcome: .refused)
    let free = KfuncFilter.Verdict(kfuncs: ["f"], programTypes: [type("TRACING")], outcome: .admitted)
    #expect(
      AccessWords.groups(try access([("TRACING", 7)], verdicts: [no, free])).map(AccessWords.Group.reasonsOfFirst)
        == [["refused by only (net/a.c:5)"], ["admitted by only (net/a.c:5)"]])
  }

  /// Groups of more types than are compared one by one, each with a line of its own but for two.
  @Test func manyTypesAreGroupedToo() throws {
    let types = (0..<100).map { ("T\($0)", 10 + $0) }
    #expect(AccessWords.groups(try access(types)).count == 100)
    #expect(AccessWords.groups(try access(types + [("TRACING", 7)])).map(\.names).contains(["LSM", "TRACING"]))
  }
}

extension AccessWords.Group {
  fileprivate static func reasonsOfFirst(_ group: AccessWords.Group) -> [String] { AccessWords.reasons(group.first) }
}
