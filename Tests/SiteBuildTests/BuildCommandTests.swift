import Foundation
import TestFiles
import Testing

/// The real binary: exit status, streams, and what a kill leaves.
@Suite struct BuildCommandTests {
  private func run(_ arguments: [String], in folder: String = ProjectFolder.golden) throws -> (
    status: Int32, errors: String
  ) {
    try run(words: [Self.binary.path, "build"] + arguments, in: folder)
  }

  private func run(words: [String], in folder: String) throws -> (status: Int32, errors: String) {
    let written = try TemporaryFolder()
    let (output, errors) = (written.path + "/output", written.path + "/errors")
    let status = try ChildProcess(words, in: folder, output: output, errors: errors).wait()
    #expect(try Data(contentsOf: URL(fileURLWithPath: output)).isEmpty, "diagnostics go to standard error")
    return (status, try String(contentsOfFile: errors, encoding: .utf8))
  }

  /// The binary lies beside the bundle of the tests.
  private static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("kfuncdocs")

  @Test func exitStatusTellsWhatHappened() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    #expect(try run(["--output", site, "--quiet"]) == (0, ""))
    #expect(try run(["--output", site, "--content", folder.path + "/none"]).status == 2)
    #expect(try run(["--output", "/"]).status == 2)
    #expect(try run(["--no-such-option"]).status == 64)
    #expect(try run(["--output", site, "--base-url", "javascript:alert(1)"]).status == 64)
    try folder.write("{\n  \"schema\": 7\n}\n", to: "content/catalogue/9.1.json")
    try folder.write("releases: []\n", to: "content/releases.yml")
    let broken = try run(["--output", site, "--content", folder.path + "/content"])
    #expect(broken.status == 1)
    #expect(broken.errors.contains("content/catalogue/9.1.json:2:13: error: "))
  }

  @Test func strictBuildWritesNothingWhenSomethingIsWrong() throws {
    let folder = try TemporaryFolder()
    try folder.write("# Empty\n", to: "content/pages/home.md")
    try folder.write("releases: []\n", to: "content/releases.yml")
    try folder.write("what is this", to: "content/stray.txt")
    let arguments = ["--content", folder.path + "/content", "--output", folder.path + "/site"]
    let strict = try run(arguments + ["--strict"])
    #expect(strict.status == 1)
    #expect(strict.errors.contains("stray.txt: warning: "))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/site"))
    #expect(try run(arguments).status == 0)
  }

  @Test func templateOfTheSiteStandsInForTheBuiltInOne() throws {
    let folder = try TemporaryFolder()
    try folder.write("<p>{{title}} {{kfuncs}}</p>", to: "t/not-found.mustache")
    let site = folder.path + "/site"
    #expect(try run(["--output", site, "--templates", folder.path + "/t"]).status == 0)
    #expect(try String(contentsOfFile: site + "/404.html", encoding: .utf8) == "<p>No such page kfuncs/</p>")
    #expect(try String(contentsOfFile: site + "/index.html", encoding: .utf8).hasPrefix("<!doctype html>"))
    try folder.write("a\n<p>{{titel}}</p>", to: "t/not-found.mustache")
    let wrong = try run(["--output", site, "--templates", folder.path + "/t"])
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("/t/not-found.mustache:2:6: error: no key named 'titel' on this page; did you mean"))
    #expect(try String(contentsOfFile: site + "/404.html", encoding: .utf8).hasPrefix("<p>No such page"))
  }

  @Test func unknownPartialIsToldAtItsPlaceAndTheOldSiteStays() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    let arguments = ["--output", site, "--templates", folder.path + "/t"]
    #expect(try run(arguments).status == 0)
    let before = try TemporaryFolder.files(site)
    try folder.write("<p>\n  {{> page-strat}} {{#trail}}{{/trial}}\n", to: "t/not-found.mustache")
    try folder.write("{{title}}\n\n{{ never closed", to: "t/users.mustache")
    let wrong = try run(arguments)
    #expect(wrong.status == 1)
    #expect(
      wrong.errors.contains(
        "/t/not-found.mustache:2:7: error: no template named 'page-strat'; did you mean 'page-start'? [unknown-partial]"
      ),
      "\(wrong.errors)")
    #expect(wrong.errors.contains("/t/not-found.mustache:2:23: error: no key named 'trail'"), "\(wrong.errors)")
    #expect(try TemporaryFolder.files(site) == before)
  }

  @Test func templateThatCannotBeReadIsToldAndTheBuiltInOneStands() throws {
    let folder = try TemporaryFolder()
    let templates = folder.path + "/t"
    try folder.write("secret", to: "outside")
    try FileManager.default.createDirectory(atPath: templates + "/assets", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: templates + "/not-found.mustache", withDestinationPath: folder.path + "/outside")
    try FileManager.default.createSymbolicLink(
      atPath: templates + "/assets/stolen.css", withDestinationPath: folder.path + "/outside")
    #expect(mkfifo(templates + "/assets/pipe.css", 0o644) == 0)
    let site = folder.path + "/site"
    let outcome = try run(["--output", site, "--templates", templates])
    #expect(outcome.status == 1)
    for place in ["not-found.mustache: warning: ", "assets/stolen.css: warning: ", "assets/pipe.css: error: "] {
      #expect(outcome.errors.contains("/t/" + place), "\(outcome.errors)")
    }
    let files = try TemporaryFolder.files(site)
    #expect(files.values.allSatisfy { !$0.elementsEqual("secret".utf8) })
    #expect(files["404.html"].map { String(decoding: $0, as: UTF8.self).hasPrefix("<!doctype html>") } == true)
  }

  @Test func folderThatKfuncdocsDidNotMakeIsNeverReplaced() throws {
    let folder = try TemporaryFolder()
    try folder.write("precious", to: "mine/letter.txt")
    let outcome = try run(["--output", folder.path + "/mine"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("was not made by kfuncdocs build"), "\(outcome.errors)")
    #expect(try TemporaryFolder.files(folder.path) == ["mine/letter.txt": Data("precious".utf8)])
  }

  /// Only the page that a server shows anywhere cannot have relative links; they and the canonical one begin with the path.
  @Test(arguments: ["https://host.example/a/b/", "https://host.example/a//b"]) func addressOfTheSiteMayEndInASlash(
    _ base: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("title: t\nbase-url: \(base)\n", to: "content/site.yml")
    try folder.write("releases:\n  - release: \"9.1\"\n", to: "content/releases.yml")
    try folder.write("# One\n", to: "content/pages/one.md")
    let site = folder.path + "/site"
    #expect(try run(["--content", folder.path + "/content", "--output", site]).status == 0)
    let page = try String(contentsOfFile: site + "/404.html", encoding: .utf8)
    #expect(page.contains("href=\"/a/b/kfuncs/\"") && page.contains("href=\"/a/b/assets/"))
    #expect(!page.contains("b//") && !page.contains("href=\"//"))
    let one = try String(contentsOfFile: site + "/one/index.html", encoding: .utf8)
    if base.hasSuffix("/") { #expect(one.contains("href=\"https://host.example/a/b/one/\"")) }
    #expect(!one.contains("href=\"/"))
  }

  @Test func killedBuildLeavesTheOldSiteOrTheNewOneWhole() throws {
    let folder = try TemporaryFolder()
    let arguments = ["--content", ProjectFolder.root + "/Content", "--output", folder.path + "/site"]
    let new = try newSite(folder, arguments)
    #expect(try run(arguments).status == 0)
    let old = try TemporaryFolder.files(folder.path + "/site")
    #expect(old != new)
    for delay in [0.1, 0.3, 0.5, 0.7, 0.9] {
      let process = try ChildProcess([Self.binary.path, "build", "--offline"] + arguments)
      Thread.sleep(forTimeInterval: delay)
      process.kill()
      process.wait()
      let found = try TemporaryFolder.files(folder.path + "/site")
      #expect(found == old || found == new, "killed after \(delay) s")
    }
    #expect(try run(arguments).status == 0)
    #expect(try TemporaryFolder.files(folder.path + "/site") == old)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["site"])
  }

  private func newSite(_ folder: TemporaryFolder, _ arguments: [String]) throws -> [String: Data] {
    #expect(try run(["--offline"] + arguments).status == 0)
    return try TemporaryFolder.files(folder.path + "/site")
  }

  @Test func fullDiskLeavesTheOldSiteWhole() throws {
    let folder = try TemporaryFolder()
    let site = folder.path + "/site"
    #expect(try run(["--output", site]).status == 0)
    let before = try TemporaryFolder.files(site)
    // A limit on the size of files stands for a full disk: writing fails in the middle of a page.
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" build --output \"$1\""
    let (status, text) = try run(words: ["sh", "-c", script, Self.binary.path, site], in: ProjectFolder.golden)
    #expect(status == 2)
    #expect(text.contains(".site.building/") && text.contains("(errno 27)"), "\(text)")
    #expect(try TemporaryFolder.files(site) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["site"])
  }
}
