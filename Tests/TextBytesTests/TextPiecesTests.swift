import Testing
import TextBytes

@Suite struct TextPiecesTests {
  private struct Full: Error {}

  @Test func joinedPiecesAreTheTextAndNoneIsSmall() {
    var taken: [[UInt8]] = []
    let pieces = TextPieces { taken.append($0) }
    var rest: [UInt8] = []
    var whole: [UInt8] = []
    for number in 0..<100_000 {
      let line = Array("line \(number)\n".utf8)
      whole += line
      rest += line
      pieces.offer(&rest)
    }
    #expect(taken.joined() + rest == whole)
    #expect(taken.count == 4, "1,188,890 bytes in pieces of a quarter of a MiB")
    #expect(taken.allSatisfy { $0.count >= 1 << 18 && $0.count < 1 << 18 + 16 })
    #expect(pieces.failure == nil)
  }

  @Test func nothingIsTakenAfterAFailureAndNothingIsKept() {
    var calls = 0
    let pieces = TextPieces { _ in
      calls += 1
      throw Full()
    }
    for _ in 0..<3 {
      var text = [UInt8](repeating: 0x61, count: 1 << 18)
      pieces.offer(&text)
      #expect(text.isEmpty)
    }
    #expect(calls == 1)
    #expect(pieces.failure is Full)
  }

  @Test func aShortTextIsLeftAlone() {
    let pieces = TextPieces { _ in Issue.record("taken") }
    var text = [UInt8](repeating: 0x61, count: 1 << 18 - 1)
    pieces.offer(&text)
    #expect(text.count == 1 << 18 - 1)
  }
}
