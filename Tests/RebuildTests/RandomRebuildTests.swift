import ContentEdits
import Diagnostics
import Foundation
import SeededNumbers
import SiteBuild
import TestFiles
import Testing

/// After any sequence of edits the folder holds what a build from nothing writes, or, where an edit is broken, what it held.
///
/// `KFUNCDOCS_EDIT_STEPS` asks for longer sequences than the tests have time for.
@Suite struct RandomRebuildTests {
  private static let steps = ProcessInfo.processInfo.environment["KFUNCDOCS_EDIT_STEPS"].flatMap { Int($0) } ?? 10

  @Test(arguments: [(11, false), (14, true), (13, false)])
  func aFolderThatFollowedEditsIsTheFolderOfAColdBuild(_ seed: UInt64, _ isStrict: Bool) async throws {
    var scene = try RebuildScene(seed: seed, isStrict: isStrict, isOffline: seed == 13)
    var done: [String] = []
    var expected: [String: Data]?
    var isGood = false
    var isKept = false
    var updates = 0
    for _ in 0..<Self.steps {
      // A broken edit is mended now and then: else nearly all of a sequence would be faults on faults.
      if isKept, scene.content.number(in: 0..<3) > 0 {
        try scene.content.restore()
        done.append("restored all")
      }
      // Several edits may come before one build, and some builds find nothing new.
      for _ in 0..<scene.content.number(in: 0..<3) { done.append(try scene.content.edit()) }
      let outcome = try await scene.build()
      isKept = outcome.written == nil
      let cold = try await scene.cold()
      let isFaulty = cold.diagnostics.contains { $0.severity >= (isStrict ? .warning : .error) }
      if !isFaulty || !isGood && !isStrict { expected = cold.files ?? expected }
      isGood = isGood || !isFaulty
      if let written = outcome.written, !written.isWhole, written.files > 0 { updates += 1 }
      try #require(outcome.errors == Set(cold.diagnostics).count { $0.severity == .error }, "\(done.suffix(8))")
      guard let expected else {
        try #require(!FileManager.default.fileExists(atPath: scene.site), "\(done.suffix(8))")
        continue
      }
      let differing = differences(try scene.files(), expected)
      try #require(differing == [], "after \(done.suffix(8))")
    }
    #expect(updates > 0, "some edit must be followed by less than a whole site")
    await scene.rebuilder.close()
    #expect(try scene.neighbours() == [])
  }

  /// Files whose words may change while all else stays, with what stands before them.
  private static let texts = [
    ("Content/kfuncs/bpf_fix_open.md", ""), ("Content/kfuncs/bpf_fix_close.md", ""), ("Content/pages/home.md", ""),
    ("Content/pages/about.md", "---\ntitle: About\n---\n\n"), ("Content/releases/9.2.md", ""),
  ]
  private static let words = [
    "`bpf_fix_open`", "bpf_fix_close", "bpf_fix_closed_once", "[[clause:fix-b]]", "[[thread:fix#1]]", "[[thread:fix]]",
    "[[release:9.2|this]]", "[[kfunc:bpf_fix_open|one]]", "words", "*more*", "[here](/policies/)", "\n\n", "\n\n- ",
    "\n\n> ",
  ]

  @Test(arguments: [21, 22]) func wordsReachWhoShowsThemAndFewOthers(_ seed: UInt64) async throws {
    let scene = try RebuildScene(seed: seed)
    var numbers = SeededNumbers(seed: seed)
    let policy = String(decoding: try #require(scene.folder.bytes(of: "Content/policies/fix.md")), as: UTF8.self)
    func edit(_ number: Int) throws -> String {
      let words = (0..<numbers.below(8)).map { _ in Self.words[numbers.below(Self.words.count)] }.joined(separator: " ")
      // Something stands there in every case, so that no note comes or goes.
      let text = "Edit \(number): " + words + "\n"
      let (path, head) =
        numbers.oneIn(6) ? ("Content/policies/fix.md", policy) : Self.texts[numbers.below(Self.texts.count)]
      try scene.folder.write(head + text, to: path)
      return path
    }
    for (path, head) in Self.texts { try scene.folder.write(head + "First words.\n", to: path) }
    try await scene.build()
    for number in 0..<Self.steps {
      let path = try edit(number)
      let before = try scene.files()
      let written = try #require(try await scene.build().written, "\(path)")
      let cold = try #require(try await scene.cold().files)
      try #require(differences(try scene.files(), cold) == [], "edit \(number) of \(path)")
      #expect(written.edited == [scene.folder(path)])
      #expect(written.files == differences(before, cold).count)
      #expect(written.made < 16 && written.made >= written.files, "\(path): \(written.made)")
    }
    await scene.rebuilder.close()
  }
}
