import ContentFuzzing
import Foundation
import TestFiles
import Testing

/// A short run of the fuzzer over what people write and what mail brings, the same each time; `make fuzz` goes on for longer.
@Suite struct ContentFuzzingTests {
  private static let content = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "SiteBuildTests/Golden/Content").path

  @Test(arguments: [
    (ContentTarget.frontMatter, 60), (.markdown, 60), (.mentions, 60), (.mbox, 60), (.catalogue, 40),
  ])
  func mutatedContentIsReadOrRefused(_ target: ContentTarget, _ count: Int) throws {
    let corpus = try ContentFuzzCorpus(folders: [Self.content])
    let scratch = try TemporaryFolder()
    for number in 0..<count {
      let fuzz = ContentFuzzCase(target, number: number, seed: 7, corpus: corpus)
      do { try fuzz.run(scratch: scratch.path) } catch { Issue.record("case \(number): \(error)") }
    }
  }

  /// Otherwise nothing would be tried: the same number gives the same input, another number another one.
  @Test(arguments: ContentTarget.allCases) func casesAreThoseOfTheirNumber(_ target: ContentTarget) throws {
    let corpus = try ContentFuzzCorpus(folders: [Self.content])
    func bytes(_ number: Int) -> [[UInt8]] {
      ContentFuzzCase(target, number: number, seed: 7, corpus: corpus).files.map(\.bytes)
    }
    #expect(bytes(3) == bytes(3))
    #expect(Set((0..<20).map(bytes)).count > 15)
  }
}
