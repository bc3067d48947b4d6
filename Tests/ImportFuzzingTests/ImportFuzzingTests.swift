import Foundation
import ImportFuzzing
import Testing

/// A short run of the fuzzer, the same each time; `make fuzz` goes on for longer and from real kernels.
@Suite struct ImportFuzzingTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "KernelImportTests/Fixtures").path

  @Test func mutatedFilesAreReadOrRefused() async throws {
    let corpus = try FuzzCorpus(fixtures: Self.fixtures)
    for number in 0..<40 { try await FuzzCase(number: number, seed: 7, corpus: corpus).run() }
  }

  /// Deep and long enough that a reader that recurses once for each repetition would exhaust its stack; what time
  /// they take is measured by `make fuzz`, not here.
  @Test(.serialized, arguments: HostileShape.all)
  func repeatedShapesAreReadInBoundedTimeAndDepth(shape: HostileShape) async throws {
    let corpus = try FuzzCorpus(fixtures: Self.fixtures)
    try await FuzzCase(shape: shape, count: 1_000, corpus: corpus).run()
  }
}
