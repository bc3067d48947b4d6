import KfuncModel
import ProgramInspection
import TestFiles
import Testing

/// What follows when a program meets a release: the rules are read off `bpf_core_types_are_compat`
/// (tools/lib/bpf/relo_core.c) and `bpf_object__resolve_ksym_func_btf_id` (tools/lib/bpf/libbpf.c) by hand.
@Suite struct ComparisonTests {
  /// A release with one kfunc.
  private func release(_ prototype: Prototype?, bpf: Prototype? = nil) throws -> ReleaseCatalogue {
    var kfuncs: [Kfunc] = []
    if let prototype {
      kfuncs = [
        Kfunc(
          name: prototype.name,
          definitions: [
            KfuncDefinition(
              source: SourceReference(file: "kernel/bpf/cats.c", line: 3), prototype: prototype, bpfPrototype: bpf,
              isMarked: true, build: BuildCondition(symbols: [], form: .builtIn))
          ])
      ]
    }
    return ReleaseCatalogue(
      release: try #require(KernelRelease("7.3")),
      source: KernelSourceRecord(version: "7.3.4", description: "test", form: .tree, identity: "sha256:0"),
      kfuncs: kfuncs)
  }

  private func prototype(_ result: String, _ parameters: [String], isVariadic: Bool = false) -> Prototype {
    Prototype(
      name: "bpf_a", returnType: result,
      parameters: parameters.map { Parameter(type: $0, name: nil, text: $0) }, isVariadic: isVariadic)
  }

  private func uses(_ source: String) async throws -> [KfuncUse] {
    let folder = try TemporaryFolder()
    try folder.write(source + "\n", to: "a.c")
    return try await ProgramReader(kfuncs: ["bpf_a"]).read(folder("a.c")).uses
  }

  private func kinds(_ source: String, _ prototype: Prototype?) async throws -> [String] {
    let use = try #require(try await uses(source).first)
    return use.differences(in: try release(prototype)).map { "\($0.kind.rawValue) \($0.effect.rawValue)" }
  }

  @Test func saysWhatAMissingKfuncDoes() async throws {
    #expect(try await kinds("void bpf_a(void) __ksym;", nil) == ["missing does-not-load"])
    #expect(try await kinds("void bpf_a(void) __ksym __weak;", nil) == ["missing resolves-to-zero"])
    #expect(try await kinds("int f(void) { return bpf_a(); }", nil) == ["missing not-known"])
  }

  @Test func looksForTheNameWithoutItsFlavour() async throws {
    let source = "int bpf_a___old(void) __ksym __weak;"
    #expect(try await kinds(source, prototype("int", [])) == [])
    let use = try #require(try await uses(source).first)
    let text = try #require(use.differences(in: try release(nil)).first?.text)
    #expect(text.hasPrefix("7.3 has no kfunc bpf_a: "))
  }

  @Test(arguments: [
    // The same to libbpf and to the verifier.
    ("int bpf_a(struct cat *c)", "int", ["struct cat *"], ""),
    ("int bpf_a(const struct cat *c)", "int", ["struct cat *"], ""),
    ("int bpf_a(struct cat___mine *c)", "int", ["struct cat *"], ""),
    ("__u64 bpf_a(unsigned long x)", "u64", ["unsigned long long"], ""),
    ("s32 bpf_a(cpumask_t *m)", "int", ["const cpumask_t *"], ""),
    ("int bpf_a(bool (*less)(int a, int b))", "int", ["bool (int, int)"], ""),
    ("int bpf_a(u8 key[16])", "int", ["u8 *"], ""),
    // Compatible to libbpf, though not the same.
    ("int bpf_a(struct dog *c)", "int", ["struct cat *"], "other-types resolves"),
    ("long bpf_a(u32 x)", "int", ["u64"], "other-types resolves"),
    ("int bpf_a(enum a x)", "int", ["enum b"], "other-types resolves"),
    // Not compatible.
    ("int bpf_a(int x, int y)", "int", ["int"], "incompatible-prototype does-not-load"),
    ("int bpf_a(void)", "void", [], "incompatible-prototype does-not-load"),
    ("int bpf_a(void *c)", "int", ["struct cat *"], "incompatible-prototype does-not-load"),
    ("int bpf_a(struct cat **c)", "int", ["struct cat *"], "incompatible-prototype does-not-load"),
    ("int bpf_a(int x)", "int", ["enum a"], "incompatible-prototype does-not-load"),
    ("int bpf_a(struct cat c)", "int", ["union cat"], "incompatible-prototype does-not-load"),
    ("int bpf_a(bool (*less)(int a))", "int", ["bool (int, int)"], "incompatible-prototype does-not-load"),
    ("int bpf_a(int x) __weak", "void", ["int"], "incompatible-prototype resolves-to-zero"),
    // A typedef that only a header could explain.
    ("int bpf_a(cat_t *c)", "int", ["struct cat *"], "not-compared not-known"),
  ])
  func comparesPrototypesAsLibbpfDoes(
    declared: String, result: String, parameters: [String], expected: String
  ) async throws {
    #expect(
      try await kinds(declared + " __ksym;", prototype(result, parameters)).joined(separator: ", ") == expected)
  }

  /// BTF has a last parameter without a type for `...`: counts differ.
  @Test func countsDotsAsAParameter() async throws {
    let actual = prototype("int", ["char *"], isVariadic: true)
    #expect(try await kinds("int bpf_a(char *f, ...) __ksym;", actual) == [])
    #expect(try await kinds("int bpf_a(char *f) __ksym;", actual) == ["incompatible-prototype does-not-load"])
    #expect(try await kinds("int bpf_a(char *f, int x) __ksym;", actual) == ["incompatible-prototype does-not-load"])
  }

  @Test func comparesWithThePrototypeThatProgramsSee() async throws {
    let use = try #require(try await uses("int bpf_a(int x) __ksym;").first)
    let full = prototype("int", ["int", "struct bpf_prog_aux *"])
    #expect(use.differences(in: try release(full, bpf: prototype("int", ["int"]))) == [])
    #expect(use.differences(in: try release(full)).map(\.kind) == [.incompatiblePrototype])
  }

  @Test func namesWhatDiffers() async throws {
    let use = try #require(try await uses("void bpf_a(u32 x, struct cat *c) __ksym;").first)
    var actual = prototype("int", ["u32", "struct dog *", "u64"])
    actual.parameters[1].name = "d"
    #expect(
      use.differences(in: try release(actual)).map(\.text) == [
        "bpf_a: returns int in 7.3, declared to return void; takes 3 parameters in 7.3, declared with 2 parameters; "
          + "libbpf takes them for incompatible, and the object does not load",
        "bpf_a: parameter 2 (d) is struct dog * in 7.3, declared as struct cat *; libbpf takes them for compatible, "
          + "and the verifier checks against the kernel's prototype",
      ])
  }

  /// The typedefs of an object are in its BTF; those of a release's sources are not in its catalogue.
  @Test func followsTheTypedefsOfAnObject() async throws {
    let uses = try await ProgramReader(kfuncs: []).read(CompiledObjects.folder.get()("cats.bpf.o")).uses
    let release = uses.first { $0.name == "bpf_cat_release" }
    let use = try #require(release)
    var actual = prototype("void", ["struct cat *", "struct dog *"])
    actual.name = "bpf_cat_release"
    // `struct dog` is never seen whole by the fixture.
    #expect(use.differences(in: try self.release(actual)).map(\.kind) == [.notCompared])
    actual.parameters[1] = Parameter(type: "u64", name: nil, text: "u64")
    #expect(use.differences(in: try self.release(actual)).map(\.kind) == [.incompatiblePrototype])
  }

  @Test func doesNotCompareWhatAnObjectDoesNotTell() async throws {
    let uses = try await ProgramReader(kfuncs: []).read(CompiledObjects.folder.get()("cats-bare.bpf.o")).uses
    let use = try #require(uses.first { $0.name == "bpf_cat_each" })
    var actual = prototype("void", [])
    actual.name = "bpf_cat_each"
    #expect(use.differences(in: try release(actual)).map(\.kind) == [.notCompared])
  }
}
