import Foundation
import ImportFuzzing
import Testing

/// A short run over mutated BPF programs, the same each time; `make fuzz-programs` goes on for longer.
@Suite struct ProgramFuzzingTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "ProgramInspectionTests/Fixtures").path

  @Test func mutatedProgramsAreReadOrRefused() async throws {
    let corpus = try ProgramFuzzCase.Corpus(folders: [Self.fixtures])
    for number in 0..<150 { try await ProgramFuzzCase(number: number, seed: 7, corpus: corpus).run() }
  }
}
