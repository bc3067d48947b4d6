import Stages
import Synchronization
import Testing

@Suite struct StageListTests {
  /// A list whose steps double a number; `key` is the number's name.
  private struct Numbers {
    var list = StageList<String, Named, Int>()
    var made: [String] = []

    mutating func round(_ inputs: [Named], shared: Int = 0) -> StageList<String, Named, Int>.Round {
      let names = Mutex<[String]>([])
      defer { made = names.withLock { $0.sorted() } }
      return list.round(of: inputs, by: \.name, shared: shared) { input in
        names.withLock { $0.append(input.name) }
        return input.number * 2
      }
    }
  }

  private struct Named: Equatable, Sendable {
    var name: String
    var number: Int

    init(_ name: String, _ number: Int) { (self.name, self.number) = (name, number) }
  }

  @Test func onlyWhatChangedIsDoneAgainAndItsPlaceIsTold() throws {
    var numbers = Numbers()
    let first = numbers.round([Named("a", 1), Named("b", 2), Named("c", 3)])
    #expect(first.outputs == [2, 4, 6])
    #expect(first.changes == nil)
    let second = numbers.round([Named("a", 1), Named("b", 5), Named("c", 3)])
    #expect(second.outputs == [2, 10, 6])
    #expect(numbers.made == ["b"])
    let changes = try #require(second.changes)
    #expect(changes.map(\.place) == [1])
    #expect(changes.map(\.before) == [4])
    let third = numbers.round([Named("a", 1), Named("b", 5), Named("c", 3)])
    #expect(third.changes?.isEmpty == true)
    #expect(numbers.made == [])
    #expect(numbers.list.runs == 4)
  }

  @Test func otherKeysKeepWhatIsStillThere() {
    var numbers = Numbers()
    _ = numbers.round([Named("a", 1), Named("b", 2), Named("c", 3)])
    let fewer = numbers.round([Named("c", 3), Named("a", 1)])
    #expect(fewer.outputs == [6, 2])
    #expect(fewer.changes == nil)
    #expect(numbers.made == [])
    // What was not given is forgotten.
    let more = numbers.round([Named("c", 3), Named("b", 2), Named("a", 4)])
    #expect(more.outputs == [6, 4, 8])
    #expect(numbers.made == ["a", "b"])
  }

  @Test func whatAllShareChangesAll() throws {
    var numbers = Numbers()
    _ = numbers.round([Named("a", 1), Named("b", 2)], shared: 1)
    let again = numbers.round([Named("a", 1), Named("b", 2)], shared: 2)
    #expect(numbers.made == ["a", "b"])
    #expect(try #require(again.changes).map(\.place) == [0, 1])
  }

  @Test func aVersionIsTheSameAsLongAsTheValueIs() {
    var stage = Stage<[Int], [Int]>()
    let first = stage.versioned([1, 2])
    #expect(stage.versioned([1, 2]) == first)
    let second = stage.versioned([1, 3])
    #expect(second != first)
    // A value that comes back is another version: nothing is kept of it.
    #expect(stage.versioned([1, 2]) != first)
    #expect(stage.versioned([1, 2]).value == [1, 2])
  }

  @Test func aValueIsMadeOnce() async {
    let count = Counter()
    let once = Once { count.next() }
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { once.value } }
      for await value in group { #expect(value == 1) }
    }
    #expect(count.next() == 2)
  }

  private final class Counter: Sendable {
    private let made = Mutex(0)

    func next() -> Int {
      made.withLock { made in
        made += 1
        return made
      }
    }
  }
}
