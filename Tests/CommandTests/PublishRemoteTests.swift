import Foundation
import TestFiles
import Testing

/// `kfuncdocs publish` to real servers on the loopback: an rsync daemon, rsync over OpenSSH, and rclone to WebDAV, which
/// knows no hashes, so everything is read back. Tests/Browser publishes to an S3-compatible server.
@Suite struct PublishRemoteTests {
  typealias Kind = RemoteScene.Kind

  @Test(arguments: Kind.allCases) func sendsWhatChangedAndRemovesWhatItPutThere(_ kind: Kind) async throws {
    let remote = try await RemoteScene(kind)
    let scene = remote.scene
    try await scene.publishGood()
    let verified = try await KfuncdocsProgram.run(["publish", "--verify", remote.stored])
    #expect(verified.status == 0, "\(verified.errors)")

    // Someone else's file is none of ours, and a file that is the same is not sent again.
    try scene.folder.write("mine", to: "stored/site/letters/letter.txt")
    let style = remote.stored + "/\(try scene.assets("stored/site"))/site.css"
    try run("touch", "-d", "2001-02-03", style)
    try scene.page("second", "The second page.")
    try scene.removePage("first")
    try await scene.publishGood("--allow-removal", "/first/")
    #expect(scene.folder.bytes(of: "stored/site/letters/letter.txt") == Array("mine".utf8))
    #expect(scene.folder.bytes(of: "stored/site/second/index.html") != nil)
    #expect(!FileManager.default.fileExists(atPath: remote.stored + "/first"), "the emptied folder goes too")
    #expect(scene.folder.bytes(of: "stored/site/site-manifest.pending.json") == nil)
    #expect(try run("date", "-r", style, "+%F") == "2001-02-03")
    try FileManager.default.removeItem(atPath: remote.stored + "/letters")
    #expect(try await KfuncdocsProgram.run(["publish", "--verify", remote.stored]).status == 0)
  }

  @Test(arguments: Kind.allCases) func stoppedPublishIsFinishedByTheNext(_ kind: Kind) async throws {
    let remote = try await RemoteScene(kind)
    let scene = remote.scene
    // Names may hold anything.
    try scene.folder.write("ü", to: "site/Templates/assets/ü .txt")
    try await scene.publishGood()
    // As after a publish that was stopped: a list of what may be there, a page of it, another page and a part half written.
    let manifest = try #require(scene.folder.bytes(of: "stored/site/site-manifest.json"))
    let more =
      String(decoding: manifest, as: UTF8.self).replacingOccurrences(
        of: "\"about/index.html\"", with: "\"orphan/index.html\"")
    try scene.folder.write(more, to: "stored/site/site-manifest.pending.json")
    try scene.folder.write("orphan", to: "stored/site/orphan/index.html")
    try scene.folder.write("half", to: "stored/site/index.html")
    try scene.folder.write("half", to: "stored/site/\(scene.assets("stored/site"))/ü .txt")
    try scene.page("second", "The second page.")
    try await scene.publishGood()
    #expect(!FileManager.default.fileExists(atPath: remote.stored + "/orphan"))

    // Stopped after its manifest, with nothing left to send: what it had to remove goes all the same.
    let last = try #require(scene.folder.bytes(of: "stored/site/site-manifest.json"))
    let orphaned = String(decoding: last, as: UTF8.self).replacingOccurrences(
      of: "\"about/index.html\"", with: "\"orphan/index.html\"")
    try scene.folder.write(orphaned, to: "stored/site/site-manifest.pending.json")
    try scene.folder.write("orphan", to: "stored/site/orphan/index.html")
    try await scene.publishGood()
    #expect(!FileManager.default.fileExists(atPath: remote.stored + "/orphan"))
    #expect(!scene.folder.exists("stored/site/site-manifest.pending.json"))
    let verified = try await KfuncdocsProgram.run(["publish", "--verify", remote.stored])
    #expect(verified.status == 0, "\(verified.errors)")
  }

  /// Names as rsync 3.5.0 and rclone 1.63 give them; what a machine that failed left has no process that would remove it.
  @Test(arguments: [Kind.rsync, .rclone]) func filesThatTheServerWasPuttingTogetherGo(_ kind: Kind) async throws {
    let remote = try await RemoteScene(kind)
    let scene = remote.scene
    func partial(_ path: String, _ random: String) -> String {
      let parts = path.split(separator: "/")
      let folder = parts.dropLast().map { $0 + "/" }.joined()
      let name = String(parts.last ?? "")
      return folder + (kind == .rsync ? ".\(name).\(random.prefix(6))" : "\(name).\(random.lowercased()).partial")
    }
    let first = ["site-manifest.claim-0011223344556677", "site-manifest.pending.json"].map {
      partial($0, "x9Yz01ab")
    }
    for name in first { try scene.folder.write("h", to: "stored/site/" + name) }
    try await scene.publishGood()
    for name in first { #expect(!scene.folder.exists("stored/site/" + name), "none but those were there") }

    let manifest = try #require(scene.folder.bytes(of: "stored/site/site-manifest.json"))
    try scene.folder.write(
      String(decoding: manifest, as: UTF8.self), to: "stored/site/site-manifest.pending.json")
    let unfinished = [
      partial("site-manifest.json", "AbCd12ab"), partial("index.html", "zzzzzzzz"),
      partial("about/coverage/index.html", "0Aa9Zz00"),
    ]
    let others = [
      ".htaccess", partial("well.known", "abcdefgh"), partial("about/letter.txt", "abcdefgh"),
      partial("about/index.html", "0Aa9Zz00") + "7",
    ]
    for name in unfinished + others { try scene.folder.write("h", to: "stored/site/" + name) }
    try scene.page("second", "The second page.")
    try await scene.publishGood()
    for name in unfinished { #expect(!scene.folder.exists("stored/site/" + name), "\(name)") }
    for name in others { #expect(scene.folder.exists("stored/site/" + name), "\(name)") }
  }

  @Test(arguments: Kind.allCases) func folderOfOthersIsRefused(_ kind: Kind) async throws {
    let remote = try await RemoteScene(kind)
    try remote.scene.folder.write("mine", to: "stored/site/letter.txt")
    let outcome = try await remote.scene.publish()
    #expect(outcome.status == 2 && outcome.errors.contains("[target-refused]"), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: remote.stored) == ["letter.txt"])
  }

  @Test func siteIsReadBackThroughItsServer() async throws {
    let scene = try await PublishScene("kind: directory\nfolder: ../out")
    try await scene.publishGood()
    let current = scene.folder("out/current")
    let server = try LocalServer([
      "python3", "-m", "http.server", "PORT", "--bind", "127.0.0.1", "--directory", current,
    ])
    let address = "http://127.0.0.1:\(server.port)/"
    let good = try await KfuncdocsProgram.run(["publish", "--verify", address])
    #expect(good.status == 0, "\(good.errors)")
    try FileManager.default.removeItem(atPath: current + "/about/index.html")
    try Data("other".utf8).write(to: URL(fileURLWithPath: current + "/first/index.html"))
    let bad = try await KfuncdocsProgram.run(["publish", "--verify", address])
    #expect(bad.status == 1)
    #expect(bad.errors.contains("about/index.html: error") && bad.errors.contains("[wrong-file]"), "\(bad.errors)")
    let nobody = try await KfuncdocsProgram.run(["publish", "--verify", "http://user:secret@127.0.0.1:1/"])
    #expect(nobody.status == 2)
    #expect(!nobody.errors.contains("secret"), "\(nobody.errors)")
    // The reason, in one line, and not the meter of a transfer.
    #expect(nobody.errors.contains("curl could not read the site: curl: (7)"), "\(nobody.errors)")
    #expect(!nobody.errors.contains("--:--"), "\(nobody.errors)")
  }
}
