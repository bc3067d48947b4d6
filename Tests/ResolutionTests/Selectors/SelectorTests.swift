import Diagnostics
import KfuncModel
import Testing

@testable import Resolution

@Suite struct SelectorTests {
  private func scene() -> HandMade {
    var made = HandMade("6.12")
    made.hook("COMMON", ["UNSPEC"])
    made.add("bpf_dig", flags: ["KF_ACQUIRE", "KF_RCU"])
    made.add("bpf_fill", flags: ["KF_RELEASE"], set: "fill_set", file: "net/core/fill.c")
    made.add("bpf_heap", set: "heap_set", file: "net/heap.c")
    made.list("bpf_dig", flags: ["KF_ACQUIRE"], set: "fill_set", file: "net/core/fill.c")
    made.register("dig_set", "TRACING")
    made.register("fill_set", "XDP", file: "net/core/fill.c")
    made.register("heap_set", "UNSPEC", file: "net/heap.c")
    made.catalogue.fileMaintainers = [
      FileMaintainers(file: "net/core/fill.c", sections: ["NETWORKING [FILL]", "NETWORKING"]),
      FileMaintainers(file: "net/heap.c", sections: ["NETWORKING"]),
    ]
    return made
  }

  private func reached(_ selector: ClauseSelector, by made: HandMade) -> [String] {
    reach([selector], made).kfuncs(ofClause: 0, in: made.catalogue.release)
  }

  private func reach(_ selectors: [ClauseSelector], _ made: HandMade) -> ClauseReach {
    let clauses = selectors.enumerated().map { number, selector in
      Clause(
        id: "clause-\(number)", heading: "h\(number)", selector: selector, source: nil,
        location: .init(file: "Content/policies/p.md"))
    }
    return ClauseReach(clauses, catalogues: [made.catalogue], subsystems: SubsystemMap([made.catalogue]))
  }

  @Test func rowsTellWhatEachReleaseSays() {
    let acquire = KfuncFlag(rawValue: "KF_ACQUIRE")
    func release(_ number: String, _ flags: [String: [String]]) -> ReleaseCatalogue {
      var made = HandMade(number)
      for (name, flags) in flags.sorted(by: { $0.key < $1.key }) { made.add(name, flags: flags) }
      made.register("dig_set", "TRACING")
      return made.catalogue
    }
    let catalogues = [
      release("9.1", ["bpf_gone": ["KF_ACQUIRE"], "bpf_lost": ["KF_ACQUIRE"], "bpf_won": [], "bpf_none": []]),
      release("9.2", ["bpf_lost": [], "bpf_new": ["KF_ACQUIRE"], "bpf_won": ["KF_ACQUIRE"], "bpf_none": []]),
    ]
    let clause = Clause(
      id: "c", heading: "h", selector: .flag(acquire), source: nil, location: .init(file: "Content/policies/p.md"))
    let reach = ClauseReach([clause], catalogues: catalogues, subsystems: SubsystemMap(catalogues))
    let rows = reach.rows(ofClause: 0)
    #expect(rows.map { reach.name(ofRow: $0) } == ["bpf_gone", "bpf_lost", "bpf_new", "bpf_won"])
    let standings = rows.map { row in
      // What it was before is nothing to what it becomes.
      var standings: [ClauseReach.Standing] = [.reached, .notReached]
      reach.readStandings(ofClause: 0, row: row, into: &standings)
      return standings
    }
    #expect(
      standings == [
        [.reached, .absent], [.reached, .notReached], [.absent, .reached], [.notReached, .reached],
      ])
  }

  @Test(arguments: [
    (ClauseSelector.all, ["bpf_dig", "bpf_fill", "bpf_heap"]),
    (.flag(KfuncFlag(rawValue: "KF_ACQUIRE")), ["bpf_dig"]),
    (.flag(KfuncFlag(rawValue: "KF_NONE")), []),
    (.idSet("fill_set"), ["bpf_dig", "bpf_fill"]),
    (.subsystem("NETWORKING"), ["bpf_fill", "bpf_heap"]),
    (.subsystem("networking-fill"), ["bpf_fill"]),
    (.subsystem("kernel"), ["bpf_dig"]),
    // Through the hook that TRACING and LSM share; the common hook opens to every type.
    (.programType(ProgramType(rawValue: "BPF_PROG_TYPE_LSM")), ["bpf_dig", "bpf_heap"]),
    (.programType(ProgramType(rawValue: "BPF_PROG_TYPE_XDP")), ["bpf_dig", "bpf_fill", "bpf_heap"]),
    (.path("net/*"), ["bpf_heap"]),
    (.path("net/**"), ["bpf_fill", "bpf_heap"]),
    (.path("net/core/fill.?"), ["bpf_fill"]),
    (.name("bpf_?i*"), ["bpf_dig", "bpf_fill"]),
    (.any([.name("bpf_dig"), .path("net/heap.c")]), ["bpf_dig", "bpf_heap"]),
    (.allOf([.idSet("fill_set"), .flag(KfuncFlag(rawValue: "KF_RELEASE"))]), ["bpf_fill"]),
    (.not(.idSet("fill_set")), ["bpf_heap"]),
  ])
  func reaches(_ selector: ClauseSelector, _ names: [String]) {
    #expect(reached(selector, by: scene()) == names)
  }

  @Test func saysByWhichFactWithItsSource() {
    let reach = reach(
      [.flag(KfuncFlag(rawValue: "KF_ACQUIRE")), .programType(ProgramType(rawValue: "BPF_PROG_TYPE_LSM"))], scene())
    let reached = reach.clauses(reaching: "bpf_dig", in: KernelRelease(major: 6, minor: 12))
    let facts = reached.map { $0.facts.map { "\($0.text), \($0.source.map(\.description) ?? "-")" } }
    #expect(
      facts == [
        ["flag KF_ACQUIRE in dig_set, kernel/dig.c:201", "flag KF_ACQUIRE in fill_set, net/core/fill.c:202"],
        ["open to BPF_PROG_TYPE_LSM by registration for BPF_PROG_TYPE_TRACING, kernel/dig.c:300"],
      ])
  }

  @Test func putsClausesWithAFactOfTheKfuncsOwnFirst() {
    let reach = reach([.all, .name("bpf_dig"), .any([.all, .name("x")]), .path("kernel/*")], scene())
    let reached = reach.clauses(reaching: "bpf_dig", in: KernelRelease(major: 6, minor: 12))
    #expect(reached.map(\.id) == ["clause-1", "clause-3", "clause-0", "clause-2"])
    #expect(reached.map(\.reachesAll) == [false, false, true, true])
  }

  /// Clauses that ask the same as an earlier one take its answer.
  @Test func clausesThatAskTheSameReachTheSameByTheSameFacts() {
    let acquire = ClauseSelector.flag(KfuncFlag(rawValue: "KF_ACQUIRE"))
    let heap = ClauseSelector.not(.idSet("fill_set"))
    let reach = reach([heap, acquire, .all, .path("kernel/*"), acquire, .all, heap, acquire], scene())
    let release = KernelRelease(major: 6, minor: 12)
    let reached = reach.clauses(reaching: "bpf_dig", in: release)
    #expect(reached.map(\.position) == [1, 3, 4, 7, 2, 5])
    #expect(reached.map(\.alike) == [1, 3, 1, 1, 2, 2])
    let flags = ["flag KF_ACQUIRE in dig_set", "flag KF_ACQUIRE in fill_set"]
    #expect(reached.map { $0.facts.map(\.text) } == [flags, ["defined in kernel/dig.c"], flags, flags, [], []])
    #expect(reach.clauses(reaching: "bpf_heap", in: release).map(\.position) == [0, 6, 2, 5])
    for clause in [0, 6] { #expect(reach.kfuncs(ofClause: clause, in: release) == ["bpf_heap"]) }
    #expect(reach.names(in: release) == ["bpf_dig", "bpf_fill", "bpf_heap"])
    #expect(reach.positions(ofClause: 6, in: release) == [2])
    #expect(reach.positions(ofClause: 8, in: release) == [])
    #expect(reach.names(in: KernelRelease(major: 1, minor: 0)) == [])
  }

  @Test func leavesOutTypesThatAFilterRefuses() {
    var made = scene()
    made.catalogue.registrations[0].filter = "dig_filter"
    made.filter(
      "dig_filter",
      [
        KfuncFilter.Verdict(
          kfuncs: ["bpf_dig"], programTypes: [ProgramType(rawValue: "BPF_PROG_TYPE_TRACING")], outcome: .refused),
        KfuncFilter.Verdict(
          kfuncs: ["bpf_dig"], programTypes: [ProgramType(rawValue: "BPF_PROG_TYPE_LSM")], outcome: .admitted),
      ])
    #expect(reached(.programType(ProgramType(rawValue: "BPF_PROG_TYPE_TRACING")), by: made) == ["bpf_heap"])
    #expect(reached(.programType(ProgramType(rawValue: "BPF_PROG_TYPE_LSM")), by: made) == ["bpf_dig", "bpf_heap"])
  }

  @Test func listsUnderWhatANoteSays() throws {
    let made = scene()
    let map = SubsystemMap([made.catalogue], overrides: ["bpf_heap": "HEAPS"])
    #expect(map.principal(of: "bpf_fill")?.title == "NETWORKING [FILL]")
    #expect(map.principal(of: "bpf_heap")?.slug == "heaps")
    #expect(map.principal(of: "bpf_dig")?.title == "kernel")
    #expect(map.principal(of: "nothing") == nil)
  }

  @Test func givesTitlesThatDifferInSignsSlugsOfTheirOwn() {
    var made = scene()
    made.catalogue.fileMaintainers = [FileMaintainers(file: "net/heap.c", sections: ["A (B)", "A [B]"])]
    let slugs = SubsystemMap([made.catalogue]).subsystems.map(\.slug)
    #expect(Set(slugs).count == slugs.count)
    #expect(slugs.filter { $0.hasPrefix("a-b-") }.count == 2)
    #expect(
      Subsystem(title: "BPF [GENERAL] (Safe Dynamic Programs and Tools)").slug
        == "bpf-general-safe-dynamic-programs-and-tools")
    #expect(Subsystem(title: "»").slug.hasPrefix("-"))
  }

  @Test func twiceTheKfuncsAreTwiceTheWork() {
    func steps(_ count: Int) -> Int {
      var made = HandMade("6.12")
      for number in 0..<count { made.add("bpf_\(number)", flags: ["KF_ACQUIRE"], set: "set_\(number / 10)") }
      for number in 0..<(count / 10) { made.register("set_\(number)") }
      let selectors: [ClauseSelector] = [
        .all, .flag(KfuncFlag(rawValue: "KF_ACQUIRE")), .name("*_7*"), .path("**"), .not(.idSet("set_1")),
      ]
      return reach(selectors, made).steps
    }
    let (one, two) = (steps(100), steps(200))
    #expect(two > one && two <= one * 2 + 20)
  }
}

@Suite struct GlobTests {
  @Test(arguments: [
    ("a*c", "abbbc", true), ("a*c", "ab/c", false), ("a**c", "ab/c", true), ("**", "", true), ("*", "a/b", false),
    ("a?c", "abc", true), ("a?c", "a/c", false), ("", "", true), ("", "a", false), ("***", "a/b", true),
    ("a", "ab", false),
    ("fs/**", "fs/verity/measure.c", true), ("fs/**", "fsx/a.c", false), ("net/*/x.c", "net/a/b/x.c", false),
  ])
  func matchesPaths(_ pattern: String, _ text: String, _ matches: Bool) {
    #expect(Glob(pattern, isPath: true).matches(text) == matches)
  }

  @Test(arguments: [("a*c", "a/c", true), ("bpf_*", "bpf_", true), ("?", "", false), ("*a*b*", "xxaxxbxx", true)])
  func matchesNames(_ pattern: String, _ text: String, _ matches: Bool) {
    #expect(Glob(pattern, isPath: false).matches(text) == matches)
  }

  @Test func aPatternOfManyStarsEnds() {
    let pattern = String(repeating: "*a", count: 200) + "b"
    #expect(!Glob(pattern, isPath: false).matches(String(repeating: "a", count: 2_000)))
  }
}
