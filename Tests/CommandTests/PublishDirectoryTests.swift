import Foundation
import TestFiles
import Testing

/// `kfuncdocs publish` to a folder of this machine.
@Suite struct PublishDirectoryTests {
  private func inode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int)
  }

  @Test func releasesFollowEachOtherAndGoBack() async throws {
    let scene = try await PublishScene("kind: directory\nfolder: ../out\nkeep: 2\ngzip: true")
    let current = scene.folder("out/current")
    func shown() throws -> String { try FileManager.default.destinationOfSymbolicLink(atPath: current) }

    let dry = try await scene.publish("--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("add first/index.html\n"))
    #expect(!FileManager.default.fileExists(atPath: scene.folder("out")))

    try await scene.publishGood()
    let first = try shown()
    #expect(first.hasPrefix("releases/000001-"))
    // What readers get is what sha256sum(1) says that the manifest promises.
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: current + "/site-manifest.json")))
        as? [String: Any])
    let listed = try #require(manifest["files"] as? [[String: Any]])
    #expect(listed.count > 20)
    let sums = listed.map { "\($0["sha256"] ?? "")  \($0["path"] ?? "")\n" }.joined()
    try scene.folder.write(sums, to: "sums")
    try run("sha256sum", "--check", "--strict", "--quiet", scene.folder("sums"), in: current)
    #expect(listed.count == (try PublishScene.files(current + "/.").count) - 1)
    // gunzip gives the page back; the header has no time (RFC 1952: bytes 4 to 7).
    let assets = try scene.assets("out/current")
    let packed = try #require(try PublishScene.files(current + "/.")["\(assets)/site.css.gz"] ?? nil)
    #expect(packed[4..<8].elementsEqual([0, 0, 0, 0]))
    #expect(try run("gunzip", "-c", current + "/index.html.gz").hasPrefix("<!doctype html>"))

    try scene.page("second", "The second page.")
    try await scene.publishGood()
    let second = try shown()
    #expect(second.hasPrefix("releases/000002-"))
    #expect(
      try inode(current + "/\(assets)/site.css") == inode(scene.folder("out/\(first)/\(assets)/site.css")),
      "what did not change is linked")
    let again = try await scene.publish()
    #expect(again.errors.contains("nothing changed"))
    #expect(try shown() == second)

    let back = try await scene.publish("--rollback")
    #expect(back.status == 0, "\(back.errors)")
    #expect(try shown() == first)
    #expect(!FileManager.default.fileExists(atPath: current + "/second/index.html"))
    let tooFar = try await scene.publish("--rollback")
    #expect(tooFar.status == 2)

    try scene.page("third", "The third page.")
    try await scene.publishGood()
    let kept = try FileManager.default.contentsOfDirectory(atPath: scene.folder("out/releases")).sorted()
    #expect(kept.map { String($0.prefix(6)) } == ["000002", "000003"])
    #expect(try await KfuncdocsProgram.run(["publish", "--verify", current]).status == 0)
    // The folder of the target is understood as what it shows.
    let around = try await KfuncdocsProgram.run(["publish", "--verify", scene.folder("out")])
    #expect(around.status == 0, "\(around.errors)")
    try Data("other".utf8).write(to: URL(fileURLWithPath: current + "/third/index.html"))
    let spoilt = try await KfuncdocsProgram.run(["publish", "--verify", current])
    #expect(spoilt.status == 1)
    #expect(spoilt.errors.contains("third/index.html") && spoilt.errors.contains("[wrong-file]"))
    let spoiltAround = try await KfuncdocsProgram.run(["publish", "--verify", scene.folder("out")])
    #expect(spoiltAround.status == 1)
    #expect(spoiltAround.errors.contains("out/current/third/index.html"), "\(spoiltAround.errors)")
  }

  /// Typed in the site's folder, a target is called what site.yml calls it.
  @Test func aFolderIsToldAsItWasWritten() async throws {
    let scene = try await PublishScene("kind: directory\nfolder: Output/shown")
    let here = ["env", "--chdir", scene.site]
    let published = try await KfuncdocsProgram.run(["publish", "place"], wrapper: here)
    #expect(published.status == 0, "\(published.errors)")
    #expect(published.errors.contains("; Output/shown/current shows 000001-"), "\(published.errors)")
    let back = try await KfuncdocsProgram.run(["publish", "place", "--rollback"], wrapper: here)
    #expect(back.errors.hasPrefix("Output/shown: error"), "\(back.errors)")
  }

  @Test func publishedAddressesAndAnchorsStayUnlessSomeoneSaysSo() async throws {
    let target = "kind: directory\nfolder: ../out"
    let scene = try await PublishScene(target)
    try await scene.publishGood()
    let before = try PublishScene.files(scene.folder("out"))

    try scene.page("first", "The first page.\n\n## Another part\n\nMore.")
    let anchor = try await scene.publish()
    #expect(anchor.status == 1)
    #expect(anchor.errors.contains("'/first/#a-part-of-it'") && anchor.errors.contains("[vanished-anchor]"))
    #expect(anchor.errors.contains("site.yml:3:3"))
    #expect(try PublishScene.files(scene.folder("out")) == before)

    try scene.removePage("first")
    let page = try await scene.publish()
    #expect(page.status == 1)
    #expect(
      page.errors.contains("'/first/' is published and would vanish") && page.errors.contains("[vanished-address]"))
    let mistyped = try await scene.publish("--allow-removal", "/first/", "--allow-removal", "/frist/")
    #expect(mistyped.status == 1 && mistyped.errors.contains("[unknown-address]"))
    #expect(try PublishScene.files(scene.folder("out")) == before)

    try scene.settings(target, more: "redirects:\n  /first/: /about/\n")
    try await scene.publishGood()
    let redirect = try #require(scene.folder.bytes(of: "out/current/first/index.html"))
    #expect(String(decoding: redirect, as: UTF8.self).contains("content=\"0; url=../about/\""))
    #expect(scene.folder.bytes(of: "out/current/_redirects") == Array("/first/ /about/ 301\n".utf8))

    try scene.settings(target)
    try await scene.publishGood("--allow-removal", "/first/")
    #expect(scene.folder.bytes(of: "out/current/first/index.html") == nil)
  }

  @Test func redirectsThatLeadNowhereStopIt() async throws {
    let target = "kind: directory\nfolder: ../out"
    let scene = try await PublishScene(target)
    try scene.settings(target, more: "redirects:\n  /gone/: /nowhere/\n  /about/: /first/\n")
    let outcome = try await scene.publish()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("site.yml:8:3: error: '/about/' is a page of the site"))
    try scene.settings(target, more: "redirects:\n  /gone/: /nowhere/\n")
    let broken = try await scene.publish()
    #expect(broken.status == 1 && broken.errors.contains("[broken-link]"), "\(broken.errors)")
    #expect(!FileManager.default.fileExists(atPath: scene.folder("out")))
  }

  @Test func foldersOfOthersAreLeftAlone() async throws {
    let scene = try await PublishScene("kind: directory\nfolder: ../out")
    try scene.folder.write("mine", to: "out/letter.txt")
    let foreign = try await scene.publish()
    #expect(foreign.status == 2 && foreign.errors.contains("[target-refused]"), "\(foreign.errors)")
    #expect(scene.folder.listing().filter { $0.hasPrefix("out/") } == ["out/letter.txt"])
  }

  @Test func leftoversOfAKilledPublishAreRemoved() async throws {
    let scene = try await PublishScene("kind: directory\nfolder: ../out")
    try await scene.publishGood()
    try scene.folder.write("half", to: "out/releases/.building/index.html")
    try scene.page("second", "The second page.")
    try await scene.publishGood()
    let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder("out/releases"))
    #expect(names.count == 2 && names.allSatisfy { !$0.hasPrefix(".") })
  }
}
