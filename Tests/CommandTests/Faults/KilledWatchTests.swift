import Foundation
import SeededNumbers
import TestFiles
import Testing

/// A build that stays and is killed behind a save leaves the site before the save whole, or the one after it.
@Suite struct KilledWatchTests {
  @Test func killedWatchLeavesOneWholeSite() throws {
    let scene = try WatchScene()
    var figures = FaultFigures("SIGKILL behind a save, build --watch")
    var numbers = FaultRounds.numbers(14)
    for round in 0..<FaultRounds.count {
      let program = try scene.watch()
      try scene.wait(for: 1, from: program)
      let old = try scene.site()
      // A few files or all of them, after none, one or two saves that nobody disturbed.
      let saves = numbers.below(3)
      for number in 0..<saves {
        try scene.note("Save \(number) of round \(round) on `bpf_fix_close`.")
        try scene.wait(for: 2 + number, from: program)
      }
      let before = saves == 0 ? old : try scene.site()
      if numbers.oneIn(2) {
        try scene.title("Round \(round)")
      } else {
        try scene.note("Round \(round) on `bpf_fix_close`.")
      }
      let moment = FaultMoment(sign: nil, delay: numbers.below(100_000))
      let isSaid = program.errors.components(separatedBy: " written in ").count
      _ = moment.wait(for: program)
      program.kill(withGroup: true)
      if program.wait() == 137, program.errors.components(separatedBy: " written in ").count == isSaid {
        figures.struck += 1
      }
      let found = try scene.site()
      let new = try scene.cold()
      figures.count(isOld: found == before, isNew: found == new, "round \(round): \(moment.delay) µs")
    }
    #expect(try scene.buildOnce().status == 0)
    #expect(try scene.site() == scene.cold())
    figures.left = try scene.folder.names("out").filter { $0 != "site" }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }
}
