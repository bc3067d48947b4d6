import Foundation
import KernelImport
import KernelSources
import KfuncModel
import Testing

/// Twenty kfuncs of each release, drawn at random and read by eye, against what the importer reads from the same tree.
@Suite(.enabled(if: KernelFolder.isGiven, "KFUNCDOCS_KERNELS names no folder of kernels"))
struct HandReadTests {
  @Test(arguments: ["6.1", "6.12", "7.2", "7.3"]) func theImporterReadsWhatAPersonRead(release: String) async throws {
    let expected = try HandReadExpectation(release: release)
    let tree = try KernelFolder().tree(release)
    let source = try TreeSource(path: tree.path)
    let catalogue = try await KernelImporter().catalogue(of: source).catalogue
    // Lines hold for the version that was read; another point release moves them.
    try #require(catalogue.source.version == expected.version)
    #expect(expected.kfuncs.count == 20)
    for kfunc in expected.kfuncs {
      let differences = HandReadComparison(catalogue: catalogue, expected: kfunc, tree: tree).differences
      #expect(differences == [], "\(release) \(kfunc.name)")
    }
  }
}
