import Diagnostics
import JSONText
import Testing

/// The bytes that end a text or are wrong in it, at every place among those that are looked at eight at a time.
@Suite struct TextScanTests {
  private func text(_ sign: [UInt8], at place: Int) -> [UInt8] {
    Array("[\"".utf8) + [UInt8](repeating: 0x61, count: place) + sign + [UInt8](repeating: 0x7e, count: 9)
      + Array("\", \"b\"]".utf8)
  }

  private func strings(_ bytes: [UInt8]) throws -> [String] {
    try JSONReader.read(bytes, file: "a.json").cursor.strings()
  }

  @Test func aTextEndsAtItsQuoteWherever() throws {
    for count in 0..<40 {
      let word = String(repeating: "a", count: count)
      #expect(try strings(Array("[\"\(word)\",\"\(word)\"]".utf8)) == [word, word])
    }
  }

  @Test func escapesAndOtherLettersAreSeenWherever() throws {
    for place in 0..<24 {
      let before = String(repeating: "a", count: place)
      let after = String(repeating: "~", count: 9)
      #expect(try strings(text(Array(#"\""#.utf8), at: place))[0] == before + "\"" + after)
      #expect(try strings(text(Array("é".utf8), at: place))[0] == before + "é" + after)
      #expect(try strings(text([0x7f], at: place))[0] == before + "\u{7f}" + after)
    }
  }

  @Test func controlsAndBytesThatAreNoUTF8AreRefusedWherever() {
    for place in 0..<24 {
      for sign in [0x00, 0x0a, 0x1f] as [UInt8] {
        let error = #expect(throws: Diagnostic.self) { _ = try strings(text([sign], at: place)) }
        #expect(error?.message == "control character in a text")
        #expect(error?.location == SourceLocation(file: "a.json", line: 1, column: 3 + place))
      }
      for sign in [0x80, 0xff] as [UInt8] {
        let error = #expect(throws: Diagnostic.self) { _ = try strings(text([sign], at: place)) }
        #expect(error?.message == "text is not UTF-8")
      }
    }
  }
}
