import ContentEdits
import Diagnostics
import Foundation
import SiteBuild
import TestFiles
import Testing

/// After any sequence of edits a build that remembers gives what a build from nothing gives.
///
/// `KFUNCDOCS_EDIT_STEPS` asks for longer sequences than the tests have time for.
@Suite struct RandomEditTests {
  private static let steps = ProcessInfo.processInfo.environment["KFUNCDOCS_EDIT_STEPS"].flatMap { Int($0) } ?? 15

  @Test(arguments: [1, 2, 3])
  func aSiteThatWasEditedIsTheSiteBuiltFromNothing(_ seed: UInt64) throws {
    var content = try EditedContent(seed: seed)
    let pipeline = SitePipeline(
      BuildOptions(content: content.content, templates: content.templates, baseURL: "http://localhost:8000"))
    var memory = BuildMemory()
    var done: [String] = []
    var good = 0
    for _ in 0..<Self.steps {
      // Several edits may come before one build, and some builds find nothing new.
      for _ in 0..<content.number(in: 0..<4) { done.append(try content.edit()) }
      let kept = try pipeline.prepare(&memory)
      let fresh = try pipeline.prepare()
      try #require(Set(kept.diagnostics) == Set(fresh.diagnostics), "\(done.suffix(8))")
      try #require((kept.site == nil) == (fresh.site == nil), "\(done.suffix(8))")
      guard let site = kept.site, let expected = fresh.site else { continue }
      try #require(site.paths == expected.paths, "\(done.suffix(8))")
      for path in expected.paths {
        try #require(site.bytes(at: path) == expected.bytes(at: path), "\(path) after \(done.suffix(8))")
      }
      good += 1
    }
    #expect(good > Self.steps / 5, "there must be sites to compare")
  }

  @Test func theFirstTextsAreGood() throws {
    let content = try EditedContent(seed: 7)
    let options = BuildOptions(content: content.content, templates: content.templates)
    let preparation = try SitePipeline(options).prepare()
    #expect(preparation.diagnostics.filter { $0.severity > .note } == [])
    #expect((preparation.site?.paths.count ?? 0) > 20)
  }

  @Test func oneChangedFileIsAllThatIsReadAgain() async throws {
    let content = try EditedContent(seed: 7)
    let pipeline = SitePipeline(BuildOptions(content: content.content, templates: content.templates))
    var memory = BuildMemory()
    _ = try pipeline.prepare(&memory)
    // Files as young as this are read twice, since a change could still hide behind their times.
    try await Task.sleep(for: .milliseconds(120))
    _ = try pipeline.prepare(&memory)
    var expected = memory.work
    _ = try pipeline.prepare(&memory)
    #expect(memory.work == expected)
    try content.folder.write("# Home\n\nNew words on `bpf_fix_open`.\n", to: "Content/pages/home.md")
    let changed = try #require(try pipeline.prepare(&memory).site)
    #expect(String(decoding: try #require(changed.bytes(at: "index.html")), as: UTF8.self).contains("New words"))
    expected.filesRead += 1
    expected.parsed += 1
    expected.documentsSearched += 1
    // The page has a title now.
    expected.plans += 1
    #expect(memory.work == expected)
    try await Task.sleep(for: .milliseconds(120))
    _ = try pipeline.prepare(&memory)
    expected = memory.work
    try content.folder.write("# Home\n\nOther words on `bpf_fix_open`.\n", to: "Content/pages/home.md")
    _ = try pipeline.prepare(&memory)
    expected.filesRead += 1
    expected.parsed += 1
    expected.documentsSearched += 1
    #expect(memory.work == expected)
  }

  @Test func otherWordsInAPolicyLeaveThePlanAsItIs() async throws {
    let content = try EditedContent(seed: 7)
    let pipeline = SitePipeline(BuildOptions(content: content.content, templates: content.templates))
    var memory = BuildMemory()
    _ = try pipeline.prepare(&memory)
    try await Task.sleep(for: .milliseconds(120))
    _ = try pipeline.prepare(&memory)
    var expected = memory.work
    let path = "Content/policies/fix.md"
    let words = String(decoding: try #require(content.folder.bytes(of: path)), as: UTF8.self)
    try content.folder.write(words + "\nMore of them.\n", to: path)
    let changed = try #require(try pipeline.prepare(&memory).site)
    let page = try #require(changed.bytes(at: "policies/fix/index.html"))
    #expect(String(decoding: page, as: UTF8.self).contains("More of them."))
    expected.filesRead += 1
    expected.parsed += 1
    expected.documentsSearched += 1
    #expect(memory.work == expected)
    // Another heading: links may lead to it.
    try content.folder.write(words + "\n## More\n", to: path)
    _ = try pipeline.prepare(&memory)
    #expect(memory.work.plans == expected.plans + 1)
  }
}
