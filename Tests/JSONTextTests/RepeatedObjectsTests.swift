import Diagnostics
import JSONText
import Testing

/// Objects that come again with other numbers.
@Suite struct RepeatedObjectsTests {
  private final class Name: Sendable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// What is read of the objects of the list `things`: the name and numbers of each; `R` before one that was recognised.
  private func things(_ text: String, _ known: RepeatedObjects) throws -> [String] {
    let cursor = try JSONReader.read(Array(text.utf8), file: "a.json", repeating: [known]).cursor
    return try cursor.object { (object) throws(Diagnostic) in
      _ = object.optional("end")
      return try object.list("things") { (cursor) throws(Diagnostic) in
        if let repeated = cursor.repeated, let name = repeated.value as? Name {
          return "R \(name.text) \(repeated.number(0)) \(repeated.number(1))"
        }
        return try cursor.object { (object) throws(Diagnostic) in
          let name = try object.string("name")
          let line = try object.required("line")
          let inner = try object.required("inner").array { (cursor) throws(Diagnostic) in try cursor.integer() }
          known.keep(Name(name), of: cursor)
          return try "\(name) \(line.integer()) \(inner[0])"
        }
      }
    }
  }

  private func known() -> RepeatedObjects { RepeatedObjects(of: "things", depth: 0) }

  private func text(_ things: String...) -> String { #"{"things": [\#(things.joined(separator: ", "))], "end": 1}"# }

  @Test func anObjectWithOtherNumbersIsRecognisedWithThem() throws {
    let known = known()
    let first = text(#"{"name": "a", "line": 1, "inner": [ 22 ] }"#, #"{"name": "b1", "line": 7, "inner": [8]}"#)
    #expect(try things(first, known) == ["a 1 22", "b1 7 8"])
    let second = text(
      #"{"name": "b1", "line": 2147483647, "inner": [9]}"#, #"{"name": "a", "line": 345, "inner": [ 6 ] }"#)
    #expect(try things(second, known) == ["R b1 2147483647 9", "R a 345 6"])
  }

  @Test func whatDiffersInMoreThanNumbersIsReadAsItStands() throws {
    let known = known()
    _ = try things(text(#"{"name": "a1", "line": 1, "inner": [2]}"#), known)
    for (thing, expected) in [
      (#"{"name": "a2", "line": 1, "inner": [2]}"#, "a2 1 2"),
      (#"{"name": "a1", "line": 1, "inner": [2, 3]}"#, "a1 1 2"),
      (#"{"name": "a1", "line": 1,  "inner": [2]}"#, "a1 1 2"),
      (#"{"name": "a1", "line": 1, "inner": [2] }"#, "a1 1 2"),
      (#"{"name": "a1", "line": -1, "inner": [2]}"#, "a1 -1 2"),
      (#"{"name": "a1", "line": 1, "inner": [0]}"#, "a1 1 0"),
      (#"{"name": "a1", "line": 2147483648, "inner": [2]}"#, "a1 2147483648 2"),
    ] {
      #expect(try things(text(thing), known) == [expected])
    }
  }

  @Test(arguments: [
    (#"{"name": "a", "line": 01, "inner": [2]}"#, "number with a leading zero"),
    (#"{"name": "a", "line": 1.5, "inner": [2]}"#, "only whole numbers are allowed here"),
    (#"{"name": "a", "line": , "inner": [2]}"#, "expected a value"),
    (#"{"name": "a", "line": 1, "inner": [2]"#, "expected ',' or '}'"),
    (#"{"name": "a", "line": 1, "inner": [2]}}"#, "expected ',' or ']'"),
  ]) func whatIsNoJSONIsRefusedAfterItsLikeToo(thing: String, message: String) throws {
    let known = known()
    _ = try things(text(#"{"name": "a", "line": 1, "inner": [2]}"#), known)
    let error = #expect(throws: Diagnostic.self) { _ = try things(text(thing), known) }
    #expect(error?.message == message)
  }

  @Test func aTextThatEndsInsideARepeatedObjectIsRefused() throws {
    let known = known()
    let whole = text(#"{"name": "a", "line": 12, "inner": [2]}"#)
    _ = try things(whole, known)
    for length in 0..<whole.utf8.count {
      #expect(throws: Diagnostic.self) { try things(String(whole.prefix(length)), known) }
    }
  }

  @Test func listsOfTheSameNameElsewhereAreReadAsAnyOther() throws {
    let known = known()
    _ = try things(text(#"{"name": "a", "line": 1, "inner": [2]}"#), known)
    let nested = #"{"x": {"things": [{"name": "a", "line": 1, "inner": [2]}]}}"#
    let value = try JSONReader.read(Array(nested.utf8), file: "a.json", repeating: [known]).value
    #expect(value == (try JSONReader.read(Array(nested.utf8), file: "a.json").value))
  }

  @Test func asAValueARepeatedObjectIsWhatItsTextSays() throws {
    let known = known()
    let first = text(#"{"name": "a", "line": 1, "inner": [ 2 ]}"#)
    _ = try things(first, known)
    let second = text(#"{"name": "a", "line": 3, "inner": [ 4 ]}"#)
    let value = try JSONReader.read(Array(second.utf8), file: "a.json", repeating: [known]).value
    #expect(value == (try JSONReader.read(Array(second.utf8), file: "a.json").value))
  }

  @Test func manyObjectsOfOneNameAreEachRecognisedOrRead() throws {
    let known = known()
    let all = (0..<60).map { #"{"name": "a", "line": 1, "inner": [2], "x\#($0)": 1}"# }
    let text = #"{"things": [\#(all.joined(separator: ", "))]}"#
    func count() throws -> Int {
      let cursor = try JSONReader.read(Array(text.utf8), file: "a.json", repeating: [known]).cursor
      return try cursor.object { (object) throws(Diagnostic) in
        try object.list("things") { (cursor) throws(Diagnostic) in
          if cursor.repeated == nil { known.keep(Name("a"), of: cursor) }
          return cursor.repeated == nil ? 0 : 1
        }.reduce(0, +)
      }
    }
    #expect(try count() == 0)
    // Only so many are kept of one beginning, and no other is lost.
    #expect((1...60).contains(try count()))
  }
}
