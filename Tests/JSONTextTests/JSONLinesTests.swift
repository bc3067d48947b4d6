import JSONText
import SeededNumbers
import Testing

@Suite struct JSONLinesTests {
  /// A value that can be told member by member, and as a tree.
  private indirect enum Told {
    case text(String)
    case number(Int)
    case texts([String])
    case list([[Told]])
    case object([Told])

    var value: JSONValue {
      switch self {
      case .text(let text): .string(text)
      case .number(let number): .integer(number)
      case .texts(let texts): .array(texts.map { .string($0) })
      case .list(let elements): .array(elements.map { Self.object($0).value })
      case .object(let members): .object(members.map { JSONMember("key", $0.value) })
      }
    }

    func tell(_ line: inout JSONLine) {
      switch self {
      case .text(let text): line.text("key", text)
      case .number(let number): line.number("key", number)
      case .texts(let texts): line.texts("key", texts)
      case .list(let elements): line.list("key", elements) { line, members in for one in members { one.tell(&line) } }
      case .object(let members): line.object("key") { line in for one in members { one.tell(&line) } }
      }
    }

    /// A value of some depth; its texts have escapes, and lengths about that of a line.
    init(_ numbers: inout SeededNumbers, depth: Int) {
      func text() -> String { String(repeating: numbers.below(4) == 0 ? "\"\n" : "w", count: numbers.below(60)) }
      // Lists are not empty: nothing is told of those that are.
      let count = 1 + numbers.below(5)
      switch numbers.below(depth > 0 ? 5 : 3) {
      case 0: self = .text(text())
      case 1: self = .number(numbers.below(100_000))
      case 2: self = .texts((0..<count).map { _ in text() })
      case 3:
        var elements: [[Told]] = []
        for _ in 0..<count {
          elements.append((0..<numbers.below(4)).map { _ in Told(&numbers, depth: depth - 1) })
        }
        self = .list(elements)
      default:
        self = .object((0..<numbers.below(4)).map { _ in Told(&numbers, depth: depth - 1) })
      }
    }
  }

  /// The writer of trees, another program for the same layout, says what is right.
  @Test func textToldMemberByMemberIsThatOfTheTree() {
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<3000 {
      // So long that the whole never stands on one line, which is what the text of a file is.
      let long = String(repeating: "l", count: JSONWriter.lineWidth)
      let object = (0..<numbers.below(4)).map { _ in Told(&numbers, depth: 4) }
      let list = (0..<numbers.below(9)).map { _ in (0..<numbers.below(4)).map { _ in Told(&numbers, depth: 3) } }
      let told = JSONLines.bytes { json in
        json.text("long", long)
        json.object("object") { line in for one in object { one.tell(&line) } }
        json.list("list", list) { line, members in for one in members { one.tell(&line) } }
      }
      var members = [JSONMember("long", .string(long)), JSONMember("object", Told.object(object).value)]
      if !list.isEmpty { members.append(JSONMember("list", Told.list(list).value)) }
      #expect(
        String(decoding: told, as: UTF8.self) == String(decoding: JSONWriter.bytes(of: .object(members)), as: UTF8.self)
      )
    }
  }

  @Test func whatHasNothingToSayIsLeftOut() {
    let told = JSONLines.bytes { json in
      json.object("object") { line in
        line.text("text", nil)
        line.truth("truth", false)
        line.texts("texts", [])
        line.list("list", [Int]()) { $0.number("n", $1) }
        line.truth("kept", true)
      }
      json.list("list", [Int]()) { $0.number("n", $1) }
    }
    #expect(String(decoding: told, as: UTF8.self) == "{\n \"object\": {\"kept\": true}\n}\n")
  }
}
