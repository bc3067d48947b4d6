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

  @Test(arguments: [0, 1, 3, 9, 10, 11, 12, 60])
  func membersThatAreMadeLateReadAsThoseMadeBefore(count: Int) {
    // From one short line to lists and elements that need lines of their own.
    for width in [0, 1, 7, 90, 120] {
      func element(_ index: Int) -> JSONValue {
        .object([JSONMember("n", .integer(index)), JSONMember("w", .string(String(repeating: "w", count: width)))])
      }
      let name = JSONValue.array([.string(String(repeating: "n", count: width))])
      let late = JSONWriter.bytes(of: [("name", .value(name)), ("list", .list(count, element)), ("end", .value(.null))])
      let before = JSONValue.object([
        JSONMember("name", name), JSONMember("list", .array((0..<count).map(element))), JSONMember("end", .null),
      ])
      #expect(String(decoding: late, as: UTF8.self) == text(before))
    }
  }
}
