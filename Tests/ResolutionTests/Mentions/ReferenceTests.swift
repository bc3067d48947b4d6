import KfuncModel
import SeededNumbers
import Testing

@testable import Resolution

@Suite struct ReferenceTests {
  let scene = LinkScene()

  private func targets(_ text: String) -> [ReferenceTarget?] { scene.links(text).references.map(\.target) }

  @Test func resolvesEveryKindOfReference() throws {
    let release = try #require(KernelRelease("6.12"))
    let place = KnownTargets.ClausePlace(policy: "lifecycle", anchor: "out-of-tree")
    #expect(
      targets(
        "[[kfunc:crash_kexec]] [[clause:lifecycle-out-of-tree]] [[thread:idmapped-mounts]] [[thread:idmapped-mounts#7]] "
          + "[[release:6.12]] [[crash_kexec|this one]]") == [
          .kfunc("crash_kexec"), .clause("lifecycle-out-of-tree", place), .thread("idmapped-mounts", message: nil),
          .thread("idmapped-mounts", message: 7), .release(release, .imported), .kfunc("crash_kexec"),
        ])
  }

  @Test func offersWhatWasProbablyMeant() {
    #expect(
      scene.faults("call [[kfunc:bpf_task_aquire]]") == [
        "1:6: error: no kfunc named 'bpf_task_aquire'; did you mean 'bpf_task_acquire'? [unknown-kfunc]"
      ])
    #expect(
      scene.faults("x\n\nsee [[clause:lifecycle-out-of-tre]]") == [
        "3:5: error: no clause has the id 'lifecycle-out-of-tre'; did you mean 'lifecycle-out-of-tree'? [unknown-clause]"
      ])
    #expect(
      scene.faults("[[thread:idmaped-mounts#2]]") == [
        "1:1: error: no thread is called 'idmaped-mounts'; did you mean 'idmapped-mounts'? [unknown-thread]"
      ])
    #expect(
      scene.faults("[[kfunc:nothing_like_that]]") == [
        "1:1: error: no kfunc named 'nothing_like_that' [unknown-kfunc]"
      ])
  }

  @Test(arguments: ["#0", "#8", "#07", "#", "#x", "#99999999999999999999"])
  func refusesMessagesThatAThreadDoesNotList(_ number: String) {
    #expect(
      scene.faults("[[thread:idmapped-mounts\(number)]]") == [
        "1:1: error: thread 'idmapped-mounts' lists 7 messages, and no #\(number.dropFirst()) [unknown-message]"
      ])
  }

  @Test func tellsReleasesThatNeverCameFromThoseToCome() throws {
    #expect(
      scene.faults("[[release:6.20]]") == [
        "1:1: error: release 6.20 never existed: 6.19 was followed by 7.0 [unknown-release]"
      ])
    #expect(scene.faults("[[release:7.9]]") == ["1:1: note: release 7.9 is yet to come [release-to-come]"])
    #expect(scene.faults("[[release:6.13]]") == [])
    let skipped = try #require(KernelRelease("6.13"))
    #expect(targets("[[release:6.13]]") == [.release(skipped, .notImported)])
    #expect(scene.faults("[[release:2.6]]").count == 1)
    #expect(
      scene.faults("[[release:six]]") == ["1:1: error: 'six' is no release such as 6.12 [unknown-release]"])
  }

  @Test func warnsOfASlipInOurOwnProseOnly() {
    let slip = "Use `bpf_task_aquire()` here, and bpf_entirely_else() or bpf_strncmp().\n"
    #expect(
      scene.faults(slip) == [
        "1:6: warning: no kfunc named 'bpf_task_aquire'; did you mean 'bpf_task_acquire'? [unknown-kfunc]"
      ])
    #expect(scene.faults(slip, .message(thread: "idmapped-mounts", number: 1)) == [])
    // Without parentheses it may be anything; a code block is copied from elsewhere.
    #expect(scene.faults("Use bpf_task_aquire here.\n\n    bpf_task_aquire();\n") == [])
  }
}

@Suite struct NearNamesTests {
  /// Distances counted by hand.
  @Test(arguments: [
    ("kitten", "sitting", 3), ("ab", "ba", 1), ("abc", "abc", 0), ("abcd", "acbd", 1), ("", "abc", 3),
    ("abc", "xabc", 1),
    ("bpf_task_aquire", "bpf_task_acquire", 1), ("flaw", "lawn", 2),
  ])
  func countsEdits(_ first: String, _ second: String, _ distance: Int) {
    #expect(NearNames.distance(Array(first.utf8), Array(second.utf8), atMost: distance) == distance)
    if distance > 0 { #expect(NearNames.distance(Array(first.utf8), Array(second.utf8), atMost: distance - 1) == nil) }
  }

  /// The same distance by the whole table, without a bound.
  @Test func agreesWithTheWholeTable() {
    func whole(_ first: [UInt8], _ second: [UInt8]) -> Int {
      var table = [[Int]](repeating: [Int](repeating: 0, count: second.count + 1), count: first.count + 1)
      for row in 0...first.count {
        for column in 0...second.count {
          if row == 0 || column == 0 {
            table[row][column] = row + column
            continue
          }
          let cost = first[row - 1] == second[column - 1] ? 0 : 1
          var best = min(table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + cost)
          if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
            best = min(best, table[row - 2][column - 2] + 1)
          }
          table[row][column] = best
        }
      }
      return table[first.count][second.count]
    }
    var random = SeededNumbers(seed: 7)
    for _ in 0..<2_000 {
      let first = (0..<random.below(9)).map { _ in UInt8(97 + random.below(3)) }
      let second = (0..<random.below(9)).map { _ in UInt8(97 + random.below(3)) }
      let distance = whole(first, second)
      for bound in 0...9 where !first.isEmpty {
        #expect(NearNames.distance(first, second, atMost: bound) == (distance <= bound ? distance : nil))
      }
    }
  }

  @Test func stopsSuggestingWhenTheBudgetIsSpent() {
    var near = NearNames((0..<100).map { "name_number_\($0)" }, budget: 10_000)
    for number in 0..<1_000 { _ = near.nearest(to: "name_numbr_x\(number)") }
    #expect(near.budget <= 0)
    #expect(near.nearest(to: "nam_number_50") == nil)
  }

  @Test func prefersTheNearestAndThenTheFirst() {
    var near = NearNames(["abcdefgx", "abcdefgh", "abcdefg", "abcdefgy"])
    #expect(near.nearest(to: "abcdefgz") == "abcdefg")
    #expect(near.nearest(to: "abcdefghi") == "abcdefgh")
    #expect(near.nearest(to: "zzzzzzzz") == nil)
  }
}
