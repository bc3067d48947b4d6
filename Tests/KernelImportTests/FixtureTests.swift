import Foundation
import KernelImport
import KernelSources
import Testing

/// Every form in which real trees define, annotate and register kfuncs, in a tiny tree of its own.
@Suite struct FixtureTests {
  @Test(arguments: FixtureTree.all) func readsTheFactsOfEachForm(fixture: FixtureTree) async throws {
    let expectation = try fixture.expectation()
    let found = try await fixture.withFolder { folder in
      let result = try await KernelImporter().catalogue(of: try TreeSource(path: folder.path))
      return expectation.differences(from: result.catalogue, result.diagnostics)
    }
    #expect(found == [], "\(found.joined(separator: "\n"))")
  }
}
