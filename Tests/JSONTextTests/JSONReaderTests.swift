import Diagnostics
import JSONText
import Testing

/// Texts and verdicts by RFC 8259 and by this project's own narrowing (whole numbers, no duplicate keys).
@Suite struct JSONReaderTests {
  private func read(_ text: String) throws(Diagnostic) -> LocatedJSON {
    try JSONReader.read(Array(text.utf8), file: "a.json")
  }

  @Test func readsEveryKindOfValue() throws {
    let cursor = try read(#" {"a": [1, -20, true, null], "b": "x\"\\\/\n\u00e9\ud83d\ude00"} "#).cursor
    try cursor.object { (object) throws(Diagnostic) in
      let a = try object.required("a").array { (cursor) throws(Diagnostic) in cursor }
      #expect(try a[0].integer() == 1)
      #expect(try a[1].integer() == -20)
      #expect(try a[2].bool())
      #expect(try object.string("b") == "x\"\\/\né😀")
    }
  }

  @Test(arguments: [
    ("", 1, 1), ("{", 1, 2), ("[1,]", 1, 4), ("[1 2]", 1, 4), ("{\"a\":1,\n \"a\":2}", 2, 2), ("[01]", 1, 2),
    ("[1.5]", 1, 3),
    ("[1e3]", 1, 3), ("\"a", 1, 1), ("\"\u{1}\"", 1, 2), ("\"\\x\"", 1, 3), ("\"\\ud800\"", 1, 8), ("nul", 1, 4),
    ("1 1", 1, 3),
    ("[99999999999999999999]", 1, 2), ("{a:1}", 1, 2), ("'a'", 1, 1),
  ]) func refusesWhatIsNoJSONAtItsPlace(text: String, line: Int, column: Int) {
    let error = #expect(throws: Diagnostic.self) { _ = try read(text) }
    #expect(error?.code == "json-syntax")
    #expect(error?.location == SourceLocation(file: "a.json", line: line, column: column))
  }

  @Test func refusesInvalidUTF8() {
    let error = #expect(throws: Diagnostic.self) {
      _ = try JSONReader.read([UInt8(ascii: "\""), 0xff, UInt8(ascii: "\"")], file: "a.json")
    }
    #expect(error?.message == "text is not UTF-8")
  }

  @Test func refusesNestingThatWouldExhaustTheStack() {
    let text = String(repeating: "[", count: 100_000)
    let error = #expect(throws: Diagnostic.self) { _ = try read(text) }
    #expect(error?.message == "nested deeper than 64 levels")
  }

  @Test func namesUnknownAndMissingMembersAndTheirPath() throws {
    let document = try read("{\"outer\": {\"known\": 1,\n  \"strange\": 2}}")
    let error = #expect(throws: Diagnostic.self) {
      try document.cursor.object { (object) throws(Diagnostic) in
        try object.required("outer").object { (inner) throws(Diagnostic) in _ = try inner.required("known").integer() }
      }
    }
    #expect(error?.message == "outer: unknown member 'strange'")
    #expect(error?.location?.line == 2 && error?.location?.column == 3)
    let missing = #expect(throws: Diagnostic.self) {
      try document.cursor.object { (object) throws(Diagnostic) in _ = try object.required("inner") }
    }
    #expect(missing?.message == "missing member 'inner'")
  }
}
