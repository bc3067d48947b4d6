import KfuncModel
import Testing

@testable import Resolution

@Suite struct PrototypeRuleTests {
  private func change(
    _ old: [String], _ new: [String], returns: (String, String) = ("int", "int"),
    bpf: ([String]?, [String]?) = (nil, nil)
  ) -> (ChangeRecord, PrototypeChange)? {
    let (first, second) = pair(
      { $0.add("bpf_dig", returns: returns.0, old, bpf: bpf.0) },
      { $0.add("bpf_dig", returns: returns.1, new, bpf: bpf.1) })
    let changes = HandMade.changes(.prototypeChanged, first, second)
    guard changes.count == 1, case .prototype(let difference) = changes[0].detail else { return nil }
    return (changes[0], difference)
  }

  @Test func equalPrototypesAreNoChange() { #expect(change(["u64|depth"], ["u64|depth"]) == nil) }

  @Test func anotherTypeBreaks() throws {
    let (record, difference) = try #require(change(["u32|depth", "int|x"], ["u64|depth", "int|x"]))
    #expect(record.impact == .breaks)
    #expect(difference.parameters.map(\.aspects) == [[.type]])
    #expect(difference.parameters[0].oldIndex == 0)
    #expect(record.old.map(\.text) == ["int bpf_dig(u32 depth, int x)"])
    #expect(record.new.first?.source == SourceReference(file: "kernel/dig.c", line: 100))
    #expect(record.interval.description == "by 7.2, after 6.12")
  }

  @Test func aParameterPutInFrontLeavesTheOthersAlone() throws {
    let (record, difference) = try #require(change(["u32|depth", "int|x"], ["u64|id", "u32|depth", "int|x"]))
    #expect(record.impact == .breaks)
    #expect(difference.parameters.count == 1)
    #expect(difference.parameters[0].old == nil)
    #expect(difference.parameters[0].newIndex == 0)
  }

  @Test func aParameterThatIsGoneIsNamed() throws {
    let (_, difference) = try #require(change(["u32|depth", "int|x"], ["u32|depth"]))
    #expect(difference.parameters.map(\.old?.name) == ["x"])
    #expect(difference.parameters[0].new == nil)
  }

  @Test func anotherReturnTypeBreaks() throws {
    let (record, difference) = try #require(change(["u32|depth"], ["u32|depth"], returns: ("void", "s32")))
    #expect(record.impact == .breaks)
    #expect(difference.returnAspects == [.type])
    #expect(difference.parameters.isEmpty)
  }

  @Test func qualifiersAloneAreInformation() throws {
    let (record, difference) = try #require(change(["struct path *|p"], ["const struct path *|p"]))
    #expect(record.impact == .information)
    #expect(difference.parameters.map(\.aspects) == [[.qualifiers]])
  }

  @Test func aNameAloneIsInvisible() throws {
    let (record, difference) = try #require(change(["u64|depth"], ["u64|metres"]))
    #expect(record.impact == .invisible)
    #expect(difference.parameters.map(\.aspects) == [[.name]])
  }

  @Test func aSuffixAloneChangesTheContract() throws {
    let (record, difference) = try #require(change(["void *|p__map|__map"], ["void *|p__const_map|__const_map"]))
    #expect(record.impact == .breaks)
    #expect(difference.isAnnotationOnly)
    #expect(!difference.isCOnly)
  }

  @Test(
    arguments: [
      (nil, "__nullable", .relaxes), ("__nullable", nil, .tightens), ("__opt", "__nullable", .invisible),
      (nil, "__sz", .breaks),
    ] as [(String?, String?, ChangeImpact)])
  func optionalArgumentsRelaxAndTighten(_ old: String?, _ new: String?, _ impact: ChangeImpact) throws {
    func parameter(_ annotation: String?) -> String { "void *|p" + (annotation.map { "\($0)|\($0)" } ?? "") }
    let (record, difference) = try #require(change([parameter(old)], [parameter(new)]))
    #expect(record.impact == impact)
    #expect(difference.isAnnotationOnly)
  }

  @Test func whatOnlyCSeesIsExplainedAndInvisible() throws {
    var first = HandMade("6.12")
    var second = HandMade("7.2", flags: ["KF_RCU", "KF_TRUSTED_ARGS", "KF_IMPLICIT_ARGS"])
    first.add("bpf_dig", ["u64|depth"])
    second.add(
      "bpf_dig", ["u64|depth", "struct bpf_prog_aux *|aux"], bpf: ["u64|depth"], flags: ["KF_IMPLICIT_ARGS"])
    first.register()
    second.register()
    let comparison = HandMade.compare(first, second)
    #expect(comparison.changes.map(\.kind) == [.prototypeChanged, .flagsChanged])
    #expect(comparison.changes.allSatisfy { $0.impact == .invisible && !$0.countsForKfunc })
    #expect(comparison.releaseWide.map(\.id.rawValue) == ["implicit-arguments"])
    #expect(comparison.releaseWide.first?.kfuncs == ["bpf_dig"])
    guard case .prototype(let difference) = comparison.changes[0].detail else { return }
    #expect(difference.isCOnly)
  }

  @Test func absurdlyLongPrototypesCostNoQuadraticTime() throws {
    let many = (0..<5000).map { "u64|a\($0)" }
    let (_, difference) = try #require(change(many, Array(many.dropFirst())))
    #expect(!difference.parameters.isEmpty)
  }
}
