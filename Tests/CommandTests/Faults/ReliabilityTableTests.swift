import Foundation
import Testing

/// docs/reliability.md names a test for every promise and every class of attack; those tests exist.
@Suite struct ReliabilityTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The rows of the tables under a heading, each as its cells.
  private static func rows(under heading: String) throws -> [[String]] {
    let text = try String(contentsOf: root.appending(path: "docs/reliability.md"), encoding: .utf8)
    let sections = text.components(separatedBy: "\n## ").filter { $0.hasPrefix(heading) }
    return sections.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("| ") }
      .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
      .filter { $0.count > 1 && !$0[0].hasPrefix("---") }.dropFirst().map(\.self)
  }

  /// Every `Suite.test` of the test sources: Swift's functions that `@Test` marks by their type, Python's `test_…` by their
  /// class.
  private static func tests() throws -> Set<String> {
    var found: Set<String> = []
    let folder = root.appending(path: "Tests").path
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      let isPython = name.hasSuffix(".py")
      guard isPython || name.hasSuffix("Tests.swift") else { continue }
      var suite = ""
      var isMarked = false
      for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n") {
        let words = line.split { " (:{".contains($0) }.map(String.init)
        if !line.hasPrefix(" "), let at = words.firstIndex(of: isPython ? "class" : "struct"), at + 1 < words.count {
          suite = words[at + 1]
        }
        if words.contains("@Test") { isMarked = true }
        if let at = words.firstIndex(of: isPython ? "def" : "func"), at + 1 < words.count {
          if isPython ? words[at + 1].hasPrefix("test_") : isMarked { found.insert("\(suite).\(words[at + 1])") }
          isMarked = false
        }
      }
    }
    return found
  }

  @Test(arguments: ["Faults", "Attacks", "Same bytes", "Slow Markdown"]) func namedTestsExist(_ heading: String) throws
  {
    let rows = try Self.rows(under: heading)
    let tests = try Self.tests()
    #expect(tests.count > 600)
    #expect(rows.count >= (heading == "Attacks" ? 25 : 1))
    for row in rows {
      let named = row[1].split(separator: "`").map(String.init).filter { $0.contains(".") && !$0.contains(" ") }
      #expect(!named.isEmpty || heading == "Slow Markdown", "no test: \(row)")
      for name in named where !tests.contains(name) { Issue.record("there is no test \(name)") }
    }
  }
}
