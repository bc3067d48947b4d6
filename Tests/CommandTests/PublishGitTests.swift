import Foundation
import TestFiles
import Testing

/// `kfuncdocs publish` to a branch, read back with git itself.
@Suite struct PublishGitTests {
  private func scene(_ more: String = "") async throws -> PublishScene {
    let scene = try await PublishScene("kind: git\nbranch: pages\nremote: origin\n\(more)")
    try run("git", "init", "-q", "--bare", scene.folder("origin.git"))
    try run("git", "init", "-q", "-b", "main", scene.site)
    try run("git", "remote", "add", "origin", scene.folder("origin.git"), in: scene.site)
    try run("git", "add", "Content", in: scene.site)
    try run("git", "commit", "-qm", "Content", in: scene.site)
    return scene
  }

  private func origin(_ scene: PublishScene, _ words: String...) throws -> String {
    let folder = scene.folder("origin.git")
    return switch words.count {
    case 2: try run("git", words[0], words[1], in: folder)
    case 3: try run("git", words[0], words[1], words[2], in: folder)
    default: try run("git", words[0], words[1], words[2], words[3], in: folder)
    }
  }

  @Test func onePublishIsOneCommitAndTheWorkTreeStaysAsItIs() async throws {
    let scene = try await scene("cname: kfuncs.example.org")
    try scene.folder.write("not added", to: "site/draft.txt")
    // A hook that ran would leave its mark.
    try scene.folder.write("#!/bin/sh\ntouch \(scene.folder("hooked"))\n", to: "site/.git/hooks/pre-push")
    try run("chmod", "+x", scene.site + "/.git/hooks/pre-push")
    let index = scene.folder.bytes(of: "site/.git/index")
    try await scene.publishGood()
    #expect(try origin(scene, "rev-list", "--count", "pages") == "1")
    let names = try origin(scene, "ls-tree", "-r", "--name-only", "pages").split(separator: "\n")
    #expect(names.contains(".nojekyll") && names.contains("first/index.html") && names.contains("site-manifest.json"))
    #expect(try origin(scene, "show", "pages:CNAME") == "kfuncs.example.org")
    #expect(try origin(scene, "log", "-1", "--format=%s", "pages") == "Publish the site of no release")
    #expect(scene.folder.bytes(of: "site/.git/index") == index)
    let status = try run("git", "status", "--porcelain", in: scene.site)
    #expect(status == "?? .gitignore\n?? README.md\n?? draft.txt")
    #expect(try run("git", "symbolic-ref", "HEAD", in: scene.site) == "refs/heads/main")
    #expect(scene.folder.bytes(of: "hooked") == nil)

    try scene.page("second", "The second page.")
    try await scene.publishGood()
    #expect(try origin(scene, "rev-list", "--count", "pages") == "2")
    // A clone is what a host shows: its files are those of the manifest.
    try run("git", "clone", "-q", "--branch", "pages", scene.folder("origin.git"), scene.folder("clone"))
    try FileManager.default.removeItem(atPath: scene.folder("clone/.git"))
    let verified = try await KfuncdocsProgram.run(["publish", "--verify", scene.folder("clone")])
    #expect(verified.status == 0, "\(verified.errors)")

    let first = try origin(scene, "rev-parse", "pages~1^{tree}")
    let back = try await scene.publish("--rollback")
    #expect(back.status == 0, "\(back.errors)")
    #expect(try origin(scene, "rev-list", "--count", "pages") == "3")
    #expect(try origin(scene, "rev-parse", "pages^{tree}") == first)
    #expect(try await scene.publish("--rollback").status == 2, "there is nothing before the first")
  }

  @Test func branchThatSomeoneElseMadeIsNotOverwritten() async throws {
    let scene = try await scene()
    try run("git", "push", "-q", "origin", "main:pages", in: scene.site)
    let before = try origin(scene, "rev-parse", "pages")
    let outcome = try await scene.publish()
    #expect(outcome.status == 2 && outcome.errors.contains("[target-refused]"), "\(outcome.errors)")
    #expect(try origin(scene, "rev-parse", "pages") == before)
  }

  @Test func commitOnTopByAnotherHandIsNotOverwritten() async throws {
    let scene = try await scene()
    try await scene.publishGood()
    try run("git", "clone", "-q", "--branch", "pages", scene.folder("origin.git"), scene.folder("clone"))
    try scene.folder.write("mine", to: "clone/letter.txt")
    try run("git", "add", "letter.txt", in: scene.folder("clone"))
    try run("git", "commit", "-qm", "A letter", in: scene.folder("clone"))
    try run("git", "push", "-q", "origin", "pages", in: scene.folder("clone"))
    try scene.page("second", "The second page.")
    let outcome = try await scene.publish()
    #expect(outcome.status == 2 && outcome.errors.contains("[target-refused]"), "\(outcome.errors)")
    #expect(try origin(scene, "show", "pages:letter.txt") == "mine")
  }

  /// What a git leaves that was killed while it moved the branch: git never breaks such a lock.
  @Test(arguments: ["origin", "here"]) func branchThatIsLockedIsToldWithTheFileThatLocksIt(_ place: String) async throws
  {
    let scene = try await scene()
    if place == "here" { try scene.settings("kind: git\nbranch: pages") }
    try await scene.publishGood()
    try scene.page("second", "The second page.")
    let lock = (place == "here" ? "site/.git" : "origin.git") + "/refs/heads/pages.lock"
    try scene.folder.write("", to: lock)
    let outcome = try await scene.publish()
    #expect(outcome.status == 2 && outcome.errors.contains("[branch-locked]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("refs/heads/pages.lock") && outcome.errors.contains("remove that file"))
    try FileManager.default.removeItem(atPath: scene.folder(lock))
    try await scene.publishGood()
  }

  @Test func environmentOfGitIsNotListenedTo() async throws {
    let scene = try await scene()
    let outcome = try await scene.publish(
      wrapper: ["env", "GIT_DIR=/nonexistent", "GIT_INDEX_FILE=/nonexistent/index", "GIT_WORK_TREE=/"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
