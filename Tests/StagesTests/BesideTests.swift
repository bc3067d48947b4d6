import ParallelMap
import Testing

/// Two steps of work at once.
@Suite struct BesideTests {
  @Test func bothResultsComeBack() {
    let (first, second) = concurrently({ 1 }, beside: { "two" })
    #expect(first == 1)
    #expect(second == "two")
  }

  @Test func stepsWithinStepsDoNotWaitForAThread() {
    // More callers than the pool has threads, each with steps inside: all of them would wait for threads that there are
    // none of until the pool looks again, which is once in a second.
    @Sendable func depth(_ count: Int) -> Int {
      if count == 0 { return 1 }
      let (left, right) = concurrently({ depth(count - 1) }, beside: { depth(count - 1) })
      return left + right
    }
    let fastest = (0..<3).map { _ in
      ContinuousClock().measure { #expect(depth(8) == 256) }
    }.min()
    #expect(fastest.map { $0 < .milliseconds(900) } == true)
  }

  @Test func whatWasThrownComesOutAndTheOtherStepIsNotLeftRunning() {
    struct Fault: Error {}
    for _ in 0..<100 {
      #expect(throws: Fault.self) { try concurrently({ throw Fault() }, beside: { 1 }) }
    }
  }
}
