import KfuncModel
import Testing

@testable import Resolution

@Suite struct OtherRuleTests {
  @Test func addedAndRemovedCarryTheirPlaces() throws {
    let (first, second) = pair(
      { $0.add("bpf_dig") }, { $0.add("bpf_fly", ["char *|wings", "int|n"], file: "kernel/fly.c") })
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.removed, .added])
    #expect(changes.map(\.impact) == [.breaks, .information])
    #expect(changes[0].old.map(\.text) == ["int bpf_dig(u64 depth)"])
    #expect(changes[0].new.isEmpty)
    #expect(changes[1].new.first?.source == SourceReference(file: "kernel/fly.c", line: 100))
  }

  @Test func anotherFileIsAMoveAndNoOtherSet() {
    let (first, second) = pair(
      { $0.add("bpf_dig") },
      {
        $0.add("bpf_dig", file: "kernel/deep/dig.c"); $0.register("dig_set", file: "kernel/deep/dig.c")
      })
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.moved])
    #expect(changes.map(\.explanation) == [nil])
    #expect(changes.first?.detail == .move(from: "kernel/dig.c", to: "kernel/deep/dig.c"))
    #expect(changes.first?.impact == .invisible)
  }

  @Test func otherSetsAreNamed() {
    let (first, second) = pair(
      {
        $0.add("bpf_dig", set: "a_set"); $0.register("a_set")
      },
      {
        $0.add("bpf_dig", set: "a_set"); $0.list("bpf_dig", set: "b_set"); $0.register("a_set"); $0.register("b_set")
      })
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.idSetChanged])
    #expect(changes.first?.detail == .idSets(gained: [IDSetIdentity(file: "kernel/dig.c", name: "b_set")], lost: []))
  }

  @Test func configurationSymbolsAndConditionsAreCompared() {
    let (first, second) = pair(
      { $0.add("bpf_dig", symbols: ["CONFIG_A", "CONFIG_B"]) },
      {
        $0.add("bpf_dig", symbols: ["CONFIG_A", "CONFIG_C"]); $0.register(runtimeCondition: "IS_ENABLED(CONFIG_D)")
      })
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.buildChanged])
    #expect(changes.first?.old.map(\.text) == ["needs CONFIG_B"])
    #expect(changes.first?.new.map(\.text) == ["needs CONFIG_C", "registered under IS_ENABLED(CONFIG_D)"])
  }

  @Test func otherWordsOfTheCommentAreNoticed() {
    let (first, second) = pair({ $0.add("bpf_dig", doc: "aa") }, { $0.add("bpf_dig", doc: "bb") })
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.kernelDocChanged])
    #expect(changes.first?.new.first?.source?.line == 90)
  }

  @Test func noticesComeAndGoByWhatTheySayNotByTheirLine() {
    func notice(_ line: Int, _ release: String) -> DeprecationNotice {
      DeprecationNotice(source: SourceReference(file: "kernel/dig.c", line: line), form: .comment, releases: [release])
    }
    let (first, second) = pair(
      { $0.add("bpf_dig", notices: [notice(95, "v6.20")]) }, { $0.add("bpf_dig", notices: [notice(98, "v6.20")]) })
    #expect(HandMade.compare(first, second).changes.isEmpty)
    let (third, fourth) = pair(
      { $0.add("bpf_dig", notices: [notice(95, "v6.20")]) }, { $0.add("bpf_dig", notices: [notice(95, "v6.21")]) })
    let changes = HandMade.compare(third, fourth).changes
    #expect(changes.map(\.kind) == [.noticeAppeared, .noticeVanished])
    #expect(changes.first?.new.map(\.text) == ["comment, names v6.21"])
  }

  @Test func becomingATestIsTold() {
    let file = "tools/testing/selftests/dig.c"
    let (first, second) = pair(
      { $0.add("bpf_dig") },
      {
        $0.add("bpf_dig", file: file); $0.register("dig_set", file: file)
      })
    let changes = HandMade.compare(first, second).changes
    #expect(changes.map(\.kind) == [.moved, .testingOnlyChanged])
    #expect(changes.last?.detail == .testingOnly(isNow: true))
  }

  // MARK: - Renames

  @Test func aFamilyOfRenamesIsPairedByShapeAndWords() throws {
    let (first, second) = pair(
      {
        $0.add("scx_dig_ore", ["u64|id"]); $0.add("scx_dig_ore_deep", ["u64|id", "u64|depth"])
      },
      {
        $0.add("scx_mine_ore", ["u64|id"]); $0.add("scx_mine_ore_deep", ["u64|id", "u64|depth"])
      })
    let renames = HandMade.changes(.renamed, first, second)
    let pairs = renames.compactMap { change -> String? in
      guard case .rename(let suspicion) = change.detail else { return nil }
      #expect(!suspicion.isConfirmed && suspicion.score <= 100 && suspicion.reasons.count == 4)
      return change.kfunc + " " + suspicion.successor
    }
    #expect(pairs == ["scx_dig_ore scx_mine_ore", "scx_dig_ore_deep scx_mine_ore_deep"])
  }

  @Test func unlikeNamesAreNoRename() {
    let (first, second) = pair(
      { $0.add("bpf_dig", ["u64|depth"]) }, { $0.add("tcp_fly", ["char *|wings"], file: "net/fly.c") })
    #expect(HandMade.changes(.renamed, first, second).isEmpty)
  }
}
