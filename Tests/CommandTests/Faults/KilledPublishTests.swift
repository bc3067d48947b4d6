import Foundation
import Glibc
import SeededNumbers
import TestFiles
import Testing

/// A publish that is killed, alone or with the programs that it runs.
@Suite struct KilledPublishTests {
  /// Readers see one release or the other; the next publish removes what is left.
  @Test func killedPublishToAFolderShowsOneWholeRelease() async throws {
    let publishing = try await PublishFaultScene("kind: directory\nfolder: ../out\nkeep: 2")
    let folder = publishing.scene.folder
    var figures = FaultFigures("SIGKILL during publish, directory")
    let sites = try publishing.bothVersions { try PublishScene.files(folder("out/current/.")) }
    try publishing.version(0)
    var runs = try KilledRuns(
      publishing.arguments, environment: publishing.environment, numbers: FaultRounds.numbers(6)
    ) { folder.exists("out/releases/.building") }
    var present = 0
    for round in 0..<FaultRounds.count {
      try publishing.version(1 - present)
      let killed = try runs.run(publishing.arguments)
      if killed.isStruck { figures.struck += 1 }
      let found = try PublishScene.files(folder("out/current/."))
      figures.count(
        isOld: found == sites[present], isNew: found == sites[1 - present], "round \(round): \(killed.moment)")
      if found == sites[1 - present] { present = 1 - present }
    }
    try publishing.version(1 - present)
    let last = try publishing.publish()
    #expect(last.status == 0, "\(last.errors)")
    #expect(try PublishScene.files(folder("out/current/.")) == sites[1 - present])
    let own = [".kfuncdocs-publish", ".lock", "current", "releases"]
    figures.left = try folder.names("out").filter { !own.contains($0) }
    figures.left += try folder.names("out/releases").filter { $0.hasPrefix(".") }
    figures.left += try publishing.leftTemporaries()
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }

  /// The branch is at one commit or the other, and whole.
  @Test func killedPublishToABranchLeavesOneWholeCommit() async throws {
    let publishing = try await PublishFaultScene("kind: git\nbranch: pages\nremote: origin")
    let folder = publishing.scene.folder
    let origin = folder("origin.git")
    try run("git", "init", "-q", "--bare", origin)
    try run("git", "init", "-q", "-b", "main", publishing.scene.site)
    try run("git", "remote", "add", "origin", origin, in: publishing.scene.site)
    var figures = FaultFigures("SIGKILL during publish, git")
    func tree() throws -> String { try run("git", "rev-parse", "pages^{tree}", in: origin) }
    let trees = try publishing.bothVersions(tree)
    try publishing.version(0)
    let head = folder("origin.git/refs/heads/pages")
    var known = try? String(contentsOfFile: head, encoding: .utf8)
    let objects = folder("site/.git/objects")
    var count = try FileManager.default.contentsOfDirectory(atPath: objects).count
    var runs = try KilledRuns(
      publishing.arguments, environment: publishing.environment, numbers: FaultRounds.numbers(7)
    ) {
      (try? FileManager.default.contentsOfDirectory(atPath: objects).count) != count
        || (try? String(contentsOfFile: head, encoding: .utf8)) != known
    }
    var present = 0
    for round in 0..<FaultRounds.count {
      try publishing.version(1 - present)
      known = try? String(contentsOfFile: head, encoding: .utf8)
      count = try FileManager.default.contentsOfDirectory(atPath: objects).count
      let killed = try runs.run(publishing.arguments)
      if killed.isStruck { figures.struck += 1 }
      // A git that outlives the program ends by itself; only then does the branch stand still.
      usleep(300_000)
      let found = try tree()
      figures.count(
        isOld: found == trees[present], isNew: found == trees[1 - present], "round \(round): \(killed.moment)")
      if found == trees[1 - present] { present = 1 - present }
      // What git itself leaves when it is killed is its own to break, and it never does.
      for lock in try Self.locks(below: origin) + Self.locks(below: folder("site/.git")) {
        try FileManager.default.removeItem(atPath: lock)
      }
      let status = try run("git", "fsck", "--no-dangling", "--no-progress", in: origin)
      #expect(status == "", "round \(round)")
    }
    try publishing.version(1 - present)
    let last = try publishing.publish()
    #expect(last.status == 0, "\(last.errors)")
    #expect(try tree() == trees[1 - present])
    figures.left = try publishing.leftTemporaries()
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }

  /// A program that carries files would write on behind the back of the next publish.
  @Test func programsOfAKilledPublishEndWithIt() async throws {
    let publishing = try await PublishFaultScene("kind: rsync\nto: rsync://127.0.0.1:9/module/site")
    let rsync = try WaitingProgram(insteadOf: "rsync")
    try rsync.expectToEnd(
      with: RunningProgram(
        [KfuncdocsProgram.path] + publishing.arguments,
        environment: publishing.environment.merging(rsync.environment) { $1 }))
  }

  private static func locks(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".lock") }
      .map { folder + "/" + $0 }
  }
}
