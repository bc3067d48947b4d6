import Foundation
import SeededNumbers
import TestFiles
import Testing

/// A build that is killed leaves the old site whole, or the new one; the next one removes what it left.
@Suite struct KilledBuildTests {
  @Test func killedBuildLeavesOneWholeSite() throws {
    let scene = try BuildScene()
    var figures = FaultFigures("SIGKILL during build")
    let sites = try [scene.whole(0), scene.whole(1)]
    var present = 1
    var runs = try KilledRuns(scene.arguments(1), numbers: FaultRounds.numbers(1)) {
      scene.folder.exists("out/.site.building/assets")
    }
    for round in 0..<FaultRounds.count {
      let wanted = 1 - present
      let run = try runs.run(scene.arguments(wanted))
      if run.isStruck { figures.struck += 1 }
      let found = try scene.site()
      figures.count(isOld: found == sites[present], isNew: found == sites[wanted], "round \(round): \(run.moment)")
      if found == sites[wanted] { present = wanted }
    }
    try scene.end(&figures, with: sites[0])
  }

  @Test func indexerOfAKilledBuildEndsWithIt() throws {
    let scene = try BuildScene()
    let pagefind = try WaitingProgram(insteadOf: "pagefind")
    try pagefind.expectToEnd(
      with: RunningProgram(
        ["env", "-u", "PAGEFIND", KfuncdocsProgram.path] + scene.arguments(0) + ["--search"],
        environment: pagefind.environment))
  }

  /// Both write, or the one that came later says that the other does; there is one whole site in the end.
  @Test func buildsAtOnceEndWithOneWholeSite() throws {
    let scene = try BuildScene()
    var figures = FaultFigures("two builds at once")
    var numbers = FaultRounds.numbers(2)
    let sites = try [scene.whole(0), scene.whole(1)]
    for round in 0..<FaultRounds.count {
      let first = try RunningProgram([KfuncdocsProgram.path] + scene.arguments(0))
      usleep(UInt32(numbers.below(40_000)))
      let second = try RunningProgram([KfuncdocsProgram.path] + scene.arguments(1))
      let statuses = [first.wait(), second.wait()]
      let errors = first.errors + second.errors
      #expect(statuses.allSatisfy { $0 == 0 || $0 == 2 } && statuses.contains(0), "round \(round): \(errors)")
      if statuses.contains(2) {
        figures.struck += 1
        #expect(errors.contains("[build-running]"), "round \(round): \(errors)")
      }
      let found = try scene.site()
      figures.count(isOld: found == sites[0], isNew: found == sites[1], "round \(round): \(errors)")
      figures.left += try scene.folder.names("out").filter { $0 != "site" }
    }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    figures.report()
  }

  /// Another run in between holds the lock of a file that is about to be removed: it must not count.
  @Test func lockFileIsGoneAfterTheBuildAndTakenOverAfterAKill() throws {
    let scene = try BuildScene()
    try scene.folder.write("process 1\n", to: "out/.site.lock")
    let build = try RunningProgram([KfuncdocsProgram.path] + scene.arguments(0))
    #expect(build.wait() == 0, "\(build.errors)")
    #expect(try scene.folder.names("out") == ["site"])
  }
}
