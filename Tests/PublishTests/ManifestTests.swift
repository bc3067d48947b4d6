import Diagnostics
import Foundation
import Testing

@testable import Publish

@Suite struct ManifestTests {
  private func file(_ path: String, _ digit: Character, anchors: [String]? = nil) -> SiteManifest.File {
    SiteManifest.File(path: path, size: 1, digest: String(repeating: digit, count: 64), anchors: anchors)
  }

  @Test func manifestSurvivesBeingWrittenAndRead() throws {
    let manifest = SiteManifest(files: [file("b/index.html", "b", anchors: ["x", "é\""]), file("a.css", "a")])
    #expect(manifest.files.map(\.path) == ["a.css", "b/index.html"])
    #expect(try SiteManifest(json: manifest.json, file: "m") == manifest)
  }

  @Test func manifestTellsWhatIsKeptBesideTheSite() throws {
    let first = SiteManifest(files: [file("assets/1/a", "a"), file("pagefind/x", "a"), file("index.html", "a")])
    let second = SiteManifest(files: [file("assets/2/a", "a"), file("pagefind/x", "a"), file("other.html", "a")])
      .keeping(partsOf: first)
    #expect(second.kept.map(\.path) == ["assets/1/a"], "pages are not kept")
    #expect(try SiteManifest(json: second.json, file: "m") == second)
    let third = SiteManifest(files: [file("assets/2/a", "a"), file("pagefind/y", "a")]).keeping(partsOf: second)
    #expect(third.kept.map(\.path) == ["assets/1/a", "pagefind/x"], "each folder by itself")
    let back = SiteManifest(files: [file("assets/1/a", "a"), file("pagefind/y", "a")]).keeping(partsOf: third)
    #expect(back.kept.map(\.path) == ["assets/2/a", "pagefind/x"], "what is shown again is no longer kept")
    #expect(ManifestComparison(from: third, to: back).isEmpty)
    let twice = #"{"format": 1, "files": [FILE], "kept": [FILE]}"#
      .replacing("FILE", with: #"{"path": "a", "size": 1, "sha256": "\#(String(repeating: "a", count: 64))"}"#)
    #expect(throws: Diagnostic.self) { try SiteManifest(json: Array(twice.utf8), file: "m") }
  }

  @Test(arguments: [
    "../x", "/etc/passwd", "a/../../x", "a//b", "-rf", "a/-n", "", ".", "a\\u000ab", "x/.git/config",
  ]) func manifestThatNamesFilesOutsideIsRefused(_ path: String) {
    let digest = String(repeating: "a", count: 64)
    let json = #"{"format": 1, "files": [{"path": "\#(path)", "size": 1, "sha256": "\#(digest)"}]}"#
    #expect(throws: Diagnostic.self) { try SiteManifest(json: Array(json.utf8), file: "m") }
  }

  @Test func digestIsThatOfTheStandard() {
    // FIPS 180-4's examples, as NIST publishes them: "abc", and no byte at all.
    #expect(
      FileDigest.hexadecimal(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      FileDigest.hexadecimal(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  /// Two files of which libcrypto makes no digest are not the same file: a publish ends before it says so.
  @Test func whereNoDigestCanBeMadeNothingIsCompared() async {
    await #expect(processExitsWith: .failure) {
      // A machine's policy that allows algorithms of a provider alone that is not there.
      let policy = NSTemporaryDirectory() + "/kfuncdocs-policy-\(getpid()).cnf"
      try Data("openssl_conf = o\n[o]\nalg_section = a\n[a]\ndefault_properties = fips=yes\n".utf8).write(
        to: URL(fileURLWithPath: policy))
      setenv("OPENSSL_CONF", policy, 1)
      let digests = [[1], [2]].map { FileDigest.hexadecimal(of: $0) }
      unlink(policy)
      // A process that gets here with two digests was not kept from them, and ends well: the test fails.
      exit(digests.count == 2 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func comparisonTellsWhatVanishes() {
    let old = SiteManifest(files: [
      file("index.html", "a", anchors: ["main"]), file("gone/index.html", "a", anchors: ["x"]),
      file("data/all.json", "a"), file("assets/site.css", "a"), file("moved/index.html", "a", anchors: ["y"]),
      file("kept/index.html", "a", anchors: ["one", "two"]), file("kept/index.html.gz", "a"),
    ])
    let new = SiteManifest(files: [
      file("index.html", "a", anchors: ["main"]), file("moved/index.html", "b", anchors: []),
      file("kept/index.html", "c", anchors: ["two", "three"]), file("fresh/index.html", "d", anchors: []),
    ])
    let comparison = ManifestComparison(from: old, to: new, redirected: ["/moved/"])
    #expect(comparison.added == ["fresh/index.html"])
    #expect(comparison.changed == ["kept/index.html", "moved/index.html"])
    #expect(comparison.removed == ["assets/site.css", "data/all.json", "gone/index.html", "kept/index.html.gz"])
    #expect(comparison.vanishedAddresses == ["/data/all.json", "/gone/"])
    #expect(comparison.vanishedAnchors == ["/kept/#one"])
  }
}
