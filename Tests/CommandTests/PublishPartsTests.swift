import Foundation
import TestFiles
import Testing

/// Style and scripts lie in a folder named by their bytes. Who loaded a page before a publish finds that page's after it.
@Suite struct PublishPartsTests {
  /// Where the site goes.
  enum Kind: CaseIterable { case directory, git, rsync, rclone }

  private struct Target {
    let scene: PublishScene
    /// The files as a host shows them, brought up to date.
    let shown: () throws -> String
    /// Kept for as long as it serves.
    var remote: RemoteScene?
  }

  private func target(_ kind: Kind) async throws -> Target {
    switch kind {
    case .directory:
      let scene = try await PublishScene("kind: directory\nfolder: ../out\nkeep: 1")
      return Target(scene: scene) { scene.folder("out/current") }
    case .git:
      let scene = try await PublishScene("kind: git\nbranch: pages")
      try run("git", "init", "-q", "-b", "main", scene.site)
      return Target(scene: scene) {
        let clone = scene.folder("clone")
        try? FileManager.default.removeItem(atPath: clone)
        try run("git", "clone", "-q", "--branch", "pages", scene.site, clone)
        try FileManager.default.removeItem(atPath: clone + "/.git")
        return clone
      }
    case .rsync, .rclone:
      let remote = try await RemoteScene(kind == .rsync ? .rsync : .rclone)
      return Target(scene: remote.scene, shown: { remote.stored }, remote: remote)
    }
  }

  @Test(arguments: Kind.allCases) func partsOfThePagesBeforeStayUntilTheNextOnesComeAfterThem(_ kind: Kind) async throws
  {
    let target = try await target(kind)
    let scene = target.scene
    /// The folders of parts that are shown, with the sum of each one's files, once the whole was verified.
    func parts() async throws -> [String: String] {
      let shown = try target.shown()
      let verified = try await KfuncdocsProgram.run(["publish", "--verify", shown])
      #expect(verified.status == 0, "\(verified.errors)")
      var sums: [String: String] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: shown + "/assets") where !name.contains(".") {
        sums[name] = try run("sh", "-c", "cat \"$0\"/* | sha256sum", shown + "/assets/" + name)
      }
      return sums
    }
    func publish(_ asset: String) async throws -> [String: String] {
      try scene.folder.write(asset, to: "site/Templates/assets/extra.txt")
      try await scene.publishGood()
      return try await parts()
    }
    let first = try await publish("one")
    #expect(first.count == 1)
    let second = try await publish("two")
    #expect(second.count == 2)
    #expect(first.allSatisfy { second[$0.key] == $0.value }, "byte for byte as it was")

    // A page alone: the parts stay as they are, and so does what is kept.
    try scene.page("second", "The second page.")
    try await scene.publishGood()
    #expect(try await parts() == second)
    #expect(try await scene.publish().errors.contains("nothing changed"))

    try scene.folder.write("three", to: "site/Templates/assets/extra.txt")
    let listed = try await scene.publish("--dry-run").output.split(separator: "\n")
    let name = try #require(first.keys.first)
    #expect(listed.contains("remove assets/\(name)/extra.txt"))
    #expect(listed.filter { $0.hasPrefix("remove ") }.allSatisfy { $0.hasPrefix("remove assets/\(name)/") })
    let third = try await publish("three")
    #expect(third.count == 2)
    #expect(third[name] == nil)
    #expect(second.filter { $0.key != name }.allSatisfy { third[$0.key] == $0.value })
  }
}
