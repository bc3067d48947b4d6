import SeededNumbers
import Testing

@testable import Rendering

/// How lists are cut into parts, by what must hold of any names.
@Suite struct NamePartsTests {
  @Test func aListThatFitsIsNotCut() {
    #expect(NameParts((0..<10).map { "bpf_\($0)" }, most: 10) == nil)
    #expect(NameParts([], most: 10) == nil)
  }

  @Test func isCutBehindWhatAllNamesShareAndTheLongPartOnceMore() throws {
    let names = ["bpf_map", "bpf_task_a", "bpf_task_b", "bpf_task_bc", "scx_a", "scx_b"]
    let parts = try #require(NameParts(names, most: 2))
    // Four names begin with `b`; all of them with `bpf_`; three of these with `bpf_t`, which share `bpf_task_`; two of
    // these stay together.
    #expect(parts.parts.map(\.start).sorted() == ["", "b", "bpf_m", "bpf_t", "bpf_task_a", "bpf_task_b", "s"])
    #expect(own(parts, names)["bpf_task_b"] == ["bpf_task_b", "bpf_task_bc"])
    #expect(own(parts, names)["bpf_t"] == [])
    #expect(own(parts, names)["s"] == ["scx_a", "scx_b"])
    let place = try #require(parts.parts.firstIndex { $0.start == "bpf_task_a" })
    #expect(parts.above(place).map { parts.parts[$0].start } == ["b", "bpf_t"])
    #expect(parts.ends(0).first == "bpf_map")
    #expect(parts.ends(0).last == "scx_b")
  }

  @Test func aNameThatEndsWhereAPartIsCutStaysOnThePartItself() throws {
    let names = ["bpf_task", "bpf_task_a", "bpf_task_b", "bpf_tasks"]
    let parts = try #require(NameParts(names, most: 2))
    #expect(own(parts, names)[""] == ["bpf_task"])
    #expect(own(parts, names)["bpf_task_"] == ["bpf_task_a", "bpf_task_b"])
    #expect(own(parts, names)["bpf_tasks"] == ["bpf_tasks"])
  }

  /// Whatever the names are: one letter, another alphabet, case, one the beginning of another.
  @Test(arguments: 0..<40) func everyNameIsOnOnePartAndNoPartIsTooLong(_ seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    let names = names(random.below(600) + 30, &random)
    let most = random.below(20) + 3
    guard let parts = NameParts(names, most: most) else {
      #expect(names.count <= most)
      return
    }
    let owned = parts.parts.indices.flatMap { parts.positions($0) }
    #expect(owned.sorted() == Array(names.indices), "each name once")
    let starts = parts.parts.map(\.start)
    #expect(Set(starts).count == starts.count)
    #expect(Set(starts.map { $0.lowercased() }).count == starts.count, "addresses differ where case does not count")
    for (index, part) in parts.parts.enumerated() {
      let own = parts.positions(index).map { names[$0] }
      if Set(own.map { $0.lowercased() }).count == own.count { #expect(own.count <= most) }
      #expect(own.allSatisfy { $0.lowercased().utf8.starts(with: part.start.utf8) })
      #expect(
        own.map { $0.lowercased() } == own.map { $0.lowercased() }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      )
      #expect(part.count == part.own.count + part.children.reduce(0) { $0 + parts.parts[$1].count })
      // What a page leads to covers all that it does not list itself.
      for most in [1, 7, 200] {
        let shown = parts.shown(under: index, most: most)
        #expect(shown.reduce(0) { $0 + parts.parts[$1].count } == (part.isCut ? part.count - part.own.count : 0))
        #expect(shown.count <= max(most, part.children.count))
      }
    }
    // In the order of the names, one part ends before the next begins.
    let listing = parts.parts.indices.filter { !parts.positions($0).isEmpty }
      .sorted { parts.parts[$0].own.lowerBound < parts.parts[$1].own.lowerBound }
    let order = listing.flatMap { parts.positions($0) }.map { names[$0].lowercased() }
    #expect(order == order.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test(arguments: 0..<40) func noAddressGoesWhenNamesCome(_ seed: Int) {
    var random = SeededNumbers(seed: UInt64(1000 + seed))
    let names = names(500, &random).shuffled(using: &random)
    let most = random.below(20) + 3
    var known: Set<String> = []
    for count in stride(from: 5, through: names.count, by: 11) {
      let some = names[..<count].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let now = Set(NameParts(some, most: most)?.parts.map(\.start) ?? [])
      #expect(known.isSubset(of: now), "gone: \(known.subtracting(now))")
      known = now
    }
    #expect(known.count > 10)
  }

  @Test func namesOfAThousandBytesAndOneLetterAreCutWithoutDepth() throws {
    let names = (1...1000).map { String(repeating: "a", count: $0) }
    let parts = try #require(NameParts(names, most: 1))
    #expect(parts.parts.indices.flatMap { parts.positions($0) }.sorted() == Array(names.indices))
  }

  // MARK: Names

  private func own(_ parts: NameParts, _ names: [String]) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: parts.parts.indices.map { index in
        (parts.parts[index].start, parts.positions(index).map { names[$0] })
      })
  }

  private func names(_ count: Int, _ random: inout SeededNumbers) -> [String] {
    let words = ["bpf_", "task", "scx", "a", "A", "_", "é", "ē", "zz", "Map", "0", "%", "."]
    var names: Set<String> = []
    while names.count < count {
      names.insert(
        (0..<random.below(5) + 1).map { _ in random.pick(words) }.joined()
          + (random.oneIn(3) ? "\(random.below(50))" : ""))
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
