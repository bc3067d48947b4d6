import KfuncModel
import Testing

/// Kfuncs and entries of sets that one catalogue repeats of another with other lines, in whatever order members stand.
@Suite struct RepeatedKfuncTests {
  /// A catalogue whose lines are `first` and those behind it, in the order of the text.
  private func text(from first: Int, file: String = "kernel/a.c") -> String {
    var next = first - 1
    func line() -> Int {
      next += 1
      return next
    }
    let prototype = #"{"text": "void bpf_a(void)", "returns": "void"}"#
    let build = #"{"form": "built-in", "symbols": ["CONFIG_A"]}"#
    let users = #"""
      "users": [{"form": "calls", "line": \#(line()), "file": "tools/x.c"}, \#
      {"file": "tools/y.c", "line": \#(line()), "form": "declares"}]
      """#
    let comment = #""kernelDoc": {"hash": "00", "line": \#(line())}"#
    let notices = #"""
      "notices": [{"form": "comment", "line": \#(line()), "file": "kernel/a.c"}, \#
      {"form": "comment", "file": "kernel/a.c", "line": \#(line()), "releases": ["v7.1"]}]
      """#
    let definition = #"""
      {\#(comment), \#(notices), "line": \#(line()), "file": "kernel/a.c", "prototype": \#(prototype), "build": \#(build)}
      """#
    let stub = #"""
      {"file": "include/a.h", "line": \#(line()), "prototype": \#(prototype), "build": \#(build)}
      """#
    let marked = #"""
      "markedDeclarations": [{"line": \#(line()), "file": "include/a.h"}, {"line": \#(line()), "file": "include/b.h"}]
      """#
    func set(_ name: String, _ file: String) -> String {
      #"""
      {"name": "\#(name)", "file": "\#(file)", "line": \#(line()), "opening": "BTF_KFUNCS_START", "members": [\#
      {"name": "bpf_a", "line": \#(line()), "flags": ["KF_RCU"]}, \#
      {"name": "bpf_b", "file": "kernel/own.c", "line": \#(line())}]}
      """#
    }
    return #"""
      {"schema": "kfuncdocs-catalogue-1", "release": "7.2",
       "source": {"version": "7.2", "description": "x", "form": "tree", "identity": "sha256:00"},
       "kfuncs": [{"name": "bpf_a", \#(users), "definitions": [\#(definition), \#(stub)], \#(marked)}],
       "idSets": [\#(set("one", file)), \#(set("two", "kernel/b.c"))]}
      """#
  }

  @Test func everyLineIsThatOfItsOwnCatalogue() throws {
    let shared = SharedCatalogueParts()
    for first in [1, 1, 500, 1_000_000] {
      let text = Array(text(from: first).utf8)
      let catalogue = try ReleaseCatalogue.read(text, file: "7.2.json", sharing: shared)
      #expect(try catalogue == ReleaseCatalogue.read(text, file: "7.2.json"))
      let kfunc = try #require(catalogue.kfuncs.first)
      #expect(kfunc.users.map(\.source.line) == [first, first + 1])
      #expect(kfunc.definitions.map(\.source.line) == [first + 5, first + 6])
      #expect(kfunc.definitions.map(\.kernelDoc?.line) == [first + 2, nil])
      #expect(kfunc.definitions[0].notices.map(\.source.line) == [first + 3, first + 4])
      #expect(kfunc.definitions[1].notices.isEmpty)
      #expect(kfunc.markedDeclarations.map(\.line) == [first + 7, first + 8])
      #expect(catalogue.idSets.flatMap(\.members).map(\.source.line) == [10, 11, 13, 14].map { first + $0 })
    }
  }

  @Test func anEntryLiesInTheFileOfItsOwnSetUnlessItNamesOne() throws {
    let shared = SharedCatalogueParts()
    for file in ["kernel/a.c", "kernel/moved.c", "kernel/a.c", "kernel/b.c"] {
      let catalogue = try ReleaseCatalogue.read(
        Array(text(from: 1, file: file).utf8), file: "7.2.json", sharing: shared)
      #expect(
        catalogue.idSets.flatMap(\.members).map(\.source.file) == [file, "kernel/own.c", "kernel/b.c", "kernel/own.c"])
    }
  }
}
