import JSONText
import SeededNumbers
import Testing

@Suite struct JSONEscapesTests {
  /// The rule of RFC 8259, section 7, sign by sign.
  private func spelled(_ text: String) -> String {
    var spelled = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": spelled += "\\\""
      case "\\": spelled += "\\\\"
      case "\n": spelled += "\\n"
      case "\t": spelled += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        spelled += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: spelled.unicodeScalars.append(scalar)
      }
    }
    return spelled + "\""
  }

  /// Texts of all lengths about a few words of the machine, with signs to escape anywhere or nowhere.
  @Test func textsAreEscapedWhereverTheSignStands() {
    var numbers = SeededNumbers(seed: 11)
    let signs: [Unicode.Scalar] = ["\"", "\\", "\n", "\t", "\u{0}", "\u{1f}", "\u{7f}", " ", "!", "~", "é", "€", "🙂"]
    for length in 0..<40 {
      for _ in 0..<100 {
        var text = String(repeating: "w", count: length)
        for _ in 0..<numbers.below(4) where !text.isEmpty {
          let place = text.index(text.startIndex, offsetBy: numbers.below(text.count))
          text.replaceSubrange(place...place, with: String(numbers.pick(signs)))
        }
        var bytes = Array("before".utf8)
        JSONEscapes.add(text, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "before" + spelled(text))
        var written = Array("be\"fore".utf8)
        JSONEscapes.add(to: &written) { $0 += text.utf8 }
        #expect(String(decoding: written, as: UTF8.self) == "be\"fore" + spelled(text))
      }
    }
  }
}
