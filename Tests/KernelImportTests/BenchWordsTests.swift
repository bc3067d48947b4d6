import Foundation
import Testing

@testable import KernelImport

/// The benchmark compares with searches for the words that an import searches for.
@Suite struct BenchWordsTests {
  @Test func theBenchmarkSearchesForTheWordsOfAnImport() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scripts/bench/imports.py")
    let text = try String(contentsOf: script, encoding: .utf8)
    let list = try #require(text.firstMatch(of: /WORDS = \[([^\]]*)\]/)).output.1
    let words = list.matches(of: /"([^"]*)"|'([^']*)'/).map { String($0.output.1 ?? $0.output.2 ?? "") }
    #expect(words == KernelSelection.kernelWords + KernelSelection.programWords + [KernelSelection.inclusionWord])
  }
}
