import Diagnostics
import Testing
import YAMLText

@Suite struct YAMLTextTests {
  private func read(_ text: String) -> (YAMLNode?, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let node = YAMLText.read(text, file: "a.md", firstLine: 2, diagnostics: &diagnostics)
    return (node, diagnostics)
  }

  @Test func keepsVersionsAsTheyAreWritten() throws {
    let (node, diagnostics) = read("releases: [6.10, '7.2']\n")
    #expect(diagnostics.isEmpty)
    var fields = YAMLFields(try #require(node), what: "page")
    #expect(fields.optionalStrings("releases") == ["6.10", "7.2"])
  }

  @Test func countsLinesOfTheFileAndColumnsInBytes() throws {
    let (node, _) = read("a: é\r\nb: {é: 1, zz: 2}\r\n")
    guard case .mapping(let members)? = node?.value, case .mapping(let inner) = members[1].value.value else {
      Issue.record("no mapping")
      return
    }
    #expect(members[1].keyLocation == SourceLocation(file: "a.md", line: 3, column: 1))
    // `b: {é: 1, zz: 2}`: the second é takes two bytes, so zz begins in the twelfth.
    #expect(inner[1].keyLocation == SourceLocation(file: "a.md", line: 3, column: 12))
  }

  @Test func countsNoLineAtALineSeparator() {
    let (_, diagnostics) = read("a: \"x\u{2028}y\"\na: 2\n")
    #expect(diagnostics.map(\.location) == [SourceLocation(file: "a.md", line: 3, column: 1)])
  }

  @Test func refusesAliasesBeforeTheyGrow() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1..<40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let (node, diagnostics) = read(text)
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["yaml-alias"])
    #expect(diagnostics.first?.location == SourceLocation(file: "a.md", line: 3, column: 10))
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 10_000) + "a",
    String(repeating: "{a: ", count: 10_000),
  ])
  func boundsDepth(_ text: String) {
    let (node, diagnostics) = read(text)
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["yaml-too-complex"])
  }

  @Test func boundsSize() {
    let (node, diagnostics) = read(String(repeating: "a: b\n", count: 300_000))
    #expect(node == nil)
    #expect(diagnostics.map(\.code) == ["yaml-too-complex"])
  }

  @Test(arguments: [
    ("a: [1, 2\nb: 3\n", "invalid-yaml"), ("a: !!int 3\n", "yaml-tag"), ("? [a]\n: b\n", "invalid-yaml"),
    ("a: b\n--- \nc: d\n", "invalid-yaml"), ("a: *nowhere\n", "yaml-alias"), ("\ta: b\n", "invalid-yaml"),
  ])
  func reportsWhatItCannotRead(_ text: String, _ code: String) {
    let (node, diagnostics) = read(text)
    #expect(node == nil)
    #expect(diagnostics.map(\.code.rawValue) == [code])
    #expect(diagnostics.first?.location?.line != nil)
  }

  /// libyaml counts a thousand brackets ahead and gives up at the first; the place is that of the one too many, as for a few.
  @Test(arguments: [40, 990, 1_000, 1_100, 5_000]) func placesTheBracketThatIsOneTooMany(_ count: Int) {
    for (open, column) in [("[", 36), ("{", 36), ("[ ", 36 + 31)] {
      // The mapping is one, so the 32nd bracket opens the 33rd collection.
      let (_, diagnostics) = read("é: " + String(repeating: open, count: count))
      #expect(diagnostics.map(\.code.rawValue) == ["yaml-too-complex"])
      #expect(diagnostics.first?.location == SourceLocation(file: "a.md", line: 2, column: column))
    }
  }

  @Test func keepsTheFirstOfEqualKeysAndSaysSo() throws {
    let (node, diagnostics) = read("id: one\ntitle: t\nid: two\n")
    var fields = YAMLFields(try #require(node), what: "clause")
    #expect(fields.string("id") == "one")
    #expect(diagnostics.map(\.message) == ["key 'id' stands twice; first on line 2"])
    #expect(diagnostics.first?.location == SourceLocation(file: "a.md", line: 4, column: 1))
  }

  /// Around the number of keys up to which they are compared one by one.
  @Test(arguments: [2, 15, 16, 17, 40]) func findsAKeyThatStandsTwiceAmongMany(_ count: Int) {
    let keys = (0..<count).map { "key\($0): \($0)\n" }
    for twice in [0, count / 2, count - 1] {
      let (node, diagnostics) = read(keys.joined() + "key\(twice): again\nlast: 1\n")
      #expect(diagnostics.map(\.message) == ["key 'key\(twice)' stands twice; first on line \(twice + 2)"])
      guard case .mapping(let members)? = node?.value else { return #expect(Bool(false), "no mapping") }
      #expect(members.map(\.key) == (0..<count).map { "key\($0)" } + ["last"])
    }
  }

  @Test func reportsFieldsByNameAndType() throws {
    let (node, _) = read("titel: x\nlevel: two\nopen: yes\nnames: {a: b}\nempty: ~\n")
    var fields = YAMLFields(try #require(node), what: "clause")
    #expect(fields.string("title") == nil)
    #expect(fields.optionalInteger("level") == nil)
    #expect(fields.optionalBool("open") == nil)
    #expect(fields.optionalStrings("names") == [])
    #expect(fields.optionalString("empty") == nil)
    var diagnostics: [Diagnostic] = []
    fields.finish(into: &diagnostics)
    #expect(
      diagnostics.sorted().map {
        "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code.rawValue): \($0.message)"
      }
        == [
          "2:1 missing-key: clause lacks the key 'title'",
          "2:1 unknown-key: clause has no key 'titel'; did you mean 'title'?",
          "3:8 wrong-type: 'level' of clause must be a whole number, not 'two'",
          "4:7 wrong-type: 'open' of clause must be true or false, not 'yes'",
          "5:8 wrong-type: 'names' of clause must be a list, not a mapping",
        ])
  }
}
