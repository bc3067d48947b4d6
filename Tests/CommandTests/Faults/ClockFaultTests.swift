import Foundation
import Glibc
import SeededNumbers
import TestFiles
import Testing

/// Clocks that step, and files from the past and the future: nothing is decided by a time.
@Suite struct ClockFaultTests {
  private static let hasFaketime = (try? run("faketime", "-f", "-1d", "true")) != nil

  private func date(_ path: String, _ numbers: inout SeededNumbers) {
    // From 1970 to 2100.
    let seconds = numbers.below(4_102_444_800)
    var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    utimensat(AT_FDCWD, path, &times, AT_SYMLINK_NOFOLLOW)
  }

  /// Content, templates, the old site and leftovers have dates of any year.
  @Test func datesOfFilesDecideNothing() throws {
    let scene = try BuildScene()
    var figures = FaultFigures("file dates from 1970 to 2100, build")
    var numbers = FaultRounds.numbers(13)
    let sites = try [scene.whole(0), scene.whole(1)]
    for round in 0..<FaultRounds.count {
      try scene.folder.write("kfuncdocs\n", to: "out/.site.building/.kfuncdocs-site")
      for name in scene.folder.listing() { date(scene.folder(name), &numbers) }
      let build = try RunningProgram([KfuncdocsProgram.path] + scene.arguments(round % 2))
      #expect(build.wait() == 0, "\(build.errors)")
      figures.struck += 1
      let found = try scene.site()
      figures.count(isOld: false, isNew: found == sites[round % 2], "round \(round)")
      figures.left += try scene.folder.names("out").filter { $0 != "site" }
    }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    figures.report()
  }

  /// The clock runs backwards or a thousand times too fast, or stands in another year.
  @Test(.enabled(if: hasFaketime)) func stepsOfTheClockDecideNothing() async throws {
    let publishing = try await PublishFaultScene("kind: directory\nfolder: ../out")
    let folder = publishing.scene.folder
    var figures = FaultFigures("clock steps, publish")
    var numbers = FaultRounds.numbers(14)
    let sites = try publishing.bothVersions { try PublishScene.files(folder("out/current/.")) }
    for round in 0..<FaultRounds.count {
      let number = round % 2
      try publishing.version(number)
      let days = numbers.below(40_000) - 19_000
      let clock = numbers.pick(["\(days)d", "\(days)d x1000", "+0 x0.001", "\(days)d i-3600"])
      let publish = try RunningProgram(
        ["faketime", "-f", clock.hasPrefix("-") || clock.hasPrefix("+") ? clock : "+" + clock, KfuncdocsProgram.path]
          + publishing.arguments, environment: publishing.environment)
      let status = publish.wait()
      figures.struck += 1
      let found = try PublishScene.files(folder("out/current/."))
      figures.count(
        isOld: false, isNew: status == 0 && found == sites[number], "round \(round), \(clock): \(publish.errors)")
      figures.left += try folder.names("out/releases").filter { $0.hasPrefix(".") }
    }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    figures.report()
  }
}
