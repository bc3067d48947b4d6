import Diagnostics
import Foundation
import Testing

@testable import SiteBuild

/// What a build may replace, and what becomes of the old site when it cannot.
@Suite struct OutputSafetyTests {
  private func options(_ folder: TemporaryFolder, output: String) -> BuildOptions {
    BuildOptions(
      content: ProjectFolder.golden + "/Content", templates: folder.path + "/none", output: output)
  }

  private func refusal(_ folder: TemporaryFolder, _ output: String) async -> String? {
    do {
      _ = try await SitePipeline(options(folder, output: output)).run()
      return nil
    } catch let failure as BuildFailure {
      return failure.diagnostic.code.rawValue
    } catch {
      return "\(error)"
    }
  }

  @Test func foreignFolderIsRefusedAndNothingInItIsTouched() async throws {
    let folder = try TemporaryFolder()
    try folder.write("precious", to: "mine/letter.txt")
    #expect(await refusal(folder, folder.path + "/mine") == "output-refused")
    #expect(try TemporaryFolder.files(folder.path) == ["mine/letter.txt": Data("precious".utf8)])
  }

  @Test func siteWhoseMarkerWasRemovedIsForeign() async throws {
    let folder = try TemporaryFolder()
    let output = folder.path + "/site"
    #expect(await refusal(folder, output) == nil)
    #expect(await refusal(folder, output) == nil, "a site of ours is replaced")
    try FileManager.default.removeItem(atPath: output + "/.kfuncdocs-site")
    #expect(await refusal(folder, output) == "output-refused")
    #expect(FileManager.default.fileExists(atPath: output + "/index.html"))
  }

  @Test(arguments: ["/", ".", "..", "./", "Tests/..", ""]) func placesThatHoldOthersAreRefused(_ path: String)
    async throws
  {
    #expect(await refusal(try TemporaryFolder(), path) == "output-refused")
  }

  @Test func homeAndParentsOfTheContentAreRefused() async throws {
    let folder = try TemporaryFolder()
    #expect(await refusal(folder, NSHomeDirectory()) == "output-refused")
    #expect(await refusal(folder, ProjectFolder.golden) == "output-refused")
    #expect(await refusal(folder, ProjectFolder.golden + "/Content") == "output-refused")
    #expect(await refusal(folder, ProjectFolder.golden + "/Content/pages") == "output-refused")
    #expect(await refusal(folder, ProjectFolder.golden + "/Content/site") == "output-refused")
  }

  @Test func symbolicLinkAndFileAreRefused() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "file")
    try FileManager.default.createDirectory(atPath: folder.path + "/elsewhere", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: folder.path + "/elsewhere")
    #expect(await refusal(folder, folder.path + "/link") == "output-refused")
    #expect(await refusal(folder, folder.path + "/file") == "output-refused")
    #expect(try TemporaryFolder.files(folder.path + "/elsewhere").isEmpty)
  }

  @Test func oldSiteStaysWhenTheNewOneCannotBeWritten() async throws {
    let folder = try TemporaryFolder()
    let output = folder.path + "/site"
    #expect(await refusal(folder, output) == nil)
    let before = try TemporaryFolder.files(output)
    // Something of someone else's stands where the next site is put together.
    try folder.write("precious", to: ".site.building/letter.txt")
    #expect(await refusal(folder, output) == "output-refused")
    #expect(try TemporaryFolder.files(output) == before)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/.site.building/letter.txt"))
  }

  @Test func leftoversOfAKilledBuildGo() async throws {
    let folder = try TemporaryFolder()
    try folder.write(OutputTarget.markerText, to: ".site.building/.kfuncdocs-site")
    try folder.write("half", to: ".site.building/kfuncs/index.html")
    #expect(await refusal(folder, folder.path + "/site") == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["site"])
  }

  @Test func siteThatWasOnItsWayIsPutBack() async throws {
    // Killed between the two renames of a file system that cannot exchange, and the next build fails as well.
    let folder = try TemporaryFolder()
    try folder.write(OutputTarget.markerText, to: ".site.previous/.kfuncdocs-site")
    try folder.write("old", to: ".site.previous/index.html")
    try folder.write("precious", to: ".site.building/letter.txt")
    #expect(await refusal(folder, folder.path + "/site") == "output-refused")
    #expect(try String(contentsOfFile: folder.path + "/site/index.html", encoding: .utf8) == "old")
  }

  @Test func secondBuildSaysWhoIsWriting() async throws {
    let folder = try TemporaryFolder()
    let target = try OutputTarget(folder.path + "/site", sources: [])
    let lock = try BuildLock(target)
    do {
      _ = try await SitePipeline(options(folder, output: folder.path + "/site")).run()
      Issue.record("the second build went on")
    } catch let failure as BuildFailure {
      #expect(failure.diagnostic.code == "build-running")
      #expect(failure.diagnostic.message.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
    }
    _ = consume lock
  }
}
