import Foundation
import SiteBuild
import Testing

/// A site of two invented kfuncs in two releases, with a policy, a thread, a proposal, notes and a user, small enough to
/// be read whole: of each page that is listed here its `main`, so that what stands around it may change.
///
/// What lies in `Golden/site` was read line by line against `Golden/Content` before it was committed. `make golden`
/// writes it anew; the diff is to be read in the same way.
@Suite struct GoldenSiteTests {
  /// One page of each kind, and of entries and stability pages one for each life: changed, added, never merged.
  private static let pages = [
    "404.html", "about/coverage/index.html", "flags/KF_ACQUIRE/index.html", "id-sets/fix_ids/index.html", "index.html",
    "kfuncs/bpf_fix_close/index.html", "kfuncs/bpf_fix_close/stability/index.html", "kfuncs/bpf_fix_open/index.html",
    "kfuncs/bpf_fix_open/stability/index.html", "kfuncs/bpf_is_fixed/index.html",
    "kfuncs/bpf_is_fixed/stability/index.html", "kfuncs/index.html", "policies/index.html", "policies/rules/index.html",
    "program-types/BPF_PROG_TYPE_TRACING/index.html", "proposed/index.html", "releases/9.2/index.html",
    "releases/index.html", "removed/index.html",
    "subsystems/fix-filesystem/index.html", "subsystems/index.html", "threads/fixed-paths/index.html",
    "threads/index.html", "users/index.html",
  ]

  private static let golden = ProjectFolder.golden + "/site/"
  private static let isRecording = ProcessInfo.processInfo.environment["KFUNCDOCS_RECORD_GOLDEN"] != nil

  private static let built = Task {
    let folder = try TemporaryFolder()
    let options = BuildOptions(
      content: ProjectFolder.golden + "/Content", templates: folder.path + "/none", output: folder.path + "/site")
    let report = try await SitePipeline(options).run()
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics)")
    return try TemporaryFolder.files(folder.path + "/site")
  }

  @Test(arguments: pages) func pageIsTheOneThatWasRead(_ page: String) async throws {
    let html = String(decoding: try #require(try await Self.built.value[page]), as: UTF8.self)
    let start = try #require(html.range(of: "<main"))
    let end = try #require(html.range(of: "</main>\n", range: start.lowerBound..<html.endIndex))
    let main = String(html[start.lowerBound..<end.upperBound])
    let file = URL(fileURLWithPath: Self.golden + page)
    if Self.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(main.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    guard main != expected else { return }
    let lines = (main.components(separatedBy: "\n"), expected.components(separatedBy: "\n"))
    let index = zip(lines.0, lines.1).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines.0.count, lines.1.count)
    let shown = (
      index < lines.0.count ? lines.0[index] : "no line", index < lines.1.count ? lines.1[index] : "no line"
    )
    Issue.record("\(page), line \(index + 1) was read as\n\(shown.1)\nand is\n\(shown.0)\n(make golden writes it anew)")
  }

  @Test(.enabled(if: !isRecording)) func nothingIsRecordedThatNoTestCompares() throws {
    #expect(try TemporaryFolder.files(Self.golden).keys.sorted() == Self.pages)
  }
}
