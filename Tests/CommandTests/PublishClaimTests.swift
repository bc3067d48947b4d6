import Foundation
import Glibc
import TestFiles
import Testing

/// Servers' folders have no locks: a publish leaves its claim there, and gives way to others'.
@Suite struct PublishClaimTests {
  private static let machine = String(repeating: "0f", count: 16)

  private func claims(_ remote: RemoteScene) throws -> [String] {
    try remote.scene.folder.names("stored/site").filter { $0.hasPrefix("site-manifest.claim-") }
  }

  @Test(arguments: RemoteScene.Kind.allCases) func secondOfTwoAtOnceIsRefusedAndTheFirstEndsWhole(
    _ kind: RemoteScene.Kind
  ) async throws {
    let remote = try await RemoteScene(kind)
    let scene = remote.scene
    try await scene.publishGood()
    try scene.page("second", "The second page.")
    // Held in the middle, once it has begun to write.
    let first = try RunningProgram(
      scene.wrapper + [KfuncdocsProgram.path, "publish", "place", "--content", scene.site + "/Content"]
        + ["--templates", scene.site + "/Templates"])
    let isHeld = FaultMoment(sign: { scene.folder.exists("stored/site/site-manifest.pending.json") }, delay: 0)
      .wait(for: first)
    first.signal(SIGSTOP)
    #expect(isHeld)

    // Another folder of content, as on another machine; the same would do.
    try scene.page("third", "The third page.")
    let second = try await scene.publish()
    #expect(second.status == 2 && second.errors.contains("[publish-running]"), "\(second.errors)")
    #expect(try claims(remote).count == 1, "it took its own claim away, and no other")

    first.signal(SIGCONT)
    #expect(first.wait() == 0, "\(first.errors)")
    let verified = try await KfuncdocsProgram.run(["publish", "--verify", remote.stored])
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(scene.folder.exists("stored/site/second/index.html"))
    #expect(!scene.folder.exists("stored/site/third"))
    #expect(try claims(remote) == [])
    try await scene.publishGood()
    #expect(scene.folder.exists("stored/site/third/index.html"))
  }

  @Test(arguments: RemoteScene.Kind.allCases) func claimOfAnotherMachineIsTakenOverWhenToldAlone(
    _ kind: RemoteScene.Kind
  ) async throws {
    let remote = try await RemoteScene(kind)
    let scene = remote.scene
    // It was stopped before it had sent anything else.
    try scene.folder.write("machine \(Self.machine) 1 1", to: "stored/site/site-manifest.claim-0123456789abcdef")
    let refused = try await scene.publish()
    #expect(refused.status == 2 && refused.errors.contains("[publish-running]"), "\(refused.errors)")
    #expect(refused.errors.contains("--take-over"))
    #expect(try scene.folder.names("stored/site") == ["site-manifest.claim-0123456789abcdef"])
    try await scene.publishGood("--take-over")
    #expect(try claims(remote) == [])
    #expect(try await KfuncdocsProgram.run(["publish", "--verify", remote.stored]).status == 0)
  }

  /// Two start together: at most one comes through, and what stands there is whole and of one of the two.
  @Test func ofTwoThatStartTogetherAtMostOneComesThrough() async throws {
    let remote = try await RemoteScene(.rsync)
    let other = try await PublishScene("kind: rsync\nto: rsync://127.0.0.1:\(remote.server.port)/module/site")
    let scenes = [remote.scene, other]
    func text(_ round: Int, _ index: Int) -> String { "In round \(round) by number \(index)" }
    // Paragraphs have anchors, which would vanish; titles have none.
    func write(_ title: String, in scene: PublishScene) throws {
      try scene.folder.write("---\ntitle: \(title)\n---\n\nA page of both.\n", to: "site/Content/pages/both.md")
    }
    for scene in scenes { try write("Of nobody.", in: scene) }
    try await remote.scene.publishGood()
    for round in 0..<3 {
      for (index, scene) in scenes.enumerated() { try write(text(round, index), in: scene) }
      async let first = scenes[0].publish()
      async let second = scenes[1].publish()
      let outcomes = try await [first, second]
      for outcome in outcomes where outcome.status != 0 {
        let isTold = outcome.errors.contains("[publish-running]") || outcome.errors.contains("[target-moved]")
        #expect(isTold, "\(outcome.errors)")
      }
      let verified = try await KfuncdocsProgram.run(["publish", "--verify", remote.stored])
      #expect(verified.status == 0, "\(verified.errors)")
      #expect(try claims(remote) == [])
      let shown = String(decoding: remote.scene.folder.bytes(of: "stored/site/both/index.html") ?? [], as: UTF8.self)
      let came = (0..<2).filter { outcomes[$0].status == 0 }
      if came.isEmpty {
        #expect(!shown.contains("In round \(round)"), "who was refused changed nothing")
      } else {
        // One after the other is as good as one alone.
        #expect(came.contains { shown.contains(text(round, $0)) })
      }
    }
  }
}
