import ContentEdits
import Diagnostics
import Foundation
import SiteBuild
import TestFiles
import Testing

/// A broken edit is told at its place and leaves the site; mended, it goes on.
@Suite struct BrokenEditTests {
  private static let page = "Content/pages/home.md"

  @Test func anErrorKeepsTheLastGoodSite() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    let (before, places) = (try scene.files(), try scene.places())
    try scene.folder.write("Words about [[kfunc:bpf_fix_opem]].\n", to: Self.page)
    let broken = try await scene.build()
    #expect(broken.written == nil)
    #expect(broken.errors == 1)
    #expect(broken.news.map(\.code) == ["unknown-kfunc"])
    #expect(broken.news.first?.location?.file == scene.folder(Self.page))
    #expect(broken.news.first?.location?.line == 1)
    #expect(try scene.places() == places)
    // Told once.
    #expect(try await scene.build().news == [])
    try scene.folder.write("Words about [[kfunc:bpf_fix_open]].\n", to: Self.page)
    let mended = try await scene.build()
    #expect(mended.errors == 0)
    #expect(mended.isMended)
    #expect(mended.written?.edited == [scene.folder(Self.page)])
    let after = try scene.files()
    #expect(differences(after, try #require(try await scene.cold().files)) == [])
    #expect(differences(after, before).contains("index.html"))
    await scene.rebuilder.close()
  }

  @Test func aWarningKeepsTheSiteOfAStrictBuildAlone() async throws {
    for isStrict in [false, true] {
      let scene = try RebuildScene(isStrict: isStrict)
      try await scene.build()
      try scene.folder.write("stray", to: "Content/stray.txt")
      let outcome = try await scene.build()
      #expect(outcome.warnings == 1)
      #expect((outcome.written == nil) == isStrict)
      await scene.rebuilder.close()
    }
  }

  @Test func whereNoneWasGoodTheNewestIsWrittenAsByABuild() async throws {
    let scene = try RebuildScene()
    try scene.folder.write("Words about [[kfunc:bpf_fix_opem]].\n", to: Self.page)
    #expect(try await scene.build().written?.isWhole == true)
    try scene.folder.write("Other words about [[kfunc:bpf_fix_opem]].\n", to: Self.page)
    #expect(try await scene.build().written != nil)
    #expect(differences(try scene.files(), try #require(try await scene.cold().files)) == [])
    await scene.rebuilder.close()
  }

  @Test func contentThatIsGoneIsToldAndComesBack() async throws {
    let scene = try RebuildScene()
    try await scene.build()
    let before = try scene.files()
    try FileManager.default.moveItem(atPath: scene.content.content, toPath: scene.folder("Elsewhere"))
    do {
      try await scene.build()
      Issue.record("there is no content")
    } catch let failure as BuildFailure {
      #expect(failure.diagnostic.code == "no-content")
    }
    #expect(try scene.files() == before)
    try FileManager.default.moveItem(atPath: scene.folder("Elsewhere"), toPath: scene.content.content)
    #expect(try await scene.build().written?.files == 0)
    #expect(try scene.files() == before)
    await scene.rebuilder.close()
  }
}
