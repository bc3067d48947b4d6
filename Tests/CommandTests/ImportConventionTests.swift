import Foundation
import TestFiles
import Testing

/// What every command keeps to: streams, exit codes, files.
@Suite struct ImportConventionTests {
  @Test func dataGoesToTheCatalogueAndEverythingElseToStandardError() async throws {
    let scene = try ImportScene("bad-undefined-kfunc")
    let outcome = try await scene.importKernel()
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("[undefined-kfunc]"))
    #expect(outcome.errors.contains("6.12 (6.12.107, kernel source): 2 kfuncs"))
    // Not a terminal: no bar, no colours.
    #expect(!outcome.errors.contains("\r") && !outcome.errors.contains("\u{1b}"))
  }

  @Test func quietSaysErrorsOnly() async throws {
    let scene = try ImportScene("bad-undefined-kfunc")
    let outcome = try await scene.importKernel(nil, "--quiet")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty && outcome.output.isEmpty)
    #expect(scene.catalogue != nil)
    let failing = try await scene.importKernel(scene.folder("nothing"), "--quiet")
    #expect(failing.status == 2)
    #expect(failing.errors.contains(": error: "))
  }

  @Test(arguments: [
    ["import", "kernel"], ["import", "kernel", ".", "--release", "six"], ["import", "kernel", ".", "--unknown"],
    ["import", "kernel", ".", "--release", "6.12", "--tags", "v*"], ["imprt"],
  ]) func wrongUsageExitsWith64(arguments: [String]) async throws {
    let outcome = try await KfuncdocsProgram.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Usage:"), "\(outcome.errors)")
  }

  @Test func helpIsDataAndNamesTheExitCodes() async throws {
    let outcome = try await KfuncdocsProgram.run(["import", "kernel", "--help"])
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    for words in ["Exit status: 0 imported, 1 the sources have errors, 2 nothing could be read or written", "--tags"] {
      #expect(outcome.output.replacing("\n", with: " ").contains(words))
    }
  }

  @Test func aSecondImportOfTheSameSourceChangesNothing() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    let outcome = try await scene.importKernel()
    #expect(outcome.errors.contains("6.12.json unchanged"))
    #expect(scene.catalogue == good)
  }

  @Test func kernelDocIsWrittenOnlyIntoTheLocalFolder() async throws {
    let scene = try ImportScene("kernel-doc-titles")
    _ = try await scene.importGood()
    let before = scene.folder.listing()
    #expect(!before.contains { $0.hasPrefix("Content/local") })
    let plain = scene.catalogue
    let outcome = try await scene.importKernel(nil, "--kernel-doc")
    #expect(outcome.status == 0)
    #expect(Set(scene.folder.listing()).subtracting(before) == ["Content/local", "Content/local/6.12.json"])
    #expect(scene.catalogue == plain)
    #expect(scene.folder.bytes(of: "Content/local/6.12.json")?.isEmpty == false)
  }

  @Test func anOverriddenReleaseNamesTheCatalogue() async throws {
    let scene = try ImportScene()
    let outcome = try await scene.importKernel(nil, "--release", "6.13", "--description", "a vendor's kernel")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("6.13 (6.12.107, a vendor's kernel): 8 kfuncs"))
    #expect(scene.catalogue == nil)
    #expect(scene.folder.bytes(of: "Content/catalogue/6.13.json") != nil)
  }
}
