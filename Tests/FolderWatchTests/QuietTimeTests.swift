import Testing

@testable import FolderWatch

@Suite struct QuietTimeTests {
  @Test func aSaveIsSeenAtOnce() {
    var quiet = QuietTime()
    #expect(quiet.due == nil)
    quiet.note(.step, at: 1000)
    quiet.note(.last, at: 1001)
    #expect((quiet.due ?? 0) <= 1010)
    let due = quiet.due ?? 0
    #expect(quiet.isOver(at: due) == true)
    #expect(quiet.isOver(at: due + 1000) == false)
  }

  /// An editor that moves the old file away and writes a new one: nothing may be built in between.
  @Test func aFileThatIsGoneForAMomentIsNotMissed() {
    var quiet = QuietTime()
    quiet.note(.step, at: 1000)
    #expect(quiet.isOver(at: 1020) == false)
    quiet.note(.last, at: 1020)
    #expect(quiet.isOver(at: 1030) == true)
  }

  @Test func aBurstWithoutEndIsLookedAtAllTheSame() {
    var quiet = QuietTime()
    var looks = 0
    for now in stride(from: 0, to: 1000, by: 2) {
      quiet.note(.last, at: now)
      if quiet.isOver(at: now + 1) { looks += 1 }
    }
    #expect((2...10).contains(looks))
  }
}
