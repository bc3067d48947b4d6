import Foundation
import TestFiles
import Testing

/// `kfuncdocs release-notes` as a user runs it, over the content of this project.
@Suite struct ReleaseNotesCommandTests {
  private static let content = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Content").path

  private func notes(_ arguments: String...) async throws -> KfuncdocsProgram.Outcome {
    try await KfuncdocsProgram.run(["release-notes", "--content", Self.content] + arguments)
  }

  @Test(arguments: [
    ("7.3..7.2", Int32(64), "reversed-range"), ("7.2..7.2", 64, "equal-releases"), ("7.2", 64, "no-range"),
    ("6.13..7.3", 2, "unknown-release"), ("7.2..6.20", 2, "unknown-release"),
  ])
  func badRangesHaveTheirStatus(_ range: String, _ status: Int32, _ code: String) async throws {
    let outcome = try await notes(range)
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("[\(code)]"))
  }

  @Test func failsForTheKindsThatWereAskedFor() async throws {
    let found = try await notes("7.2..7.3", "--fail-on", "removed,moved")
    #expect(found.status == 1)
    #expect(found.errors.contains("found: removed") && found.errors.contains("found: moved"))
    #expect(found.output.hasPrefix("# Kfuncs in Linux 7.3, compared with 7.2\n"))
    #expect(try await notes("6.1..6.12", "--fail-on", "breaking").status == 1)
    #expect(try await notes("7.2..7.3", "--fail-on", "fixed").status == 0)
    let unknown = try await notes("7.2..7.3", "--fail-on", "remved")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'removed'?"))
  }

  @Test func failsForWhatBreaksAProgram() async throws {
    let folder = try TemporaryFolder()
    try folder.write("scx_bpf_cpu_rq\nbpf_task_aquire\n", to: "ours.txt")
    try folder.write("bpf_task_acquire # fine\n", to: "fine.txt")
    try folder.write("bpf task\n", to: "bad.txt")
    let breaking = try await notes("7.2..7.3", "--affected", folder("ours.txt"))
    #expect(breaking.status == 1)
    #expect(breaking.errors.contains("changes that can break a program: scx_bpf_cpu_rq"))
    #expect(breaking.errors.contains("no kfunc named 'bpf_task_aquire'; did you mean 'bpf_task_acquire'?"))
    #expect(try await notes("7.2..7.3", "--affected", folder("fine.txt")).status == 0)
    let bad = try await notes("7.2..7.3", "--affected", folder("bad.txt"))
    #expect(bad.status == 2 && bad.errors.contains("bad.txt:1:1: error: one name of a kfunc on each line"))
    #expect(try await notes("7.2..7.3", "--affected", folder("missing.txt")).status == 2)
  }

  @Test func writesIntoAFolder() async throws {
    let folder = try TemporaryFolder()
    let output = folder("Output/release-notes")
    for (format, file) in [("markdown", "7.2..7.3.md"), ("html", "7.2..7.3.html"), ("json", "7.2..7.3.json")] {
      let written = try await notes("7.2..7.3", "--format", format, "--output", output)
      let shown = try await notes("7.2..7.3", "--format", format)
      #expect(written.status == 0 && written.output.isEmpty)
      let bytes = try #require(folder.bytes(of: "Output/release-notes/" + file))
      #expect(String(decoding: bytes, as: UTF8.self) == shown.output)
    }
  }

  @Test func needsContent() async throws {
    let outcome = try await KfuncdocsProgram.run(["release-notes", "7.2..7.3", "--content", "/nonexistent"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("no folder with content is here"))
  }
}
