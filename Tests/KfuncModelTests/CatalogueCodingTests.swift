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

  /// As the published form has it. Two names that are one to Unicode ended the program: they are one key of a table and two
  /// of a sorted list.
  @Test(arguments: ["e\u{301}", "a b", "", "1a", "a\u{1}"]) func refusesWhatIsNoNameOfC(_ name: String) throws {
    let text = String(decoding: try bytes("6.1"), as: UTF8.self)
    let spelled = name.replacing("\u{1}", with: "\\u0001")
    for (member, what) in [
      ("\"name\": \"bpf_ct_change_status\"", "kfuncs"), ("[\"KF_TRUSTED_ARGS\"]", "flags"),
      ("\"programTypes\": [\"BPF_PROG_TYPE_XDP\"]", "hooks"),
    ] {
      try #require(text.contains(member), "\(member)")
      let old = try #require(member.split(separator: "\"").last { $0.contains("_") })
      let wrong = text.replacing(member, with: member.replacing(old, with: spelled))
      let error = #expect(throws: Diagnostic.self) {
        _ = try ReleaseCatalogue.read(Array(wrong.utf8), file: "6.1.json")
      }
      #expect(error?.message.hasSuffix("'\(name)' is no name of C") == true, "\(what): \(error?.message ?? "")")
    }
  }

  @Test func findsEveryKfuncByNameAndNoOther() throws {
    let catalogue = try ReleaseCatalogue.read(bytes("7.3"), file: "7.3.json")
    for kfunc in catalogue.kfuncs { #expect(catalogue.kfunc(kfunc.name)?.name == kfunc.name) }
    for name in ["", "a", "zzzz", "bpf_is_idmapped_mnt"] { #expect(catalogue.kfunc(name) == nil) }
  }
}

/// Several catalogues that are read together share what they repeat.
@Suite struct SharedPartsTests {
  private func text(_ release: String) throws -> String {
    let folder = CatalogueCodingTests.catalogues
    return try String(contentsOf: folder.appending(path: "\(release).json"), encoding: .utf8)
  }

  @Test func readTogetherEachIsWhatItIsAlone() throws {
    let shared = SharedCatalogueParts()
    for release in ["6.1", "6.12", "7.2", "7.3", "7.3"] {
      let bytes = Array(try text(release).utf8)
      let together = try ReleaseCatalogue.read(bytes, file: release, sharing: shared)
      #expect(try together == ReleaseCatalogue.read(bytes, file: release))
      #expect(together.jsonBytes() == bytes)
    }
  }

  /// 7.2 and 7.3 define most kfuncs alike at other lines.
  @Test func definitionsAndEntriesThatDifferInLinesAloneShareTheRest() throws {
    let shared = SharedCatalogueParts()
    let old = try ReleaseCatalogue.read(Array(text("7.2").utf8), file: "7.2.json", sharing: shared)
    let new = try ReleaseCatalogue.read(Array(text("7.3").utf8), file: "7.3.json", sharing: shared)
    var alike = 0
    for kfunc in new.kfuncs {
      guard let before = old.kfunc(kfunc.name), let own = kfunc.definitions.first, let other = before.definitions.first
      else { continue }
      var moved = other
      moved.source.line = own.source.line
      if let line = own.kernelDoc?.line { moved.kernelDoc?.line = line }
      moved.notices = own.notices
      #expect(own.sharesContent(with: other) == (moved == own))
      if own.sharesContent(with: other) { alike += 1 }
    }
    #expect(alike > 300)
  }

  @Test func aLineThatIsNoneIsRefusedInTheSecondCatalogueToo() throws {
    let text = try text("7.3")
    let member = #""name": "bpf_task_acquire","#
    #expect(text.contains(member))
    for (place, line) in [("definitions", 0), ("members", 0), ("members", 5_000_000_000)] {
      let shared = SharedCatalogueParts()
      _ = try ReleaseCatalogue.read(Array(text.utf8), file: "7.3.json", sharing: shared)
      let begin = try #require(text.range(of: "\"\(place)\": ["))
      let number = try #require(
        text.range(of: #""line": [0-9]+"#, options: .regularExpression, range: begin.upperBound..<text.endIndex))
      let wrong = text.replacingCharacters(in: number, with: "\"line\": \(line)")
      let error = #expect(throws: Diagnostic.self) {
        _ = try ReleaseCatalogue.read(Array(wrong.utf8), file: "7.3.json", sharing: shared)
      }
      #expect(error?.message.hasSuffix(line == 0 ? "lines count from 1" : "no file has so many lines") == true)
    }
  }
}
