import Diagnostics
import JSONText
import Testing

@Suite struct JSONWriterTests {
  private func text(_ value: JSONValue) -> String { String(decoding: JSONWriter.bytes(of: value), as: UTF8.self) }

  @Test func keepsWhatIsShortOnOneLine() {
    #expect(
      text(.object([JSONMember("a", .array([.integer(1), .null])), JSONMember("b", .bool(true))]))
        == "{\"a\": [1, null], \"b\": true}\n")
  }

  @Test func givesEachElementOfALongListItsOwnLine() {
    let long = JSONValue.string(String(repeating: "x", count: 60))
    let expected = "[\n \"\(String(repeating: "x", count: 60))\",\n \"\(String(repeating: "x", count: 60))\"\n]\n"
    #expect(text(.array([long, long])) == expected)
  }

  @Test func escapesWhatJSONAsksForAndDeleteToo() {
    #expect(text(.string("\"\\\n\t\u{1}\u{7f}é")) == "\"\\\"\\\\\\n\\t\\u0001\\u007fé\"\n")
  }

  @Test func writesWhatTheReaderReads() throws {
    let values: [JSONValue] = [.string("a\u{0}b"), .integer(Int.max), .array([]), .object([]), .string("")]
    for value in values {
      let bytes = JSONWriter.bytes(of: .object([JSONMember("value", value)]))
      let cursor = try JSONReader.read(bytes, file: "x").cursor
      try cursor.object { (object) throws(Diagnostic) in _ = try object.required("value") }
    }
  }
}
