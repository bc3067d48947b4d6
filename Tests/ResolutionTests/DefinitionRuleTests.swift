import KfuncModel
import Testing

@testable import Resolution

/// Kfuncs with several definitions, as `scx_bpf_sub_caps` of 7.3 has two in `kernel/sched/ext/sub.c`, under
/// `defined(CONFIG_EXT_SUB_SCHED)` and under its opposite.
@Suite struct DefinitionRuleTests {
  /// A definition of `bpf_dig` by its parameter, at a line and under a condition.
  private func definition(
    _ parameter: String, line: Int, _ condition: String?, file: String = "kernel/dig.c", doc: String? = nil,
    symbols: [String] = ["CONFIG_DIG"]
  ) -> KfuncDefinition {
    KfuncDefinition(
      source: SourceReference(file: file, line: line), prototype: HandMade.prototype("bpf_dig", "int", [parameter]),
      isMarked: true, condition: condition, build: BuildCondition(symbols: symbols, form: .builtIn),
      kernelDoc: doc.map { KernelDocReference(line: line - 5, hash: $0) })
  }

  private func changes(_ old: [KfuncDefinition], _ new: [KfuncDefinition]) -> [ChangeRecord] {
    let (first, second) = pair(
      {
        $0.add("bpf_dig")
        $0.catalogue.kfuncs[0].definitions = old
      },
      {
        $0.add("bpf_dig")
        $0.catalogue.kfuncs[0].definitions = new
      })
    return HandMade.compare(first, second).changes
  }

  private let on = "defined(CONFIG_DEEP)"
  private let off = "!defined(CONFIG_DEEP)"

  @Test func aChangeOfAnotherDefinitionIsToldWithItsPlace() throws {
    let found = changes(
      [definition("u64|depth", line: 10, on), definition("u64|depth", line: 20, off)],
      [definition("u64|depth", line: 11, on), definition("u32|depth", line: 21, off)])
    #expect(found.map(\.kind) == [.prototypeChanged])
    let change = try #require(found.first)
    #expect(change.definition == DefinitionPlace(file: "kernel/dig.c", condition: off))
    #expect(change.impact == .breaks)
    #expect(change.old.map(\.source?.line) == [20])
    #expect(change.new.map(\.source?.line) == [21])
  }

  @Test func definitionsThatChangeAlikeAreOneChange() {
    let found = changes(
      [definition("u64|depth", line: 10, on), definition("u64|depth", line: 20, off)],
      [definition("u32|depth", line: 11, on), definition("u32|depth", line: 21, off)])
    #expect(found.map(\.kind) == [.prototypeChanged])
    #expect(found.first?.definition == nil)
    #expect(found.first?.old.map(\.source?.line) == [10, 20])
    #expect(found.first?.new.map(\.source?.line) == [11, 21])
  }

  /// Branches that change places are the same branches.
  @Test func theOrderOfDefinitionsIsNoChange() {
    let found = changes(
      [definition("u64|depth", line: 10, on, doc: "a"), definition("u32|depth", line: 20, off)],
      [definition("u32|depth", line: 11, off), definition("u64|depth", line: 21, on, doc: "a")])
    #expect(found.isEmpty)
  }

  @Test func commentAndFileOfAnotherDefinitionAreTold() {
    let found = changes(
      [definition("u64|depth", line: 10, on), definition("u64|depth", line: 20, off, doc: "a")],
      [
        definition("u64|depth", line: 10, on),
        definition("u64|depth", line: 20, off, file: "kernel/shallow.c", doc: "b"),
      ])
    let place = DefinitionPlace(file: "kernel/shallow.c", condition: off)
    #expect(found.map(\.kind) == [.moved, .kernelDocChanged])
    #expect(found.map(\.definition) == [place, place])
    #expect(found.first?.detail == .move(from: "kernel/dig.c", to: "kernel/shallow.c"))
  }

  @Test func anAlternativeThatComesOrGoesIsAMatterOfBuilding() {
    let one = [definition("u64|depth", line: 10, nil)]
    let two = [definition("u64|depth", line: 10, on), definition("u64|depth", line: 20, off, symbols: ["CONFIG_PIT"])]
    let came = changes(one, two)
    #expect(came.map(\.kind) == [.buildChanged])
    #expect(came.first?.new.map(\.text) == ["defined under \(on)", "needs CONFIG_PIT", "defined under \(off)"])
    let went = changes(two, one)
    #expect(went.map(\.kind) == [.buildChanged])
    #expect(went.first?.old.map(\.text) == ["defined under \(on)", "needs CONFIG_PIT", "defined under \(off)"])
  }

  /// `crash_kexec` of 6.1 has a stub in `include/linux/kexec.h`, which no kernel with the kfunc compiles.
  @Test func aStubInAHeaderIsNoAlternative() {
    let stub = definition("u64|depth", line: 5, off, file: "include/linux/dig.h")
    #expect(changes([stub, definition("u64|depth", line: 10, nil)], [definition("u64|depth", line: 10, nil)]).isEmpty)
  }
}
