import ContentEdits
import Diagnostics
import Foundation
import SiteBuild
import TestFiles
import Testing

/// Whatever others do to the folder meanwhile, the next build leaves the whole site there, or says why it does not.
@Suite struct DisturbedFolderTests {
  /// What someone does to the folders of a build that stays.
  enum Disturbance: CaseIterable {
    case siteRemoved, outputRemoved, otherSiteInItsPlace, fileRemoved, fileEditedInPlace, fileAdded, fileReplaced
    case secondFolderRemoved, fileOfSecondFolderRemoved, lockRemoved

    func strike(_ scene: RebuildScene) async throws {
      let files = FileManager.default
      let page = scene.site + "/kfuncs/bpf_fix_open/index.html"
      switch self {
      case .siteRemoved: try files.removeItem(atPath: scene.site)
      case .outputRemoved: try files.removeItem(atPath: scene.folder("out"))
      case .otherSiteInItsPlace:
        _ = try await scene.cold()
        try files.removeItem(atPath: scene.site)
        try files.moveItem(atPath: scene.folder("cold/site"), toPath: scene.site)
        try scene.folder.write("old", to: "out/site/old.html")
      case .fileRemoved: try files.removeItem(atPath: page)
      case .fileEditedInPlace:
        // Both folders have this file: it is one.
        let file = try #require(FileHandle(forUpdatingAtPath: page))
        try file.write(contentsOf: Data("touched".utf8))
        try file.close()
      case .fileAdded: try scene.folder.write("added", to: "out/site/data/kfuncs/added.json")
      case .fileReplaced:
        try files.removeItem(atPath: page)
        try scene.folder.write("replaced", to: "out/site/kfuncs/bpf_fix_open/index.html")
      case .secondFolderRemoved: try files.removeItem(atPath: scene.folder("out/.site.building"))
      case .fileOfSecondFolderRemoved:
        try files.removeItem(atPath: scene.folder("out/.site.building/kfuncs/bpf_fix_open/index.html"))
      case .lockRemoved: try files.removeItem(atPath: scene.folder("out/.site.lock"))
      }
    }
  }

  @Test(arguments: Disturbance.allCases)
  func theNextBuildsLeaveTheWholeSite(_ disturbance: Disturbance) async throws {
    let scene = try RebuildScene()
    try await scene.build()
    try await disturbance.strike(scene)
    // What was done to the one folder may come to light when its turn comes.
    for number in 0..<3 {
      try scene.folder.write("Edit \(number) on `bpf_fix_close`.\n", to: "Content/kfuncs/bpf_fix_open.md")
      try await scene.build()
      let cold = try #require(try await scene.cold().files)
      #expect(differences(try scene.files(), cold) == [], "after edit \(number)")
    }
    await scene.rebuilder.close()
    #expect(try scene.neighbours() == [])
  }

  @Test func aFolderOfSomeoneElseInItsPlaceIsLeftAlone() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    try FileManager.default.moveItem(atPath: scene.site, toPath: scene.folder("moved"))
    try scene.folder.write("precious", to: "out/site/letter.txt")
    try scene.folder.write("A note.\n", to: "Content/kfuncs/bpf_fix_open.md")
    do {
      try await scene.build()
      Issue.record("the folder was not made by a build")
    } catch let failure as BuildFailure {
      #expect(failure.diagnostic.code == "output-refused")
    }
    #expect(try scene.files() == ["letter.txt": Data("precious".utf8)])
    // Given back, it goes on.
    try FileManager.default.removeItem(atPath: scene.site)
    try FileManager.default.moveItem(atPath: scene.folder("moved"), toPath: scene.site)
    try await scene.build()
    #expect(differences(try scene.files(), try #require(try await scene.cold().files)) == [])
    await scene.rebuilder.close()
  }

  @Test func anotherBuildOfTheSameSiteIsRefusedMeanwhile() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    let other = SiteRebuilder(
      BuildOptions(content: scene.content.content, templates: scene.content.templates, output: scene.site))
    do {
      _ = try await other.build()
      Issue.record("two builds write one site")
    } catch let failure as BuildFailure {
      #expect(failure.diagnostic.code == "build-running")
    }
    await scene.rebuilder.close()
    _ = try await other.build()
    await other.close()
  }
}
