import Diagnostics
import Foundation
import KfuncModel
import ProgramInspection
import TestFiles
import Testing

/// Expectations are read off the source of the fixture by hand.
@Suite struct ObjectTests {
  private static let expected = [
    "strong struct cat *bpf_cat_acquire(struct cat *) [struct_ops/init, tc]",
    "weak u32 bpf_cat_count___old(void) [tc]",
    "strong int bpf_cat_each(union pair *, bool (*)(const struct cat *, int)) [tc]",
    "weak int bpf_cat_paint(enum colour, enum wide, u64, bool) [tc]",
    "weak void bpf_cat_release(cat_t *, const struct dog *) [tc]",
    "strong int bpf_cat_say(const char *, ...) [struct_ops/init, tc]",
  ]

  @Test(arguments: ["cats.bpf.o", "cats-big.bpf.o"])
  func readsExternsWithTheirPrototypesInBothByteOrders(name: String) async throws {
    let result = try await ProgramReader(kfuncs: []).read(CompiledObjects.folder.get()(name))
    let lines = result.uses.map { use in
      "\(use.strength.rawValue) \(use.prototype?.text ?? "?") [\(use.calls.compactMap(\.section).sorted().joined(separator: ", "))]"
    }
    #expect(lines == Self.expected)
    #expect(result.diagnostics.isEmpty)
    #expect(result.uses.allSatisfy { $0.isUsed && $0.declaration?.section == ".ksyms" })
  }

  @Test func cutsTheFlavourOffTheName() async throws {
    let result = try await ProgramReader(kfuncs: []).read(CompiledObjects.folder.get()("cats.bpf.o"))
    let use = try #require(result.uses.first { $0.spelledName == "bpf_cat_count___old" })
    #expect(use.name == "bpf_cat_count")
  }

  @Test func listsOpenSymbolsOfAnObjectWithoutBTFAndSaysSo() async throws {
    let result = try await ProgramReader(kfuncs: []).read(CompiledObjects.folder.get()("cats-bare.bpf.o"))
    #expect(result.diagnostics.map(\.code) == ["no-btf"])
    // Without BTF nothing tells a function from a variable.
    #expect(
      result.uses.map { "\($0.strength.rawValue) \($0.spelledName)" } == [
        "strong bpf_cat_acquire", "weak bpf_cat_count___old", "strong bpf_cat_each", "weak bpf_cat_paint",
        "weak bpf_cat_release", "strong bpf_cat_say", "weak cat_table", "strong cats_alive",
      ])
    #expect(result.uses.allSatisfy { $0.prototype == nil })
  }

  /// llvm-objdump of the same toolchain lists the symbols that the object leaves open.
  @Test func agreesWithObjdumpOnOpenSymbolsAndTheirBinding() async throws {
    let folder = try CompiledObjects.folder.get()
    let table = try run("llvm-objdump", "-t", folder("cats-bare.bpf.o"))
    let open = table.split(separator: "\n").filter { $0.contains("*UND*") }.map { line in
      (line.split(separator: " ").contains("w") ? "weak " : "strong ") + (line.split(separator: " ").last ?? "")
    }
    let result = try await ProgramReader(kfuncs: []).read(folder("cats-bare.bpf.o"))
    #expect(!open.isEmpty)
    #expect(Set(result.uses.map { "\($0.strength.rawValue) \($0.spelledName)" }) == Set(open))
  }

  @Test func readsAFolderOfSourcesAndObjectsInOneOrder() async throws {
    let folder = try TemporaryFolder()
    try folder.write(CompiledObjects.bytes("cats.bpf.o"), to: "b/cats.bpf.o")
    try folder.write("extern void bpf_cat_release(void *c) __ksym;\nint f(void) { bpf_cat_release(0); }\n", to: "a.c")
    let result = try await ProgramReader(kfuncs: []).read(folder.path)
    #expect(
      result.uses.filter { $0.name == "bpf_cat_release" }.map { $0.declaration?.description } == [
        "a.c:1", "b/cats.bpf.o, section .ksyms",
      ])
    #expect(result.sources == 1 && result.objects == 1)
  }
}

/// Objects that are none, or not whole.
@Suite struct BadObjectTests {
  private func diagnostics(_ bytes: [UInt8], name: String = "x.o") async throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: name)
    let result = try await ProgramReader(kfuncs: []).read(folder(name))
    #expect(result.uses.isEmpty)
    return result.diagnostics.map { "\($0.severity.word) \($0.code.rawValue) \($0.location?.file ?? "")" }
  }

  @Test func saysThatAFileIsNoObject() async throws {
    #expect(try await diagnostics(Array("!<arch>\n".utf8)) == ["error not-an-object x.o"])
    #expect(try await diagnostics([]) == ["error not-an-object x.o"])
  }

  @Test func refusesObjectsOfOtherMachines() async throws {
    var bytes = try CompiledObjects.bytes("cats.bpf.o")
    bytes[18] = 62  // EM_X86_64
    #expect(try await diagnostics(bytes) == ["error not-a-bpf-object x.o"])
    bytes = try CompiledObjects.bytes("cats.bpf.o")
    bytes[4] = 1  // 32 bits
    #expect(try await diagnostics(bytes) == ["error not-a-bpf-object x.o"])
    bytes[4] = 2
    bytes[5] = 3
    #expect(try await diagnostics(bytes) == ["error damaged-object x.o"])
  }

  /// Section headers stand at the end of what clang writes: every shorter file has lost them.
  @Test func saysOfACutObjectThatItIsCut() async throws {
    let bytes = try CompiledObjects.bytes("cats.bpf.o")
    for count in [4, 40, 64, bytes.count / 2, bytes.count - 1] {
      #expect(try await diagnostics(Array(bytes[..<count])) == ["error truncated-object x.o"], "\(count) bytes")
    }
  }

  @Test(arguments: [
    (0, UInt8(0)),  // no magic
    (2, 9),  // another version
    (7, 0xff),  // a header longer than the section
    (11, 0xff),  // types far outside
    (19, 0xff),  // names far outside
  ])
  func refusesABTFHeaderThatIsWrong(offset: Int, value: UInt8) async throws {
    var bytes = try CompiledObjects.bytes("cats.bpf.o")
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x9f, 0xeb, 1, 0, 24, 0, 0, 0, 0]) })
    bytes[start + offset] = value
    #expect(try await diagnostics(bytes) == ["error damaged-btf x.o"])
  }

  @Test func saysWhatCannotBeOpened() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: Diagnostic.self) { try await ProgramReader(kfuncs: []).read(folder("absent.o")) }
  }

  @Test func skipsObjectsOfTheMachineInAFolder() async throws {
    let folder = try TemporaryFolder()
    var bytes = try CompiledObjects.bytes("cats.bpf.o")
    bytes[18] = 62
    try folder.write(bytes, to: "tool.o")
    let result = try await ProgramReader(kfuncs: []).read(folder.path)
    #expect(result.uses.isEmpty && result.diagnostics.isEmpty)
  }
}
