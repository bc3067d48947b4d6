import HTMLInspection
import HTMLText
import KfuncModel
import Testing

@testable import Rendering

@Suite struct TimelineTests {
  private func release(_ text: String) throws -> KernelRelease { try #require(KernelRelease(text)) }

  /// Read: 6.1 without it, 6.12 with it, 7.2 without it. A source dates the end to 6.17, a notice named 6.22.
  @Test func datedEventsAndPlansStandBetweenTheReleasesThatWereRead() throws {
    let (old, middle, new) = (try release("6.1"), try release("6.12"), try release("7.2"))
    let list = ReleaseList(
      entries: [KernelReleaseEntry(release: try release("6.17")), KernelReleaseEntry(release: try release("7.2"))],
      imported: [old, middle, new])
    let begin = ReleaseInterval(after: old, by: middle, isExact: false)
    let end = ReleaseInterval.exactly(try release("6.17"))
    let plan = Plan(
      kfunc: "f", target: "v6.22", targetRelease: try release("6.22"), targetStanding: .neverExisted, stated: begin,
      standing: .namesReleaseThatNeverExisted)
    let record = KfuncRecord(
      name: "f", isPresent: [false, true, false], lives: [Life(begin: begin, end: end)],
      events: [Event(kind: .added, interval: begin), Event(kind: .removed, interval: end)], plans: [plan],
      isTestingOnly: false, state: StateFacts(present: [middle], absent: [old, new], isInNewest: false))

    let tokens = HTMLTokens.of(HTMLText { Timeline.add(record, TimelineScale(list), to: &$0) }.bytes)
    // Five columns do not fit into a narrow window: the picture scrolls inside a region.
    #expect(
      tokens.values(of: "aria-label") == [
        "Timeline",
        "Timeline: 6.1 absent, 6.12 present (added), 6.17 not read (removed), 6.22 no such release (plan), 7.2 absent",
      ])
    // They stand from 10 % to 90 %: it came after the first by the second, and lived to the third.
    let lines = tokens.compactMap { token in
      if case .open("line", let attributes) = token {
        return [attributes["class"], attributes["x1"], attributes["x2"]].compactMap { $0 }
      }
      return nil
    }
    #expect(lines == [["between", "10%", "30%"], ["life", "30%", "50%"], ["gap", "50%", "90%"]])
  }
}
