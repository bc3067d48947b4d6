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

  /// `script` of util-linux runs it on a terminal of its own; NO_COLOR takes the colours away there too.
  @Test func coloursOnATerminalAlone() async throws {
    let line = "'\(KfuncdocsProgram.path)' show --content '\(Self.content)' bpf_fix_open"
    func run(_ variables: String) async throws -> String {
      // The shell takes the program's path that follows as its own name.
      let words = ["env", "LINE=stty cols 50; \(variables) \(line)", "sh", "-c", "script -qec \"$LINE\" /dev/null"]
      return try await KfuncdocsProgram.run([], wrapper: words).output
    }
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else { return }
    let styled = try await run("env -u NO_COLOR")
    let plain = try await run("NO_COLOR=1")
    #expect(styled.contains("\u{1b}[1;36mbpf_fix_open\u{1b}[0m"))
    #expect(plain.contains("bpf_fix_open") && !plain.contains("\u{1b}"))
    for text in [styled, plain] {
      let widths = text.replacing(/\u{1b}\[[0-9;]*m/, with: "").split(whereSeparator: \.isNewline).map(\.count)
      #expect(widths.contains { $0 > 40 } && widths.filter { $0 > 50 }.count < 12)
    }
  }
}
