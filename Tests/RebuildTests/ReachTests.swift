import Foundation
import SiteBuild
import TestFiles
import Testing

/// An edit writes the files whose bytes it changes, and leaves all others where they are on the disk.
@Suite struct ReachTests {
  /// Edits `path`; the files that were written, by their places on the disk, and how many there are.
  private func written(_ text: String, to path: String, _ scene: RebuildScene) async throws -> (Set<String>, Int) {
    let before = (files: try scene.files(), places: try scene.places())
    try scene.folder.write(text, to: path)
    let outcome = try await scene.build()
    let cold = try #require(try await scene.cold().files)
    let after = (files: try scene.files(), places: try scene.places())
    #expect(differences(after.files, cold) == [])
    let moved = Set(after.places.keys).filter { before.places[$0] != after.places[$0] }
    #expect(moved == differences(before.files, cold).filter { cold[$0] != nil })
    #expect(outcome.written?.files == moved.count)
    #expect(outcome.written?.edited == [scene.folder(path)])
    return (moved, after.files.count)
  }

  @Test func aNoteReachesItsPagesAndThoseItNames() async throws {
    let scene = try RebuildScene()
    let path = "Content/kfuncs/bpf_fix_open.md"
    try scene.folder.write("A note on `bpf_fix_close`.\n", to: path)
    try await scene.build()
    let own: Set<String> = ["kfuncs/bpf_fix_open/index.html", "data/kfuncs/bpf_fix_open.json"]
    let other: Set<String> = ["kfuncs/bpf_fix_close/index.html", "data/kfuncs/bpf_fix_close.json"]
    // The words around a name that stays.
    let (first, count) = try await written("Another note on `bpf_fix_close`.\n", to: path, scene)
    #expect(first == own.union(other))
    #expect(count > 60)
    // A name that goes.
    let (second, _) = try await written("A note on nothing else.\n", to: path, scene)
    #expect(second == own.union(other))
    // Nobody is named, before or now.
    let (third, _) = try await written("A note on nothing at all.\n", to: path, scene)
    #expect(third == own)
    // A clause that is named shows who names it.
    let (fourth, _) = try await written("A note on [[clause:fix-b]].\n", to: path, scene)
    #expect(fourth == own.union(["policies/fix/index.html"]))
    await scene.rebuilder.close()
  }

  @Test func aLeadReachesItsReleaseAndThoseItNames() async throws {
    let scene = try RebuildScene()
    let path = "Content/releases/9.1.md"
    try scene.folder.write("Nothing is named.\n", to: path)
    try await scene.build()
    let own: Set<String> = ["releases/9.1/index.html"]
    let named: Set<String> = ["kfuncs/bpf_fix_open/index.html", "data/kfuncs/bpf_fix_open.json"]
    let (first, _) = try await written("Here `bpf_fix_open` is named.\n", to: path, scene)
    #expect(first == own.union(named))
    // A lead that comes, and one that goes, are another site: what differs is written.
    let second = try await written("Here `bpf_fix_open` is named.\n", to: "Content/releases/9.2.md", scene).0
    #expect(second.isSuperset(of: named.union(["releases/9.2/index.html"])))
    #expect(second.isDisjoint(with: own))
    await scene.rebuilder.close()
  }

  @Test func wordsOfAPolicyLeaveThePagesOfKfuncsAlone() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    let path = "Content/policies/fix.md"
    let text = String(decoding: try #require(scene.folder.bytes(of: path)), as: UTF8.self)
    let (files, _) = try await written(text + "\nMore words.\n", to: path, scene)
    #expect(files.isSubset(of: ["policies/fix/index.html", "data/policies/fix.json"]))
    #expect(files.contains("policies/fix/index.html"))
    await scene.rebuilder.close()
  }

  @Test func aCatalogueMayReachAllAndWritesWhatDiffers() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    let path = "Content/catalogue/9.2.json"
    let text = String(decoding: try #require(scene.folder.bytes(of: path)), as: UTF8.self)
    // One kfunc has another name: pages come and go.
    let (files, count) = try await written(text.replacing("bpf_fix_open", with: "bpf_fix_opens"), to: path, scene)
    #expect(files.contains("kfuncs/bpf_fix_opens/index.html"))
    #expect(files.count < count)
    try scene.folder.write(text, to: path)
    try await scene.build()
    #expect(differences(try scene.files(), try #require(try await scene.cold().files)) == [])
    #expect(!FileManager.default.fileExists(atPath: scene.site + "/kfuncs/bpf_fix_opens"))
    await scene.rebuilder.close()
  }

  @Test func nothingNewWritesNothing() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    let places = try scene.places()
    let outcome = try await scene.build()
    #expect(outcome.written?.files == 0)
    #expect(outcome.written?.isWhole == false)
    #expect(try scene.places() == places)
    await scene.rebuilder.close()
  }
}
