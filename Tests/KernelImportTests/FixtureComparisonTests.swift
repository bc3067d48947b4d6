import Diagnostics
import Foundation
import KfuncModel
import Testing

/// The comparison itself, on values made by hand: it is silent on equal facts and names each that differs.
@Suite struct FixtureComparisonTests {
  @Test func isSilentWhereEveryNamedFactIsMet() throws {
    #expect(try differences(of: .sample) == [])
  }

  @Test(arguments: CatalogueChange.all) func namesTheFactThatDiffers(change: CatalogueChange) throws {
    let found = try differences(of: change.applied)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.hasPrefix(change.path) == true, "\(found)")
  }

  @Test func saysNothingOfFactsThatAreNotNamed() throws {
    let expectation = try FixtureExpectation(json: Data(#"{ "form": "x", "release": "6.12" }"#.utf8))
    #expect(expectation.differences(from: .sample, [Diagnostic(.error, "x", "m")]) == [])
  }

  @Test(arguments: [
    #"{ "form": "x", "kfunc": [] }"#, #"{ "form": "x", "kfuncs": [{ "nam": "a" }] }"#,
    #"{ "form": "x", "kfuncs": [{ "name": "a", "definitions": [{ "line": "3" }] }] }"#,
    #"{ "form": "x", "flags": ["KF_ACQUIRE"] }"#, #"{ "form": "x", "without": "MAINTAINERS" }"#,
    #"{ "release": "6.12" }"#,
  ])
  func refusesAnUnknownKeyOrAWrongKindOfValue(json: String) {
    #expect(throws: FixtureExpectation.Malformed.self) { try FixtureExpectation(json: Data(json.utf8)) }
  }

  @Test func tellsADefinitionWithoutConditionFromOneOfWhichNothingIsSaid() throws {
    let silent = #"{ "form": "x", "kfuncs": [{ "name": "bpf_a", "definitions": [{ "line": 9 }] }] }"#
    let none = #"{ "form": "x", "kfuncs": [{ "name": "bpf_a", "definitions": [{ "line": 9, "condition": null }] }] }"#
    var catalogue = ReleaseCatalogue.sample
    catalogue.kfuncs.removeLast()
    catalogue.kfuncs[0].definitions[0].condition = "defined(X)"
    #expect(try FixtureExpectation(json: Data(silent.utf8)).differences(from: catalogue, []) == [])
    #expect(try FixtureExpectation(json: Data(none.utf8)).differences(from: catalogue, []).count == 1)
  }

  @Test func wantsEveryRequiredDiagnosticAndNoOther() throws {
    let json = #"""
      { "form": "x", "diagnostics": [
        { "severity": "warning", "code": "a", "file": "f.c", "line": 3 }, { "file": "MAINTAINERS" },
        { "file": "f.c", "line": 9, "optional": true } ] }
      """#
    let expectation = try FixtureExpectation(json: Data(json.utf8))
    let first = Diagnostic(.warning, "a", "m", at: SourceLocation(file: "f.c", line: 3, column: 4))
    let second = Diagnostic(.error, "b", "m", at: SourceLocation(file: "MAINTAINERS"))
    let welcome = Diagnostic(.note, "c", "m", at: SourceLocation(file: "f.c", line: 9))
    #expect(expectation.differences(from: .sample, [first, second]) == [])
    #expect(expectation.differences(from: .sample, [first, second, welcome]) == [])
    #expect(expectation.differences(from: .sample, [first, welcome]).count == 1)
    var other = first
    other.code = "z"
    #expect(expectation.differences(from: .sample, [other, second]).count == 2)
    #expect(expectation.differences(from: .sample, [first, second, Diagnostic(.note, "n", "nowhere")]).count == 1)
  }

  private func differences(of catalogue: ReleaseCatalogue) throws -> [String] {
    try FixtureExpectation(json: Data(sampleExpectation.utf8)).differences(from: catalogue, [])
  }
}

/// A catalogue that differs from the sample in one fact, and the path under which that must be told.
struct CatalogueChange: Sendable, CustomTestStringConvertible {
  var path: String
  var change: @Sendable (inout ReleaseCatalogue) -> Void

  var testDescription: String { path }

  var applied: ReleaseCatalogue {
    var catalogue = ReleaseCatalogue.sample
    change(&catalogue)
    return catalogue
  }

  init(_ path: String, _ change: @escaping @Sendable (inout ReleaseCatalogue) -> Void) {
    self.path = path
    self.change = change
  }

  static let all: [CatalogueChange] = facts + lists

  private static let facts = [
    CatalogueChange("release") { $0.release.minor = 13 },
    CatalogueChange("version") { $0.source.version = "6.12" },
    CatalogueChange("flags[KF_A].value") { $0.flags[0].value = "(1 << 1)" },
    CatalogueChange("annotations[__sz].wholeName") { $0.annotations[0].isWholeName = true },
    CatalogueChange("hooks[BTF_KFUNC_HOOK_X].programTypes") { $0.hooks[0].programTypes.removeLast() },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].prototype") {
      $0.kfuncs[0].definitions[0].prototype.returnType = "long"
    },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].bpfPrototype") {
      $0.kfuncs[0].definitions[0].bpfPrototype = $0.kfuncs[0].definitions[0].prototype
    },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].parameters[0].annotation") {
      $0.kfuncs[0].definitions[0].prototype.parameters[0].annotation = nil
    },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].storage") { $0.kfuncs[0].definitions[0].storage = [] },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].attributes") { $0.kfuncs[0].definitions[0].attributes = ["x"] },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].marked") { $0.kfuncs[0].definitions[0].isMarked = false },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].condition") { $0.kfuncs[0].definitions[0].condition = "X" },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].build.form") {
      $0.kfuncs[0].definitions[0].build.form = .module
    },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].build.symbols") {
      $0.kfuncs[0].definitions[0].build.symbols = []
    },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].kernelDoc") {
      $0.kfuncs[0].definitions[0].kernelDoc = KernelDocReference(line: 4, hash: "")
    },
    CatalogueChange("kfuncs[bpf_a].definitions[f.c:9].notices[f.c:8].releases") {
      $0.kfuncs[0].definitions[0].notices[0].releases = []
    },
    CatalogueChange("kfuncs[bpf_a].users[u.c:calls].line") { $0.kfuncs[0].users[0].source.line = 3 },
    CatalogueChange("idSets[f.c:ids].opening") { $0.idSets[0].opening = "BTF_SET8_START" },
    CatalogueChange("idSets[f.c:ids].members[bpf_a].flags") { $0.idSets[0].members[0].flags.reverse() },
    CatalogueChange("idSets[f.c:ids].members[bpf_a].file") { $0.idSets[0].members[0].source.file = "h.h" },
    CatalogueChange("registrations[f.c:22:BPF_PROG_TYPE_XDP:set].runtimeCondition") {
      $0.registrations[0].runtimeCondition = "X"
    },
    CatalogueChange("registrations[f.c:22:BPF_PROG_TYPE_XDP:set].idSetFile") { $0.registrations[0].idSet.file = "g.c" },
    CatalogueChange("filters[f.c:narrow].reading") { $0.filters[0].reading = .partial },
    CatalogueChange("filters[f.c:narrow].rules[0].admits") { $0.filters[0].rules[0].admits = false },
    CatalogueChange("filters[f.c:narrow].rules[0].programTypes") { $0.filters[0].rules[0].programTypes = [] },
    CatalogueChange("filters[f.c:narrow].verdicts[bpf_a,bpf_b:BPF_PROG_TYPE_XDP].outcome") {
      $0.filters[0].verdicts[0].outcome = .refused
    },
    CatalogueChange("filters[f.c:narrow].verdicts[bpf_a,bpf_b:BPF_PROG_TYPE_XDP].conditions") {
      $0.filters[0].verdicts[0].conditions = []
    },
    CatalogueChange("maintainers[SOME SECTION].lists") { $0.maintainers[0].lists = [] },
    CatalogueChange("fileMaintainers[f.c].sections") { $0.fileMaintainers[0].sections = [] },
    CatalogueChange("policySections[k.rst:5].anchors") { $0.policySections[0].anchors = [] },
  ]

  private static let lists = [
    CatalogueChange("kfuncs: missing [bpf_a]") { $0.kfuncs.remove(at: 0) },
    CatalogueChange("kfuncs: not expected [bpf_c]") { $0.kfuncs.append(Kfunc(name: "bpf_c")) },
    CatalogueChange("kfuncs: found in another order") { $0.kfuncs.reverse() },
    CatalogueChange("kfuncs[bpf_a].markedDeclarations: not expected [g.h:1]") {
      $0.kfuncs[0].markedDeclarations = [SourceReference(file: "g.h", line: 1)]
    },
    CatalogueChange("kfuncs[bpf_a].definitions: not expected [f.c:90]") {
      var second = $0.kfuncs[0].definitions[0]
      second.source.line = 90
      $0.kfuncs[0].definitions.append(second)
    },
    CatalogueChange("kfuncs[bpf_b].definitions: not expected [f.c:9]") {
      $0.kfuncs[1].definitions = $0.kfuncs[0].definitions
    },
    CatalogueChange("idSets[f.c:ids].members: missing [bpf_b]") { $0.idSets[0].members.removeLast() },
    CatalogueChange("idSets[f.c:ids].members: found in another order") { $0.idSets[0].members.reverse() },
    CatalogueChange("registrations: missing [f.c:22:BPF_PROG_TYPE_XDP:set]") { $0.registrations = [] },
    CatalogueChange("filters[f.c:narrow].rules: expected 1 elements, found 0") { $0.filters[0].rules = [] },
  ]
}
