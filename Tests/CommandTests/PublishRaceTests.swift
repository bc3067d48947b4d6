import Foundation
import TestFiles
import Testing

/// Two publishes to one place at the same time: the site is one of the two, whole, and who came second was told.
@Suite struct PublishRaceTests {
  /// The places of which a publish takes hold.
  enum Kind: CaseIterable { case directory, git }

  @Test(arguments: Kind.allCases) func oneOfTwoAtOnceComesThroughAndTheOtherIsTold(_ kind: Kind) async throws {
    let scenes = [
      try await PublishScene("kind: directory\nfolder: unused"),
      try await PublishScene("kind: directory\nfolder: unused"),
    ]
    let shared = try TemporaryFolder()
    for scene in scenes {
      switch kind {
      case .directory: try scene.settings("kind: directory\nfolder: \(shared("out"))")
      case .git:
        try run("git", "init", "-q", "-b", "main", scene.site)
        try scene.settings("kind: git\nbranch: pages\nremote: \(shared("origin.git"))")
      }
    }
    if kind == .git { try run("git", "init", "-q", "--bare", shared("origin.git")) }
    try await scenes[0].publishGood()

    // Each has a page that the other has not: had both come through, one of the two would be lost.
    for (index, scene) in scenes.enumerated() { try scene.page("page-\(index)", "The page of \(index).") }
    async let first = scenes[0].publish()
    async let second = scenes[1].publish()
    let outcomes = try await [first, second]
    let winner = try #require(outcomes.firstIndex { $0.status == 0 }, "\(outcomes.map(\.errors))")
    let other = outcomes[1 - winner]
    #expect(other.status != 0)
    // By the lock, by the manifest that is another now, or, when all of it came later, by the page that would vanish.
    let codes = ["[publish-running]", "[target-moved]", "[branch-locked]", "[vanished-address]"]
    let isTold = codes.contains { other.errors.contains($0) }
    #expect(isTold, "\(other.errors)")

    let shown: String
    switch kind {
    case .directory: shown = shared("out/current")
    case .git:
      shown = shared("clone")
      try run("git", "clone", "-q", "--branch", "pages", shared("origin.git"), shown)
      #expect(try run("git", "rev-list", "--count", "pages", in: shared("origin.git")) == "2")
      try FileManager.default.removeItem(atPath: shown + "/.git")
    }
    let verified = try await KfuncdocsProgram.run(["publish", "--verify", shown])
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(FileManager.default.fileExists(atPath: shown + "/page-\(winner)/index.html"))
    #expect(!FileManager.default.fileExists(atPath: shown + "/page-\(1 - winner)/index.html"))
  }
}
