import Diagnostics
import KfuncModel
import ProgramInspection
import TestFiles
import Testing

/// Expectations are read off the sources above them by hand.
@Suite struct SourceTests {
  /// What is found in files, one line for each use: strength, name, where declared, calls, existence checks.
  private func uses(
    _ files: [String: String], kfuncs: Set<String> = [], path: String? = nil
  ) async throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let result = try await ProgramReader(kfuncs: kfuncs).read(path.map { folder($0) } ?? folder.path)
    #expect(result.diagnostics.isEmpty)
    return result.uses.map { use in
      var line = "\(use.strength.rawValue) \(use.spelledName)"
      if let place = use.declaration { line += " @\(place)" }
      if !use.calls.isEmpty { line += " calls \(use.calls.map(\.description).joined(separator: " "))" }
      if !use.existenceChecks.isEmpty {
        line += " checks \(use.existenceChecks.map(\.description).joined(separator: " "))"
      }
      return line
    }
  }

  private func prototype(_ declaration: String) async throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(declaration + "\n", to: "a.c")
    let result = try await ProgramReader(kfuncs: []).read(folder("a.c"))
    let use = try #require(result.uses.first)
    #expect(result.uses.count == 1)
    return "\(use.strength.rawValue) \(use.prototype?.text ?? "?")"
  }

  @Test(arguments: [
    ("extern void bpf_a(void) __ksym;", "strong void bpf_a(void)"),
    ("void bpf_a(void) __ksym;", "strong void bpf_a(void)"),
    ("extern struct cat *bpf_a(struct cat *c) __ksym __weak;", "weak struct cat *bpf_a(struct cat *c)"),
    ("extern __weak __ksym int bpf_a(int x);", "weak int bpf_a(int x)"),
    ("extern int __ksym bpf_a(int x) __weak;", "weak int bpf_a(int x)"),
    (
      "extern int\nbpf_a(const struct cat *c,\n\tu32 n__sz /* size */)\n\t__weak __ksym;",
      "weak int bpf_a(const struct cat *c, u32 n__sz)"
    ),
    ("extern int bpf_a(const char *f, ...) __ksym;", "strong int bpf_a(const char *f, ...)"),
    ("extern int bpf_a(struct cat *, u32) __ksym;", "strong int bpf_a(struct cat *, u32)"),
    ("extern int bpf_a(bool (*less)(int, int)) __ksym;", "strong int bpf_a(bool (*less)(int, int))"),
    ("int bpf_a(int x) __attribute__((section(\".ksyms\")));", "strong int bpf_a(int x)"),
    ("int bpf_a(int x) __attribute__((weak, section(\".ksyms\")));", "weak int bpf_a(int x)"),
    ("int bpf_a(int x) __attribute__((section(\".ksyms\"))) __attribute__((__weak__));", "weak int bpf_a(int x)"),
    ("bool __bpf_a(int x) __ksym;", "strong bool __bpf_a(int x)"),
    ("__printf(2, 3) int bpf_a(int x, char *f, ...) __ksym;", "strong int bpf_a(int x, char *f, ...)"),
    ("char _license[] SEC(\"license\") = \"GPL\";\nvoid bpf_a(void) __ksym;", "strong void bpf_a(void)"),
    ("#define KSYM_OPTIONAL __ksym __weak\nextern void bpf_a(void) KSYM_OPTIONAL;", "weak void bpf_a(void)"),
    ("#define MAYBE __attribute__((weak))\nextern void bpf_a(void) MAYBE __ksym;", "weak void bpf_a(void)"),
    ("int f(void)\n{\n\textern void bpf_a(void) __ksym;\n}", "strong void bpf_a(void)"),
    ("extern const int counter __ksym;\nvoid bpf_a(void) __ksym;", "strong void bpf_a(void)"),
    ("MACRO(x)\nextern void bpf_a(void) __ksym;", "strong void bpf_a(void)"),
    (
      "// void bpf_b(void) __ksym;\n/* void bpf_c(void) __ksym; */\nvoid bpf_a(void) __ksym;", "strong void bpf_a(void)"
    ),
    ("const char *s = \"void bpf_b(void) __ksym;\";\nvoid bpf_a(void) __ksym;", "strong void bpf_a(void)"),
    ("#if 0\nvoid bpf_b(void) __ksym;\n#endif\nvoid bpf_a(void) __ksym;", "strong void bpf_a(void)"),
  ])
  func readsTheFormsOfDeclarations(source: String, expected: String) async throws {
    #expect(try await prototype(source) == expected)
  }

  @Test func readsSeveralNamesOfOneDeclaration() async throws {
    let found = try await uses(["a.c": "extern int bpf_a(void) __ksym, bpf_b(int x) __ksym __weak;\n"])
    #expect(found == ["strong bpf_a @a.c:1", "weak bpf_b @a.c:1"])
  }

  /// `bpf_res_spin_lock` is a kfunc and a structure, in the header that is generated from BTF too.
  @Test func tellsAKfuncFromTypesAndMembersOfItsName() async throws {
    let source = """
      struct bpf_a { int x; };
      int bpf_a(struct bpf_a *a) __ksym;
      int f(struct bpf_a *a);
      struct s {
      	int (*bpf_a)(int);
      	int bpf_a;
      	int *bpf_a;
      };

      """
    #expect(try await uses(["a.c": source]) == ["strong bpf_a @a.c:2"])
  }

  @Test func findsCallsChecksAndAddresses() async throws {
    let source = """
      void bpf_a(void) __ksym __weak;
      void bpf_b(void) __ksym;
      void bpf_c(void) __ksym;
      int f(struct ops *o)
      {
      	if (bpf_ksym_exists(bpf_a))
      		bpf_a();
      	o->bpf_c(); /* bpf_c() */
      	return !bpf_b;
      }

      """
    #expect(
      try await uses(["a.c": source]) == [
        "weak bpf_a @a.c:1 calls a.c:7 checks a.c:6", "strong bpf_b @a.c:2 calls a.c:9", "strong bpf_c @a.c:3",
      ])
  }

  @Test func keepsTheConditionAroundADeclaration() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "#ifdef NEW\nvoid bpf_a(int x) __ksym;\n#else\nvoid bpf_a(void) __ksym __weak;\n#endif\n", to: "a.c")
    let result = try await ProgramReader(kfuncs: []).read(folder("a.c"))
    #expect(result.uses.map(\.condition) == ["defined(NEW)", "!defined(NEW)"])
    #expect(result.uses.map(\.strength) == [.strong, .weak])
  }

  @Test func findsTheDeclarationInAnIncludedHeader() async throws {
    let files = [
      "src/a.bpf.c": "#include \"cats.h\"\n#include <lib/more.h>\nint f(void) { bpf_a(); bpf_b(); return bpf_x(); }\n",
      "src/b.bpf.c": "#include \"cats.h\"\nint g(void) { bpf_a(); }\n",
      "src/cats.h": "void bpf_a(void) __ksym __weak;\nvoid bpf_never(void) __ksym;\n",
      "include/lib/more.h": "void bpf_b(void) __ksym;\n",
      "other/cats.h": "void bpf_a(int x) __ksym;\n",
    ]
    #expect(
      try await uses(files) == [
        "strong bpf_a @other/cats.h:1", "weak bpf_a @src/cats.h:1 calls src/a.bpf.c:3 src/b.bpf.c:2",
        "strong bpf_b @include/lib/more.h:1 calls src/a.bpf.c:3", "strong bpf_never @src/cats.h:2",
      ])
  }

  @Test func readsTheHeadersOfASingleSource() async throws {
    let files = [
      "a.c": "#include \"in/cats.h\"\n#include \"../outside.h\"\n#include <stdio.h>\nint f(void) { bpf_a(); }\n",
      "in/cats.h": "#include \"../deep.h\"\n", "deep.h": "void bpf_a(void) __ksym;\n",
      "unrelated.c": "void bpf_z(void) __ksym;\n",
    ]
    #expect(
      try await uses(files, path: "a.c") == ["strong bpf_a @deep.h:1 calls a.c:4"])
  }

  @Test func countsCallsOfKnownKfuncsThatNothingDeclares() async throws {
    let source = "int f(void) { bpf_a(); bpf_helper(); bpf_a___new(); return 0; }\nint bpf_own(void) { return 1; }\n"
    #expect(
      try await uses(["a.c": source], kfuncs: ["bpf_a", "bpf_own"]) == [
        "undeclared bpf_a calls a.c:1", "undeclared bpf_a___new calls a.c:1",
      ])
  }

  @Test func followsMacrosToTheKfuncsBehindThem() async throws {
    let header = """
      void *bpf_new_impl(int id) __ksym;
      void bpf_old(int id) __ksym __weak;
      #define bpf_new(type) ((type *)bpf_new_impl(id_of(type)))
      #define make(type) bpf_new(type)
      #define bpf_old(id) ({ if (id) bpf_old(id); })
      #define unused() bpf_unused()
      void bpf_unused(void) __ksym;

      """
    let source = "#include \"h.h\"\nint f(void)\n{\n\tmake(int);\n\tbpf_old(1);\n}\n"
    #expect(
      try await uses(["a.c": source, "h.h": header]).filter { $0.contains("calls") } == [
        "strong bpf_new_impl @h.h:1 calls a.c:4", "weak bpf_old @h.h:2 calls a.c:5",
      ])
  }

  /// As tools/sched_ext has it: one header declares, and then includes another that calls; and a function of a header
  /// stands in for a kfunc of its name.
  @Test func seesWhatSurroundsAHeader() async throws {
    let files = [
      "common.h": "void bpf_a(void) __ksym __weak;\n#include \"compat.h\"\n",
      "compat.h": "static inline void bpf_b(void)\n{\n\tbpf_a();\n}\n",
      "a.bpf.c": "#include \"common.h\"\nint f(void) { bpf_b(); }\n",
    ]
    #expect(try await uses(files, kfuncs: ["bpf_a", "bpf_b"]) == ["weak bpf_a @common.h:1 calls compat.h:3"])
  }

  @Test func saysThatDeclarationsMadeByMacrosAreNotRead() async throws {
    let folder = try TemporaryFolder()
    try folder.write("#define DECLARE(name) extern void name(void) __ksym\nDECLARE(bpf_a);\n", to: "a.c")
    let result = try await ProgramReader(kfuncs: []).read(folder("a.c"))
    #expect(result.diagnostics.map { "\($0.code.rawValue) \($0.location?.line ?? 0)" } == ["ksym-in-macro 1"])
  }

  @Test func followsNoLinkOutOfAFolder() async throws {
    let outside = try TemporaryFolder()
    try outside.write("void bpf_secret(void) __ksym;\n", to: "a.h")
    let folder = try TemporaryFolder()
    try folder.write("#include \"linked.h\"\nvoid bpf_a(void) __ksym;\n", to: "a.c")
    try run("ln", "-s", outside("a.h"), folder("linked.h"))
    try run("ln", "-s", outside.path, folder("linked"))
    for path in [folder.path, folder("a.c")] {
      let result = try await ProgramReader(kfuncs: []).read(path)
      #expect(result.uses.map(\.name) == ["bpf_a"])
    }
  }

  @Test func refusesWhatIsNoFile() async throws {
    let folder = try TemporaryFolder()
    try run("mkfifo", folder("pipe.c"))
    await #expect(throws: Diagnostic.self) { try await ProgramReader(kfuncs: []).read(folder("pipe.c")) }
    await #expect(throws: Diagnostic.self) { try await ProgramReader(kfuncs: []).read("/dev/zero") }
  }
}
