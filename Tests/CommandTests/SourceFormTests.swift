import Foundation
import TestFiles
import Testing

/// One kernel, however it comes.
@Suite struct SourceFormTests {
  @Test func treeArchivesAndGitGiveTheSameCatalogueButForItsSource() async throws {
    let scene = try ImportScene()
    let tree = try await scene.importGood()
    try run("git", "init", "-q", in: scene.kernel)
    try run("git", "add", "-A", in: scene.kernel)
    try run("git", "commit", "-q", "-m", "6.12.107", in: scene.kernel)
    try run("git", "tag", "v6.12.107", in: scene.kernel)
    var identities: Set<String> = [try identity(tree)]
    for name in ["linux.tar.xz", "linux.tar.gz", "linux.tar.zst"] {
      let path = try scene.pack(into: name)
      let outcome = try await scene.importKernel(path)
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
      let bytes = try #require(scene.catalogue)
      #expect(withoutSource(bytes) == withoutSource(tree), "\(name)")
      #expect(try identity(bytes) == "sha256:" + run("sha256sum", path).prefix(64))
      identities.insert(try identity(bytes))
    }
    let outcome = try await scene.importKernel(nil, "--tags", "v6.*")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let bytes = try #require(scene.catalogue)
    #expect(withoutSource(bytes) == withoutSource(tree))
    #expect(try identity(bytes) == "commit:" + run("git", "rev-parse", "HEAD", in: scene.kernel))
    identities.insert(try identity(bytes))
    #expect(identities.count == 5)
  }

  private func identity(_ catalogue: [UInt8]) throws -> String {
    let members = try #require(try JSONSerialization.jsonObject(with: Data(catalogue)) as? [String: Any])
    return try #require((members["source"] as? [String: Any])?["identity"] as? String)
  }

  /// Tags of one mainline release: the last point release stands for it, whatever order git lists them in.
  @Test func tagsGiveACatalogueForEachReleaseAndPointReleasesSupersede() async throws {
    let scene = try ImportScene()
    try run("git", "init", "-q", in: scene.kernel)
    var version = "PATCHLEVEL = 12\nSUBLEVEL = 107"
    for (tag, patchLevel, point) in [
      ("v6.11", 11, 0), ("v6.12", 12, 0), ("v6.12.9", 12, 9), ("v6.12.10", 12, 10), ("v5.19", 12, 10), ("next", 12, 10),
    ] {
      let next = "PATCHLEVEL = \(patchLevel)\nSUBLEVEL = \(point)"
      if next != version { try scene.edit("Makefile", version, next) }
      version = next
      try run("git", "add", "-A", in: scene.kernel)
      try run("git", "commit", "-q", "--allow-empty", "-m", tag, in: scene.kernel)
      try run("git", "tag", tag, in: scene.kernel)
    }
    let outcome = try await scene.importKernel(nil, "--tags", "v6.*")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("v6.12 is left out: v6.12.10 stands for the same release"))
    #expect(outcome.errors.contains("v6.12.9 is left out: v6.12.10 stands for the same release"))
    #expect(outcome.errors.contains("6.12 (6.12.10, commit tagged v6.12.10): 8 kfuncs"))
    let written = scene.folder.listing().filter { $0.hasPrefix("Content/") && $0.hasSuffix(".json") }
    #expect(written == ["Content/catalogue/6.11.json", "Content/catalogue/6.12.json"])
    let none = try await scene.importKernel(nil, "--tags", "v7.*")
    #expect(none.status == 2)
    #expect(none.errors.contains("no tag matches 'v7.*' [no-matching-tag]"))
  }

  /// A tag that holds no kernel is named, and those after it are read all the same.
  @Test func aTagWithoutAKernelDoesNotStopTheOthers() async throws {
    let scene = try ImportScene()
    try run("git", "init", "-q", in: scene.kernel)
    try run("git", "commit", "-q", "--allow-empty", "-m", "empty", in: scene.kernel)
    try run("git", "tag", "v6.1", in: scene.kernel)
    try run("git", "add", "-A", in: scene.kernel)
    try run("git", "commit", "-q", "-m", "6.12.107", in: scene.kernel)
    try run("git", "tag", "v6.12.107", in: scene.kernel)
    let outcome = try await scene.importKernel(nil, "--tags", "v6.*")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("v6.1: error: not a kernel tree"), "\(outcome.errors)")
    #expect(scene.catalogue != nil)
  }
}
