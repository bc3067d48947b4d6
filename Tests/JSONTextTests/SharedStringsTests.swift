import Diagnostics
import JSONText
import Testing

/// The flat reading: texts that are shared, keys in any order, objects of any size, values of any depth.
@Suite struct SharedStringsTests {
  private func strings(_ text: String, _ shared: SharedStrings?) throws -> [String] {
    try JSONReader.read(Array(text.utf8), file: "a.json", sharing: shared).cursor.strings()
  }

  @Test func sharedTextsAreTheTextsThatStandThere() throws {
    let shared = SharedStrings()
    // Around the limit of what a string holds itself, equal beginnings, equal ends, more than the table's first size.
    let texts = (0..<400).map {
      String(repeating: "kernel/bpf/", count: $0 % 7) + "\($0)" + String(repeating: "é", count: $0 % 9)
    }
    let text = "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    for _ in 0..<3 {
      #expect(try strings(text, shared) == texts)
    }
    #expect(try strings(text, nil) == texts)
  }

  @Test func findsMembersInWhateverOrderTheyAreAskedFor() throws {
    let keys = (0..<100).map { "key\($0)" }
    let text = "{" + keys.enumerated().map { "\"\($1)\": [\($0), {\"x\": \"\\u0041\"}]" }.joined(separator: ",") + "}"
    for order in [keys, keys.reversed(), keys.sorted()] {
      try JSONReader.read(Array(text.utf8), file: "a.json").cursor.object { (object) throws(Diagnostic) in
        for key in order {
          let list = try object.required(key).array { (cursor) throws(Diagnostic) in cursor }
          #expect(try "key\(list[0].integer())" == key)
          try list[1].object { (inner) throws(Diagnostic) in #expect(try inner.string("x") == "A") }
        }
        #expect(object.optional("key100") == nil)
      }
    }
  }

  @Test func aDuplicateAmongManyOrBehindAnEscapeIsFound() {
    for count in [2, 16, 17, 40] {
      let keys = (0..<count).map { "\"key\($0)\": 0" } + ["\"key\\u0031\": 0"]
      let error = #expect(throws: Diagnostic.self) {
        _ = try JSONReader.read(Array(("{" + keys.joined(separator: ", ") + "}").utf8), file: "a.json")
      }
      #expect(error?.message == "duplicate key 'key1'")
    }
  }

  @Test func namesThePathOfAValueDeepInside() throws {
    let text = #"{"a": {"b": [0, {"c": [[1], "x"]}]}, "d": 1}"#
    let cursor = try JSONReader.read(Array(text.utf8), file: "a.json").cursor
    let error = #expect(throws: Diagnostic.self) {
      try cursor.object { (object) throws(Diagnostic) in
        try object.required("a").object { (object) throws(Diagnostic) in
          _ = try object.list("b") { (cursor) throws(Diagnostic) -> Int in
            guard let column = cursor.location.column, column > 15 else { return 0 }
            return try cursor.object { (object) throws(Diagnostic) -> Int in
              try object.list("c") { (cursor) throws(Diagnostic) -> Int in try cursor.strings().count }.count
            }
          }
        }
      }
    }
    #expect(error?.message == "a.b[1].c[0][0]: expected a text, found a number")
  }
}
