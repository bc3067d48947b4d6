import Testing
import TextBytes

@Suite struct TextBytesTests {
  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 90_909, Int.max, -1, -10, -99, Int.min])
  func numbersHaveTheDigitsThatSwiftGivesThem(number: Int) {
    #expect(text { $0.add(decimal: number) } == String(number))
    #expect(String(room: DecimalDigits.most) { $0.append(decimal: number) } == String(number))
  }

  @Test(arguments: ["", "a", "fifteen letters", "more than fifteen letters", "äöü€🙂"])
  func textsStandAsTheyAre(word: String) {
    #expect(text { $0.add(word) } == word)
    #expect(String(room: word.utf8.count) { $0.append(word) } == word)
    #expect(String.written { $0.add(word) } == word)
    #expect(text { $0.add("x" + word, from: 1) } == word)
  }

  @Test func piecesFollowOneAnother() {
    let place = text { bytes in
      bytes.add("net/core/filter.c")
      bytes.add(":")
      bytes.add(decimal: 12_345)
    }
    #expect(place == "net/core/filter.c:12345")
    #expect(text { $0.add("short", from: 9) } == "")
  }
}
