import Diagnostics
import Foundation
import KfuncModel
import Testing

@Suite struct CatalogueCodingTests {
  static let catalogues = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Content/catalogue").standardized

  private func bytes(_ release: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.catalogues.appending(path: "\(release).json")))
  }

  @Test(arguments: ["6.1", "6.12", "7.2", "7.3"]) func aCommittedCatalogueIsWrittenBackToTheSameBytes(release: String)
    throws
  {
    let bytes = try bytes(release)
    let catalogue = try ReleaseCatalogue.read(bytes, file: release)
    #expect(catalogue.release.description == release)
    #expect(catalogue.jsonBytes() == bytes)
  }

  @Test func refusesAMemberThatItDoesNotKnow() throws {
    let text = String(decoding: try bytes("6.1"), as: UTF8.self)
      .replacingOccurrences(of: "\"release\": \"6.1\"", with: "\"release\": \"6.1\", \"colour\": 1")
    let error = #expect(throws: Diagnostic.self) { _ = try ReleaseCatalogue.read(Array(text.utf8), file: "6.1.json") }
    #expect(error?.message == "unknown member 'colour'")
  }

  @Test func refusesAPrototypeThatContradictsItsParts() throws {
    let text = String(decoding: try bytes("6.1"), as: UTF8.self)
      .replacingOccurrences(of: "void crash_kexec(struct pt_regs *regs)", with: "void crash_kexec(int regs)")
    let error = #expect(throws: Diagnostic.self) { _ = try ReleaseCatalogue.read(Array(text.utf8), file: "6.1.json") }
    #expect(error?.message.contains("does not agree with its parts") == true)
  }

  /// `bpf_kfunc_call_test1` of 6.1 stands in `net/bpf/test_run.c`.
  @Test func refusesATestingMarkThatContradictsTheFile() throws {
    let text = String(decoding: try bytes("6.1"), as: UTF8.self)
    let mark = "\"name\": \"bpf_kfunc_call_test1\",\n   \"testingOnly\": true,"
    try #require(text.contains(mark))
    let unmarked = text.replacingOccurrences(of: mark, with: "\"name\": \"bpf_kfunc_call_test1\",")
    let error = #expect(throws: Diagnostic.self) {
      _ = try ReleaseCatalogue.read(Array(unmarked.utf8), file: "6.1.json")
    }
    #expect(error?.message.contains("'testingOnly' contradicts") == true)
  }

  @Test func refusesKfuncsOutOfOrder() throws {
    let text = String(decoding: try bytes("6.1"), as: UTF8.self)
      .replacingOccurrences(of: "\"name\": \"crash_kexec\"", with: "\"name\": \"zzz\"")
    #expect(throws: Diagnostic.self) { _ = try ReleaseCatalogue.read(Array(text.utf8), file: "6.1.json") }
  }

  @Test func findsEveryKfuncByNameAndNoOther() throws {
    let catalogue = try ReleaseCatalogue.read(bytes("7.3"), file: "7.3.json")
    for kfunc in catalogue.kfuncs { #expect(catalogue.kfunc(kfunc.name)?.name == kfunc.name) }
    for name in ["", "a", "zzzz", "bpf_is_idmapped_mnt"] { #expect(catalogue.kfunc(name) == nil) }
  }
}
