import Diagnostics
import Foundation
import KfuncModel

/// The facts that a fixture tree must give, as its `expected.json` states them.
struct FixtureExpectation: Sendable {
  /// Which form the fixture proves, in a sentence.
  var form: String
  /// Files of the base that the fixture's tree lacks.
  var without: [String]
  /// What is expected, every key as in the file.
  var facts: FixtureValue

  /// An expectation that is no expectation, with every fault of it.
  struct Malformed: Error, CustomStringConvertible {
    var faults: [String]
    var description: String { faults.joined(separator: "\n") }
  }

  /// The expectation of JSON text; throws ``Malformed`` for unknown keys and values of a wrong kind.
  init(json: Data) throws {
    var facts = try JSONDecoder().decode(FixtureValue.self, from: json)
    let faults = FixtureShape.expectation.faults(in: facts)
    guard faults.isEmpty else { throw Malformed(faults: faults) }
    guard let form = facts["form"]?.string else { throw Malformed(faults: ["form: missing"]) }
    self.form = form
    without = facts["without"]?.elements.compactMap(\.string) ?? []
    if let sets = facts["idSets"] { facts["idSets"] = .list(sets.elements.map(Self.namingFileOfMembers)) }
    self.facts = facts
  }

  /// One line for each fact of `catalogue` and each of `diagnostics` that differs from the expectation.
  func differences(from catalogue: ReleaseCatalogue, _ diagnostics: [Diagnostic]) -> [String] {
    guard case .object(var members) = facts else { return [] }
    for key in ["form", "without", "diagnostics"] { members[key] = nil }
    var comparison = FixtureComparison()
    comparison.compare(.object(members), with: FixtureValue(catalogue), shape: .expectation, at: "")
    if let expected = facts["diagnostics"] {
      comparison.compareDiagnostics(expected.elements, with: diagnostics.map { FixtureValue($0) })
    }
    return comparison.differences
  }

  /// An entry stands in its set's own file unless the expectation says where.
  private static func namingFileOfMembers(of set: FixtureValue) -> FixtureValue {
    guard let file = set["file"], let members = set["members"] else { return set }
    var set = set
    set["members"] = .list(
      members.elements.map { member in
        var member = member
        if member["file"] == nil { member["file"] = file }
        return member
      })
    return set
  }
}
