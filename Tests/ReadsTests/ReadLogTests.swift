import ParallelMap
import Reads
import Stages
import Testing

/// What was read while something was made is known, whatever way the reading went.
@Suite struct ReadLogTests {
  private static let one = ReadKey(.words, "one")
  private static let two = ReadKey(.words, "two")

  @Test func readingsAreThoseOfTheCallAndNoOthers() {
    ReadLog.note(Self.one)
    let (value, reads) = ReadLog.reading {
      ReadLog.note(Self.two)
      return 3
    }
    #expect(value == 3)
    #expect(reads == [Self.two])
    #expect(ReadLog.reading {}.reads == [])
  }

  @Test func kindsAreToldApart() {
    #expect(ReadKey(.words, "one") != ReadKey(.mentions, "one"))
    #expect(ReadKey(.words, "one") == Self.one)
  }

  @Test func aValueThatIsKeptWasReadByAllWhoAskForIt() {
    let once = Once {
      ReadLog.note(Self.one)
      return 1
    }
    let outer = Once { once.value + 1 }
    // The first to ask keeps no log.
    #expect(outer.value == 2)
    for _ in 0..<2 {
      let (value, reads) = ReadLog.reading { outer.value }
      #expect(value == 2)
      #expect(reads == [Self.one])
    }
    let table = OnceTable<String, Int>()
    for _ in 0..<2 { #expect(ReadLog.reading { table("x") { once.value } }.reads == [Self.one]) }
  }

  @Test func whoGetsAValueThatWasMadeForAnotherHasReadItToo() {
    let table = RecentTable<Int, Int>(capacity: 2)
    var made = 0
    func value(_ key: Int) -> Int {
      table(key) {
        made += 1
        ReadLog.note(ReadKey(.links, key))
        return key * 10
      }
    }
    for _ in 0..<2 {
      let (found, reads) = ReadLog.reading { [value(1), value(2)] }
      #expect(found == [10, 20])
      #expect(reads == [ReadKey(.links, 1), ReadKey(.links, 2)])
    }
    #expect(value(1) == 10 && made == 2)
    // Those that were made last are kept.
    #expect(value(3) == 30 && value(2) == 20 && made == 3)
    #expect(ReadLog.reading { value(1) }.reads == [ReadKey(.links, 1)])
    #expect(made == 4)
    // What was made without a log is made again for who keeps one.
    #expect(ReadLog.reading { value(1) }.value == 10 && made == 4)
    let unlogged = RecentTable<Int, Int>(capacity: 2)
    #expect(unlogged(1) { 5 } == 5)
    let (found, reads) = ReadLog.reading {
      unlogged(1) {
        ReadLog.note(Self.one)
        return 5
      }
    }
    #expect(found == 5 && reads == [Self.one])
  }

  @Test func whatThreadsReadIsReadForWhoeverTheyWorkFor() {
    let (sums, reads) = ReadLog.reading {
      concurrently {
        Array(0..<1000).concurrentMap { number in
          if number == 700 { ReadLog.note(Self.one) }
          return number
        }.reduce(0, +)
      } beside: {
        ReadLog.note(Self.two)
        return 5
      }
    }
    #expect(sums == (499_500, 5))
    #expect(reads == [Self.one, Self.two])
  }

  @Test func tasksOfAMapReadForTheirOwnCallsAlone() async {
    let reads = await (0..<100).parallelMap { number in
      ReadLog.reading { ReadLog.note(ReadKey(.links, number)) }.reads
    }
    #expect(reads == (0..<100).map { [ReadKey(.links, $0)] })
  }

  @Test func aFailureIsPassedOn() {
    struct Failure: Error, Equatable {}
    #expect(throws: Failure()) { try ReadLog.reading { throw Failure() } }
  }
}
