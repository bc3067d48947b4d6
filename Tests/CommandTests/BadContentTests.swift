import Foundation
import TestFiles
import Testing

/// Bad content through the real program: everything that is wrong is told at its place, nothing crashes, and what is right
/// is built, unless the build is strict.
@Suite struct BadContentTests {
  /// The program's word on one folder of bad content, and the site that came of it; run once for all tests.
  fileprivate struct Run: Sendable {
    let folder: TemporaryFolder
    let outcome: KfuncdocsProgram.Outcome
    let strict: KfuncdocsProgram.Outcome
    let siteAfterStrict: [String]
    let check: KfuncdocsProgram.Outcome

    /// The lines of standard error that begin a diagnostic, the content folder's path removed.
    func heads(_ text: String) -> [String] {
      text.components(separatedBy: "\n").map { $0.replacingOccurrences(of: folder("Content") + "/", with: "") }
    }
  }

  private static let run = Task {
    let content = try BadContent()
    let folder = content.folder
    func kfuncdocs(_ arguments: String...) async throws -> KfuncdocsProgram.Outcome {
      try await KfuncdocsProgram.run(
        arguments + ["--content", folder("Content")], wrapper: BadContent.asOrdinaryUser)
    }
    try folder.write("The mark of a build.\n", to: "old/.kfuncdocs-site")
    try folder.write("The old site.\n", to: "old/index.html")
    let strict = try await kfuncdocs("build", "--strict", "--output", folder("old"))
    let after = folder.listing().filter { $0.hasPrefix("old") || $0.hasPrefix(".old") }
    return Run(
      folder: folder, outcome: try await kfuncdocs("build", "--output", folder("site")), strict: strict,
      siteAfterStrict: after, check: try await kfuncdocs("check"))
  }

  @Test(arguments: BadContent.faults) func isToldAtItsPlace(_ fault: BadContent.Fault) async throws {
    let run = try await Self.run.value
    for text in [run.outcome.errors, run.check.output] {
      let heads = run.heads(text).filter {
        $0.hasPrefix(fault.place + ":") && $0.contains(": \(fault.severity): ") && $0.hasSuffix("[\(fault.code)]")
      }
      let near = run.heads(text).filter { $0.hasPrefix(fault.place.prefix { $0 != ":" }) }
      #expect(heads.count == 1, "\(near.joined(separator: "\n"))")
    }
  }

  @Test func nothingElseIsWrong() async throws {
    let run = try await Self.run.value
    // The note of an unknown kfunc, the folder without text, what an event lacks: every one at a place known to be bad.
    let bad = Set(BadContent.faults.map { $0.place.prefix { $0 != ":" } })
    for head in run.heads(run.outcome.errors) where head.contains(": error: ") || head.contains(": warning: ") {
      #expect(bad.contains(head.prefix { $0 != ":" }), "\(head)")
    }
  }

  @Test func buildSaysThatErrorsWereFoundAndBuildsTheRest() async throws {
    let run = try await Self.run.value
    #expect(run.outcome.status == 1)
    func page(_ path: String) -> String {
      String(decoding: run.folder.bytes(of: "site/\(path)/index.html") ?? [], as: UTF8.self)
    }
    #expect(page("fine").contains("A page in order"))
    #expect(page("twin").contains("A twin in order"))
    #expect(page("kfuncs/bpf_good").contains("The end of the note."))
    #expect(page("kfuncs").contains("bpf_good") && !page("kfuncs").contains("Mine"))
    #expect(
      run.heads(run.outcome.errors).contains {
        $0.hasPrefix("kfuncs/bpf_Twice.md: error: 'bpf_Twice' would share the address of 'bpf_twice'")
      })
    #expect(page("kfuncs/bpf_twice").contains("bpf_twice"))
    #expect(run.folder.bytes(of: "site/kfuncs/bpf_Twice/index.html") == nil)
    #expect(page("bytes").contains("Text \u{fffd}."))
    for name in [
      "unclosed", "bomb", "deep-quotes", "deep-lists", "deep-brackets", "deep-flow", "deep-mappings",
    ] { #expect(page(name).contains("The text of it."), "\(name) is shown all the same") }
    for path in run.folder.listing() where path.hasPrefix("site/") && path.hasSuffix(".html") {
      let text = String(decoding: run.folder.bytes(of: path) ?? [], as: UTF8.self)
      #expect(!text.contains("What must not be read"), "\(path)")
      #expect(!text.contains("A secret."), "\(path)")
    }
  }

  @Test func strictBuildLeavesTheOldSiteWhole() async throws {
    let run = try await Self.run.value
    #expect(run.strict.status == 1)
    #expect(run.siteAfterStrict == ["old", "old/.kfuncdocs-site", "old/index.html"])
    #expect(run.folder.bytes(of: "old/index.html") == Array("The old site.\n".utf8))
    // The same is said, whether or not the site is built: the fields that a strict build looks at are no others.
    #expect(run.strict.errors == run.outcome.errors.replacingOccurrences(of: run.summary, with: ""))
  }

  @Test(arguments: ["warning", "error"]) func strictBuildFailsOnAnyFinding(_ severity: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("releases:\n  - release: \"9.1\"\n", to: "Content/releases.yml")
    let text = severity == "warning" ? "<b>raw</b>\n" : "[[clause:none]]\n"
    try folder.write(text, to: "Content/pages/one.md")
    let arguments = ["build", "--content", folder("Content"), "--output", folder("site")]
    let strict = try await KfuncdocsProgram.run(arguments + ["--strict"])
    #expect(strict.status == 1)
    #expect(strict.errors.contains("pages/one.md:1:1: \(severity): "), "\(strict.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder("site")))
    #expect(try await KfuncdocsProgram.run(arguments).status == (severity == "warning" ? 0 : 1))
    #expect(FileManager.default.fileExists(atPath: folder("site/one/index.html")))
  }
}

extension BadContentTests.Run {
  /// The line that tells how large the site is.
  fileprivate var summary: String {
    outcome.errors.components(separatedBy: "\n").last { $0.contains(" files, ") }.map { $0 + "\n" } ?? ""
  }
}
