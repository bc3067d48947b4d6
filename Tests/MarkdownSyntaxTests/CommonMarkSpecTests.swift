import Foundation
import HTMLText
import MarkdownHTML
import MarkdownSyntax
import Testing

/// The examples of the CommonMark specification through our settings.
///
/// `make test` unpacks them (version 0.30, as Debian's goldmark carries it) and names the file in
/// `KFUNCDOCS_COMMONMARK_SPEC`; under a bare `swift test` without the variable there is nothing to compare with. A
/// variable that names a missing file fails.
@Suite struct CommonMarkSpecTests {
  struct Example: Decodable, Sendable, CustomTestStringConvertible {
    let example: Int
    let section: String
    let markdown: String
    let html: String
    var testDescription: String { "\(example) (\(section))" }
  }

  static let path = ProcessInfo.processInfo.environment["KFUNCDOCS_COMMONMARK_SPEC"]

  static func examples() throws -> [Example] {
    let path = try #require(path)
    return try JSONDecoder().decode([Example].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test(.enabled(if: path != nil)) func rendersTheExamplesAsTheSpecificationSays() throws {
    let examples = try Self.examples()
    #expect(examples.count == 652)
    var hooks = MarkdownHooks()
    hooks.hasPermalinks = false
    let renderer = MarkdownRenderer(hooks)
    for example in examples {
      let document = MarkdownDocument(path: "spec.md", bytes: Array(example.markdown.utf8))
      let ours = HTMLNormalizer.normal(renderer.html(of: document).string)
      let theirs = HTMLNormalizer.normal(example.html)
      if let reason = CommonMarkDifferences.reason(example.example) {
        #expect(ours != theirs, "\(example.testDescription) no longer differs, though listed for: \(reason)")
      } else {
        #expect(ours == theirs, "\(example.testDescription): \(example.markdown.debugDescription)")
      }
    }
  }
}
