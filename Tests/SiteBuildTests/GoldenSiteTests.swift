import Foundation
import SiteBuild
import Testing

/// A site of two invented kfuncs in two releases, small enough to be read whole. What stands in `Golden/site` was read
/// before it was committed; a change of it is to be read again.
@Suite struct GoldenSiteTests {
  @Test func siteIsTheOneThatWasRead() async throws {
    let folder = try TemporaryFolder()
    let options = BuildOptions(
      content: ProjectFolder.golden + "/Content", templates: folder.path + "/none", output: folder.path + "/site")
    let report = try await SitePipeline(options).run()
    #expect(report.diagnostics.isEmpty)
    let built = try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix(".html") }
    let golden = ProjectFolder.golden + "/site"
    guard FileManager.default.fileExists(atPath: golden) else {
      for (path, data) in built {
        let target = URL(fileURLWithPath: golden + "/" + path)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: target)
      }
      // A new golden site fails once, so that someone reads it.
      Issue.record("wrote a new golden site; read it, then commit it")
      return
    }
    let expected = try TemporaryFolder.files(golden)
    #expect(built.keys.sorted() == expected.keys.sorted())
    for (path, data) in expected {
      #expect(
        built[path].map { String(decoding: $0, as: UTF8.self) } == String(decoding: data, as: UTF8.self), "\(path)")
    }
  }
}
