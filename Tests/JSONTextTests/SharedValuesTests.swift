import Diagnostics
import JSONText
import Testing

/// Values that are made once for all parts of documents that spell them alike.
@Suite struct SharedValuesTests {
  /// What is read of the objects of a list: each one's name, and how many were made.
  private func names(_ text: String) throws -> (names: [String], made: Int) {
    let shared = SharedValues<String>()
    var names: [String] = []
    var made = 0
    // An element behind the last, so that every object is followed by something.
    let cursor = try JSONReader.read(Array("[\(text), 0]".utf8), file: "a.json").cursor
    for cursor in try cursor.array({ (cursor) throws(Diagnostic) in cursor }).dropLast() {
      let name = try shared.value(apartFromNumbersOf: cursor) { () throws(Diagnostic) in
        made += 1
        return try cursor.object { (object) throws(Diagnostic) in
          _ = try object.required("line").integer()
          return try object.string("name")
        }
      }
      names.append(name)
    }
    return (names, made)
  }

  @Test func objectsThatDifferInNumbersAloneAreMadeOnce() throws {
    let found = try names(#"{"name": "a", "line": 1}, {"name": "a", "line": -230}, {"name": "a", "line": 45678}"#)
    #expect(found.names == ["a", "a", "a"])
    #expect(found.made == 1)
  }

  @Test func aDigitInATextIsNoNumber() throws {
    let found = try names(#"{"name": "a1", "line": 1}, {"name": "a2", "line": 1}, {"name": "a12", "line": 1}"#)
    #expect(found.names == ["a1", "a2", "a12"])
    #expect(found.made == 3)
  }

  @Test func anObjectThatCannotBeReadIsNotKept() throws {
    #expect(throws: Diagnostic.self) { try names(#"{"name": "a", "line": 1, "more": 1}, {"name": "a", "line": 2}"#) }
    #expect(throws: Diagnostic.self) { try names(#"{"name": "a", "line": 1}, {"name": 7, "line": 2}"#) }
  }
}
