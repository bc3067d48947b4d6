import BPFObjects
import Diagnostics
import KfuncModel
import ProgramInspection
import TestFiles
import Testing

/// Objects that no compiler writes.
@Suite(.timeLimit(.minutes(10))) struct HostileObjectTests {
  private typealias Entry = BTFWriter.Entry

  private func read(_ object: BPFObjectWriter) async throws -> (prototypes: [String], codes: [String]) {
    try await read(object.bytes)
  }

  private func read(_ bytes: [UInt8]) async throws -> (prototypes: [String], codes: [String]) {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "x.o")
    let result = try await ProgramReader(kfuncs: []).read(folder("x.o"))
    return (result.uses.map { $0.prototype?.text ?? $0.spelledName }, result.diagnostics.map(\.code.rawValue))
  }

  /// The writer itself: what it writes right is read right, by this reader and by llvm-objdump.
  @Test(arguments: [false, true]) func readsWhatTheWriterWrites(isBigEndian: Bool) async throws {
    var object = BPFObjectWriter(functions: ["bpf_a", "bpf_b"]) { types in
      let int = types.add(Entry("int", kind: 1, value: 4, [0x0100_0020]))
      let pointer = types.add(Entry(kind: 2, value: int))
      return types.add(Entry(kind: 13, value: int, [0, pointer, 0, int]))
    }
    object.symbols[1].binding = 2
    object.isBigEndian = isBigEndian
    #expect(try await read(object) == (["int bpf_a(int *, int)", "int bpf_b(int *, int)"], []))
    let folder = try TemporaryFolder()
    try folder.write(object.bytes, to: "x.o")
    let table = try run("llvm-objdump", "-t", "-r", folder("x.o"))
    #expect(table.contains("w      *UND*") && table.contains("R_BPF_64_32              bpf_a"))
  }

  @Test func endsInLoopsOfTypes() async throws {
    for kind: UInt32 in [2, 8, 9, 10, 11, 18] {
      let object = BPFObjectWriter(functions: ["bpf_a"]) { types in
        let loop = types.add(Entry("t", kind: kind, value: 1))
        return types.add(Entry(kind: 13, value: loop, [0, loop]))
      }
      let (prototypes, codes) = try await read(object)
      #expect(prototypes.count == 1 && codes.isEmpty, "kind \(kind)")
    }
    let array = BPFObjectWriter(functions: ["bpf_a"]) { types in
      let loop = types.add(Entry(kind: 3, [1, 1, 0xffff_ffff]))
      return types.add(Entry(kind: 13, value: 0, [0, loop]))
    }
    #expect(try await read(array).prototypes.count == 1)
  }

  /// A chain of pointers as deep as is read, in words: each asterisk once.
  @Test func saysHowALoopOfPointersDiffers() async throws {
    let object = BPFObjectWriter(functions: ["bpf_a"]) { types in
      _ = types.add(Entry(kind: 2, value: 1))
      return types.add(Entry(kind: 13, [0, 1]))
    }
    let folder = try TemporaryFolder()
    try folder.write(object.bytes, to: "x.o")
    let use = try #require(try await ProgramReader(kfuncs: []).read(folder("x.o")).uses.first)
    var prototype = try #require(use.prototype)
    prototype.parameters[0] = Parameter(type: "int", name: nil, text: "int")
    let definition = KfuncDefinition(
      source: SourceReference(file: "a.c", line: 1), prototype: prototype, isMarked: true,
      build: BuildCondition(symbols: [], form: .builtIn))
    let release = ReleaseCatalogue(
      release: KernelRelease(major: 7, minor: 3),
      source: KernelSourceRecord(version: "7.3", description: "", form: .tree, identity: ""),
      kfuncs: [Kfunc(name: "bpf_a", definitions: [definition])])
    #expect(use.differences(in: release).map(\.kind) == [.incompatiblePrototype])
  }

  /// Sixty parameters that are each a pointer to the function itself: 60 to the power of 16 types within the depth.
  @Test func endsInFunctionsThatTakeThemselves() async throws {
    let object = BPFObjectWriter(functions: (0..<200).map { "bpf_\($0)" }) { types in
      _ = types.add(Entry(kind: 2, value: 2))
      return types.add(Entry(kind: 13, value: 1, Array(repeating: [0, 1], count: 60).flatMap(\.self)))
    }
    #expect(try await read(object).prototypes.count == 200)
  }

  @Test func showsATypeThatDoesNotExistAsUnknown() async throws {
    let object = BPFObjectWriter(functions: ["bpf_a"]) { types in
      types.add(Entry(kind: 13, value: 0xffff_ffff, [0xffff_ffff, 77, 0, 78]))
    }
    #expect(try await read(object).prototypes == ["… bpf_a(…, …)"])
  }

  @Test func refusesCountsThatTheSectionDoesNotHold() async throws {
    for kind: UInt32 in [4, 13, 15, 19] {
      let object = BPFObjectWriter(functions: ["bpf_a"]) { types in
        types.add(Entry(kind: kind, count: 0xff_ffff))
      }
      #expect(try await read(object).codes == ["damaged-btf"], "kind \(kind)")
    }
  }

  @Test func saysOfAFunctionWithoutAPrototypeThatItIsDamaged() async throws {
    let object = BPFObjectWriter(functions: ["bpf_a"]) { $0.add(Entry("int", kind: 1, value: 4, [32])) }
    #expect(try await read(object) == (["bpf_a"], ["damaged-btf"]))
  }

  /// BTF of 7.3 may tell the sizes of kinds that its reader does not know.
  @Test func skipsUnknownKindsByTheLayoutSection() async throws {
    var object = BPFObjectWriter(functions: ["bpf_a"]) { types in
      _ = types.add(Entry(kind: 21, count: 2, [1, 2, 3, 4, 5]))
      return types.add(Entry(kind: 13))
    }
    #expect(try await read(object).codes == ["damaged-btf"])
    object.types.layout = Array(repeating: (0, 0), count: 21) + [(4, 8)]
    #expect(try await read(object) == (["void bpf_a(void)"], []))
    object.types.layout[21] = (255, 255)
    #expect(try await read(object).codes == ["damaged-btf"])
  }

  @Test func boundsTheNumberOfExterns() async throws {
    let object = BPFObjectWriter(functions: (0..<12_000).map { "bpf_\($0)" }) { $0.add(Entry(kind: 13)) }
    let (prototypes, codes) = try await read(object)
    #expect(prototypes.count == 10_000 && codes == ["too-many-externs"])
  }

  /// A hundred thousand symbols that share one name of a megabyte would be 100 GB.
  @Test func readsNoNameLongerThanTheKernelHas() async throws {
    var object = BPFObjectWriter(functions: [String(repeating: "a", count: 600)]) { $0.add(Entry(kind: 13)) }
    #expect(try await read(object) == ([], ["damaged-object"]))
    object = BPFObjectWriter(functions: ["bpf_a"]) { $0.add(Entry(kind: 13)) }
    object.endsNames = false
    #expect(try await read(object).prototypes.isEmpty)
  }

  @Test func refusesSectionHeadersThatTheFileDoesNotHold() async throws {
    let object = BPFObjectWriter(functions: ["bpf_a"]) { $0.add(Entry(kind: 13)) }.bytes
    for (offset, value): (Int, [UInt8]) in [
      (60, [0xff, 0xff]), (58, [1, 0]), (40, Array(repeating: 0xff, count: 8)), (40, [0, 0, 0, 0, 0, 0, 0, 0x7f]),
    ] {
      var bytes = object
      bytes.replaceSubrange(offset..<offset + value.count, with: value)
      #expect(try await read(bytes).codes == ["truncated-object"], "offset \(offset)")
    }
    // No sections at all: a file, and nothing in it.
    var bytes = object
    bytes.replaceSubrange(40..<48, with: Array(repeating: 0, count: 8))
    #expect(try await read(bytes) == ([], ["damaged-object"]))
  }
}
