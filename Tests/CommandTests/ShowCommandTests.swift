import Foundation
import TestFiles
import Testing

/// `kfuncdocs show` as a user runs it, over the golden content of two invented kfuncs.
@Suite struct ShowCommandTests {
  private static let content =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("SiteBuildTests/Golden/Content").path

  private func show(_ arguments: String..., wrapper: [String] = []) async throws -> KfuncdocsProgram.Outcome {
    try await KfuncdocsProgram.run(["show", "--content", Self.content] + arguments, wrapper: wrapper)
  }

  @Test func printsEntryAndStabilityOnStandardOutput() async throws {
    let outcome = try await show("bpf_fix_open()")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for heading in ["Prototype", "Flags", "Program types", "Stability", "Release by release", "Changes", "Plans"] {
      #expect(outcome.output.contains("\n\(heading)\n"), "\(heading)")
    }
    // Not a terminal: no colour, and lines of 80 columns but for words that are longer.
    #expect(!outcome.output.contains("\u{1b}"))
    for line in outcome.output.split(separator: "\n") where line.count > 80 && !line.hasPrefix("    ") {
      #expect(line.drop { $0 == " " }.split(separator: " ").count == 1, "\(line)")
    }
  }

  @Test func notesReadTheSameHoweverTheirLinesEnd() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Self.content, toPath: folder("content"))
    let note = "First words\ngo on.\n\n- one\n- two\n\n```c\ncall();\n\nafter();\n```\n"
    var outputs: [String] = []
    for text in [note, note.replacing("\n", with: "\r\n")] {
      try folder.write(text, to: "content/kfuncs/bpf_fix_close.md")
      let outcome = try await KfuncdocsProgram.run(["show", "--content", folder("content"), "bpf_fix_close"])
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      outputs.append(outcome.output)
    }
    #expect(outputs[0] == outputs[1])
    let shown = "  First words go on.\n\n  - one\n  - two\n\n  ```c\n  call();\n\n  after();\n  ```\n"
    #expect(outputs[0].contains(shown))
  }

  @Test func aWrongNameIsAnsweredWithNearOnes() async throws {
    let outcome = try await show("bpf_fix_opne")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors == "kfuncdocs: no kfunc named 'bpf_fix_opne'; did you mean 'bpf_fix_open'?\n")
    let part = try await show("fix_")
    #expect(part.status == 1)
    #expect(part.errors.contains("'bpf_fix_close'") && part.errors.contains("'bpf_fix_open'"))
    let hostile = try await show("\u{1b}[2Jx")
    #expect(hostile.status == 1 && !hostile.errors.contains("\u{1b}"))
  }

  /// The same bytes as the file of the site.
  @Test func jsonIsTheFileOfTheSite() async throws {
    let folder = try TemporaryFolder()
    let built = try await KfuncdocsProgram.run([
      "build", "--content", Self.content, "--templates", folder("none"), "--output", folder("site"), "--quiet",
    ])
    #expect(built.status == 0)
    let outcome = try await show("bpf_fix_open", "--json")
    #expect(outcome.status == 0)
    #expect(Array(outcome.output.utf8) == folder.bytes(of: "site/data/kfuncs/bpf_fix_open.json"))
  }

  @Test func saysWhenItCouldNotRun() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await KfuncdocsProgram.run(["show", "x", "--content", folder("none")])
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(try await show().status == 64)
  }

  /// `script` of util-linux runs the program with `words` on a terminal of its own.
  private func onTerminal(_ variables: String, _ words: String) async throws -> String {
    let line = "stty cols 50; \(variables) '\(KfuncdocsProgram.path)' \(words)"
    // The shell takes the program's path that follows as its own name.
    let wrapper = ["env", "LINE=\(line)", "sh", "-c", "script -qec \"$LINE\" /dev/null"]
    return try await KfuncdocsProgram.run([], wrapper: wrapper).output
  }

  private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  /// Of every command: what is wrong is told in one way.
  @Test(
    .enabled(if: hasScript), arguments: ["build --output /dev/null/x", "check", "show x", "release-notes 1.1..1.2"])
  func faultsAreColouredOnATerminalAlone(_ command: String) async throws {
    let words = "\(command) --content /nonexistent"
    #expect(try await onTerminal("env -u NO_COLOR", words).contains("\u{1b}[1;31merror\u{1b}[0m"))
    let plain = try await onTerminal("NO_COLOR=1", words)
    #expect(plain.contains("error") && !plain.contains("\u{1b}"), "\(plain)")
  }

  /// NO_COLOR takes the colours away on a terminal too.
  @Test(.enabled(if: hasScript)) func coloursOnATerminalAlone() async throws {
    let line = "show --content '\(Self.content)' bpf_fix_open"
    let styled = try await onTerminal("env -u NO_COLOR", line)
    let plain = try await onTerminal("NO_COLOR=1", line)
    #expect(styled.contains("\u{1b}[1;36mbpf_fix_open\u{1b}[0m"))
    #expect(plain.contains("bpf_fix_open") && !plain.contains("\u{1b}"))
    for text in [styled, plain] {
      let widths = text.replacing(/\u{1b}\[[0-9;]*m/, with: "").split(whereSeparator: \.isNewline).map(\.count)
      #expect(widths.contains { $0 > 40 } && widths.filter { $0 > 50 }.count < 12)
    }
  }
}
