import Foundation
import Glibc
import SeededNumbers
import TestFiles
import Testing

/// Disks that fill up, folders that may not be written, rights that are lost in between.
@Suite struct DiskFaultTests {
  private static let mayMount: Bool =
    (try? run("unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=16k", "none", "/mnt")) != nil

  /// Root may write anywhere; without these rights even root is refused.
  private static let asOrdinaryUser =
    getuid() == 0
    ? [
      "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search",
    ]
    : []

  /// A disk of a random size, on which the old site lies already: sometimes the new one fits as well, mostly not.
  @Test(.enabled(if: mayMount)) func fullDiskLeavesOneWholeSite() throws {
    let scene = try BuildScene()
    var figures = FaultFigures("disk full during build (tmpfs)")
    var numbers = FaultRounds.numbers(10)
    let sites = try [scene.whole(0), scene.whole(1)]
    // Blocks of 4 kB, and one for each folder.
    let blocks = sites[1].values.reduce(40) { $0 + ($1.count + 4095) / 4096 }
    for round in 0..<FaultRounds.count {
      try? FileManager.default.removeItem(atPath: scene.folder("after"))
      let size = blocks + numbers.below(blocks * 13 / 10)
      let build = try RunningProgram(
        [
          "unshare", "-m", "bash", "-c",
          """
          cd "$0" && mkdir -p disk && mount -t tmpfs -o size=\(size * 4)k none disk && cp -R whole/1 disk/site && "$@"
          status=$?; cp -R disk after; exit $status
          """, scene.folder.path, KfuncdocsProgram.path,
        ] + scene.arguments(0, output: scene.folder("disk/site")))
      let status = build.wait()
      let found = try scene.site("after/site")
      if status == 2 { figures.struck += 1 }
      #expect(status == 0 || status == 2 && build.errors.contains("No space left on device"), "\(build.errors)")
      figures.count(
        isOld: status == 2 && found == sites[1], isNew: status == 0 && found == sites[0],
        "round \(round), \(size) blocks: \(build.errors)")
      figures.left += try scene.folder.names("after").filter { $0 != "site" }
    }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }

  /// The same for a publish to a folder: readers keep the release that they have.
  @Test(.enabled(if: mayMount)) func fullDiskLeavesOneWholeRelease() async throws {
    let publishing = try await PublishFaultScene("kind: directory\nfolder: ../out")
    let folder = publishing.scene.folder
    var figures = FaultFigures("disk full during publish, directory (tmpfs)")
    var numbers = FaultRounds.numbers(11)
    try publishing.version(1)
    let first = try publishing.publish()
    try #require(first.status == 0, "\(first.errors)")
    let old = try PublishScene.files(folder("out/current/."))
    try run("cp", "-a", folder("out"), folder("saved"))
    try publishing.version(0)
    let second = try publishing.publish()
    try #require(second.status == 0, "\(second.errors)")
    let new = try PublishScene.files(folder("out/current/."))
    // Folders and links take nothing of a tmpfs.
    let blocks = old.values.reduce(3) { $0 + ($1.count + 4095) / 4096 }
    for round in 0..<FaultRounds.count {
      try? FileManager.default.removeItem(atPath: folder("after"))
      let size = blocks + numbers.below(blocks / 2)
      let publish = try RunningProgram(
        [
          "unshare", "-m", "bash", "-c",
          """
          cd "$0" && mount -t tmpfs -o size=\(size * 4)k none out && cp -a saved/. out && "$@"
          status=$?; cp -a out after; exit $status
          """, folder.path, KfuncdocsProgram.path,
        ] + publishing.arguments, environment: publishing.environment)
      let status = publish.wait()
      let found = try PublishScene.files(folder("after/current/."))
      if status == 2 { figures.struck += 1 }
      #expect(status == 0 || status == 2 && publish.errors.contains("No space left on device"), "\(publish.errors)")
      figures.count(
        isOld: status == 2 && found == old, isNew: status == 0 && found == new,
        "round \(round), \(size) blocks: \(publish.errors)")
      figures.left += try folder.names("after/releases").filter { $0.hasPrefix(".") }
    }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    figures.report()
  }

  /// The folder around the site may not be written: from the start, or from a random moment on.
  @Test func permissionThatIsLostLeavesOneWholeSite() throws {
    let scene = try BuildScene()
    var figures = FaultFigures("permission lost in mid-run, build")
    var numbers = FaultRounds.numbers(12)
    let sites = try [scene.whole(0), scene.whole(1)]
    var present = 1
    let first = try RunningProgram([KfuncdocsProgram.path] + scene.arguments(1))
    try #require(first.wait() == 0, "\(first.errors)")
    for round in 0..<FaultRounds.count {
      let wanted = 1 - present
      if round == 0 { chmod(scene.folder("out"), 0o555) }
      let build = try RunningProgram(Self.asOrdinaryUser + [KfuncdocsProgram.path] + scene.arguments(wanted))
      let sign = { scene.folder.exists("out/.site.building/assets") }
      let isStruck = FaultMoment(sign: sign, delay: numbers.below(40_000)).wait(for: build)
      // The folder around, or the one that is being filled.
      let place = scene.folder(numbers.oneIn(2) ? "out" : "out/.site.building/kfuncs")
      if isStruck { chmod(place, 0o555) }
      let status = build.wait()
      chmod(scene.folder("out"), 0o755)
      chmod(scene.folder("out/.site.building/kfuncs"), 0o755)
      if status == 2 { figures.struck += 1 }
      #expect(status == 0 || status == 2 && build.errors.contains("Permission denied"), "\(status): \(build.errors)")
      let found = try scene.site()
      figures.count(
        isOld: status == 2 && found == sites[present], isNew: status == 0 && found == sites[wanted],
        "round \(round): \(build.errors)")
      if found == sites[wanted] { present = wanted }
    }
    try scene.end(&figures, with: sites[0])
  }
}
