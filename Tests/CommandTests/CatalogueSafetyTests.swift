import Foundation
import Glibc
import TestFiles
import Testing

/// A good catalogue is replaced by a good one, whole, or not at all.
@Suite struct CatalogueSafetyTests {
  /// Root reads everything; without these rights even root is refused.
  private static let asOrdinaryUser =
    getuid() == 0
    ? [
      "setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search",
    ] : []

  @Test(arguments: ["kernel/bpf/sample.c", "net/core/one.c", "MAINTAINERS"])
  func anUnreadableFileLeavesTheCatalogue(path: String) async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try #require(chmod(scene.folder("linux/\(path)"), 0) == 0)
    let outcome = try await scene.importKernel(wrapper: Self.asOrdinaryUser)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("\(path): error: cannot read the file: Permission denied [unreadable-file]"),
      "\(outcome.errors)")
    #expect(outcome.errors.contains("[incomplete-source]"), "\(outcome.errors)")
    #expect(scene.holds(good))
  }

  @Test func forceWritesWhatCouldBeRead() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try #require(chmod(scene.folder("linux/net/core/one.c"), 0) == 0)
    let outcome = try await scene.importKernel(nil, "--force", wrapper: Self.asOrdinaryUser)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[unreadable-file]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("6.12.json written"), "\(outcome.errors)")
    #expect(!scene.holds(good))
  }

  @Test func anUnreadableFolderLeavesTheCatalogue() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try #require(chmod(scene.folder("linux/net"), 0) == 0)
    let outcome = try await scene.importKernel(wrapper: Self.asOrdinaryUser)
    chmod(scene.folder("linux/net"), 0o755)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("net: error: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("[unreadable-folder]"), "\(outcome.errors)")
    #expect(scene.holds(good))
  }

  @Test func aTreeWithoutKfuncsLeavesTheCatalogue() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try FileManager.default.removeItem(atPath: scene.kernel)
    let bare = try ImportScene()
    for path in bare.folder.listing() where path.hasSuffix(".c") { unlink(bare.folder(path)) }
    let outcome = try await scene.importKernel(bare.kernel)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("[no-kfuncs]"), "\(outcome.errors)")
    #expect(scene.holds(good))
  }

  @Test func farFewerKfuncsReplaceACatalogueOnlyByForce() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    let poorer = try ImportScene("bad-undefined-kfunc")
    let outcome = try await scene.importKernel(poorer.kernel)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("2 kfuncs would replace 8"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[loses-kfuncs]"), "\(outcome.errors)")
    #expect(scene.holds(good))
    #expect(try await scene.importKernel(poorer.kernel, "--force").status == 0)
    #expect(!scene.holds(good))
  }

  /// Without the file a catalogue holds as many kfuncs, and nothing of one kind of fact.
  @Test(arguments: [
    ("MAINTAINERS", "missing-maintainers", "MAINTAINERS sections"),
    ("kernel/bpf/btf.c", "missing-hook-table", "hooks"),
    ("include/linux/btf.h", "missing-file", "flags"),
    ("Documentation/bpf/kfuncs.rst", "missing-file", "policy sections"),
  ]) func aMissingFileLeavesACatalogueThatHasItsFacts(path: String, code: String, facts: String) async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try #require(unlink(scene.folder("linux/\(path)")) == 0)
    let outcome = try await scene.importKernel()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("\(facts)"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[loses-facts]"), "\(outcome.errors)")
    #expect(scene.holds(good))
  }

  /// A file size limit stands for a disk that is full, where no disk may be mounted: write(2) fails after a part.
  @Test func aDiskThatFillsUpLeavesTheCatalogueAndNothingElse() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try scene.edit("Makefile", "SUBLEVEL = 107", "SUBLEVEL = 108")
    let before = scene.folder.listing()
    let outcome = try await scene.importKernel(
      wrapper: ["bash", "-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "bash"])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("6.12.json: error: cannot write: File too large [cannot-write]"), "\(outcome.errors)")
    #expect(scene.holds(good))
    #expect(scene.folder.listing() == before)
  }

  private static let mayMount: Bool =
    (try? run("unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=16k", "none", "/mnt")) != nil

  @Test(.enabled(if: mayMount)) func aFullDiskLeavesTheCatalogueAndNothingElse() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try scene.edit("Makefile", "SUBLEVEL = 107", "SUBLEVEL = 108")
    // In a mount namespace of its own: 16 kB, of which the old catalogue takes half; then what is left of it is
    // copied out.
    let outcome = try await scene.importKernel(
      wrapper: [
        "unshare", "-m", "bash", "-c",
        """
        cd "$0" && cp -R Content saved && mount -t tmpfs -o size=16k none Content && cp -R saved/. Content &&
        head -c 3000 /dev/zero > Content/filler && "$@"; status=$?; cp -R Content after; exit $status
        """, scene.folder.path,
      ])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("6.12.json: error: cannot write: No space left on device [cannot-write]"),
      "\(outcome.errors)")
    #expect(scene.folder.bytes(of: "after/catalogue/6.12.json") == good)
    #expect(scene.folder.listing().filter { $0.hasSuffix(".partial") } == [])
  }

  @Test func aContentFolderThatCannotBeMadeIsSaid() async throws {
    let scene = try ImportScene()
    try scene.folder.write("a file", to: "Content")
    let outcome = try await scene.importKernel()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("[cannot-write]"), "\(outcome.errors)")
    #expect(scene.folder.bytes(of: "Content") == Array("a file".utf8))
  }

  /// A partial file of a process that is no more, as a killed run leaves it; the catalogue itself stays as it is.
  @Test func theNextRunRemovesWhatAKilledOneLeft() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    let before = scene.folder.listing()
    let process = try run("sh", "-c", "echo $$")
    try scene.folder.write(Array(good.prefix(100)), to: "Content/catalogue/.6.12.json.\(process).partial")
    let outcome = try await scene.importKernel()
    #expect(outcome.status == 0)
    #expect(scene.folder.listing() == before)
    #expect(scene.holds(good))
  }

  @Test func aRunKilledAtAnyMomentLeavesOneWholeCatalogue() async throws {
    let scene = try ImportScene()
    let old = try await scene.importGood()
    try scene.edit("Makefile", "SUBLEVEL = 107", "SUBLEVEL = 108")
    let other = try ImportScene()
    try other.edit("Makefile", "SUBLEVEL = 107", "SUBLEVEL = 108")
    let new = try await other.importGood()
    var kills = 0
    for step in 1...30 {
      try scene.folder.write(old, to: "Content/catalogue/6.12.json")
      let outcome = try await scene.importKernel(
        wrapper: ["bash", "-c", "\"$@\" & sleep \(Double(step) * 0.005); kill -KILL $!; wait $!", "bash"])
      if outcome.status == 137 { kills += 1 }
      #expect(scene.holds(old) || scene.holds(new), "after \(step * 5) ms")
      if outcome.status == 0 { break }
    }
    #expect(kills > 0)
    #expect(try await scene.importKernel().status == 0)
    let left = scene.folder.listing().filter { $0.hasPrefix("Content") }
    #expect(left == ["Content", "Content/catalogue", "Content/catalogue/6.12.json"])
    #expect(scene.holds(new))
  }
}
