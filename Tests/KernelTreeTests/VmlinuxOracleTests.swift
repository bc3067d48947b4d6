import Foundation
import KernelOracles
import KfuncModel
import Testing

/// The committed catalogues against the kernels that Debian compiled from the same sources.
///
/// The counts were found with grep and by hand, apart from the program; `docs/verification.md` says how.
@Suite(.enabled(if: KernelFolder.isGiven, "KFUNCDOCS_KERNELS names no folder of kernels"))
struct VmlinuxOracleTests {
  /// What is known of a release from elsewhere.
  struct Known: Sendable, CustomTestStringConvertible {
    var release: String
    /// The exact version of sources and compiled kernel.
    var version: String
    /// `grep -c '__weak __ksym;' vmlinux.h`
    var compiled: Int
    var testing: Int
    var architecture: Int
    var module: Int
    var configuration: Int

    var testDescription: String { release }
  }

  static let known = [
    Known(
      release: "6.12", version: "6.12.107", compiled: 132, testing: 56, architecture: 0, module: 30, configuration: 45),
    Known(
      release: "7.2", version: "7.2.12", compiled: 308, testing: 79, architecture: 1, module: 31, configuration: 0),
    Known(
      release: "7.3", version: "7.3.4", compiled: 319, testing: 89, architecture: 1, module: 31, configuration: 4),
  ]

  /// In `net/bpf/test_run.c` of all three trees: targets of fmodret, in a set opened with `BTF_KFUNCS_START`.
  static let fmodretTargets: Set<String> = ["bpf_fentry_test1", "bpf_modify_return_test", "bpf_modify_return_test2"]

  private func catalogue(_ release: String) throws -> ReleaseCatalogue {
    let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let file = project.appending(path: "Content/catalogue/\(release).json")
    return try ReleaseCatalogue.read([UInt8](Data(contentsOf: file)), file: file.path)
  }

  @Test(arguments: known) func everyDeclarationOfTheHeaderIsRead(known: Known) throws {
    let kfuncs = try KernelFolder().compiledKfuncs(known.release)
    #expect(kfuncs.count == known.compiled)
    #expect(Set(kfuncs.map(\.name)).count == known.compiled)
    #expect(kfuncs.map(\.name) == kfuncs.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test(arguments: known) func theTargetsOfFmodretAreThoseThatGrepFinds(known: Known) throws {
    let folder = try KernelFolder()
    let compiled = Set(try folder.compiledKfuncs(known.release).map(\.name))
    // One more stands in a set that is registered for calls as well, and so in the catalogue.
    let expected = Self.fmodretTargets.union(["bpf_modify_return_test_tp"])
    #expect(Set(try folder.fmodretMembers(known.release).keys).intersection(compiled) == expected)
  }

  @Test(arguments: known) func theCatalogueHasWhatTheCompiledKernelHasAndExplainsTheRest(known: Known) throws {
    let folder = try KernelFolder()
    let catalogue = try catalogue(known.release)
    let compiledVersion = try folder.upstreamVersion(of: "bpf-dev-\(known.release)")
    try #require(catalogue.source.version == known.version && compiledVersion == known.version)
    #expect(try folder.upstreamVersion(of: "config-\(known.release)") == known.version)

    let comparison = OracleComparison(
      catalogue: catalogue, configuration: try folder.configuration(known.release))
    let report = comparison.report(
      oracle: try folder.compiledKfuncs(known.release), fmodret: try folder.fmodretMembers(known.release))
    print("\(known.release): \(report.summary)")

    #expect(report.missing.map(\.text) == [])
    #expect(report.differing.map(\.description) == [])
    #expect(report.contradicted.map(\.description) == [])
    #expect(report.beyond(.other).map(\.description) == [])
    #expect(Set(report.unregistered.keys) == Self.fmodretTargets)
    #expect(report.equal.count == known.compiled - Self.fmodretTargets.count)
    #expect(report.beyond(.testing).count == known.testing)
    #expect(report.beyond(.architecture).count == known.architecture)
    #expect(report.beyond(.module).count == known.module)
    #expect(report.beyond(.configuration).count == known.configuration)
  }
}
