import ParallelMap
import Stages
import Synchronization
import Testing

@Suite struct OnceTests {
  @Test func aValueIsMadeOnceHoweverManyAsk() {
    let count = Mutex(0)
    let once = Once { count.withLock { $0 += 1 } }
    _ = (0..<100).concurrentMap { _ in once.value }
    #expect(count.withLock { $0 } == 1)
  }

  @Test func aTableMakesTheValueOfEachKeyOnce() {
    let made = Mutex<[Int]>([])
    let table = OnceTable<Int, Int>()
    let values = (0..<100).concurrentMap { number in
      table(number % 3) {
        made.withLock { $0.append(number % 3) }
        return number % 3 * 10
      }
    }
    #expect(values == (0..<100).map { $0 % 3 * 10 })
    #expect(made.withLock { $0.sorted() } == [0, 1, 2])
  }
}
