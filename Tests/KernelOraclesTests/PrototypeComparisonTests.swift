import KernelOracles
import KfuncModel
import Testing

/// Every part of a prototype is compared, and what could not be compared is never equal.
@Suite struct PrototypeComparisonTests {
  private func prototype(
    _ returnType: String, _ parameters: [(String, String?, String)], isVariadic: Bool = false
  ) -> Prototype {
    Prototype(
      name: "bpf_dig", returnType: returnType,
      parameters: parameters.map { Parameter(type: $0.0, name: $0.1, text: $0.2) }, isVariadic: isVariadic)
  }

  private func differences(
    _ source: Prototype, _ oracle: String, flags: Set<KfuncFlag> = []
  ) throws -> [PrototypeDifference] {
    PrototypeComparison.differences(source: source, flags: flags, oracle: try OracleKfunc(declaration: oracle))
  }

  @Test func equalThoughSpelledDifferently() throws {
    let source = prototype(
      "unsigned long",
      [
        ("const void __user *", "from__ign", "const void __user *from__ign"),
        (
          "bool (struct den *, const struct den *)", "less",
          "bool (less)(struct den *a, const struct den *b)"
        ), ("const size_t", "room__sz", "const size_t room__sz"), ("u8 [20]", "hash", "u8 hash[20]"),
      ])
    let compiled =
      "long unsigned int bpf_dig(const void *from__ign, bool (*less)(struct den *, const struct den *), "
      + "const size_t room__sz, u8 *hash)"
    #expect(try differences(source, compiled) == [])
  }

  @Test func eachPartIsCompared() throws {
    let source = prototype("int", [("u32", "depth", "u32 depth")])
    #expect(try differences(source, "int bpf_dig(u32 depth)") == [])
    #expect(
      try differences(source, "int bpf_dug(u32 depth)") == [.name(source: "bpf_dig", oracle: "bpf_dug")])
    #expect(try differences(source, "s32 bpf_dig(u32 depth)") == [.returnType(source: "int", oracle: "s32")])
    #expect(
      try differences(source, "int bpf_dig(u32 width)")
        == [.parameterName(index: 0, source: "depth", oracle: "width")])
    #expect(
      try differences(source, "int bpf_dig(u32)") == [.parameterName(index: 0, source: "depth", oracle: nil)])
    #expect(
      try differences(source, "int bpf_dig(__u32 depth)")
        == [.parameterType(index: 0, source: "u32", oracle: "__u32")])
    #expect(
      try differences(source, "int bpf_dig(const u32 depth)")
        == [.parameterType(index: 0, source: "u32", oracle: "const u32")])
    #expect(try differences(source, "int bpf_dig(void)") == [.parameterCount(source: 1, oracle: 0)])
    #expect(
      try differences(source, "int bpf_dig(u32 depth, int more)") == [.parameterCount(source: 1, oracle: 2)])
    #expect(
      try differences(source, "int bpf_dig(u32 depth, ...)") == [.variadic(source: false, oracle: true)])
  }

  @Test func fastcallIsComparedWithTheFlag() throws {
    let source = prototype("int", [])
    let flag: Set<KfuncFlag> = [KfuncFlag(rawValue: "KF_FASTCALL")]
    #expect(try differences(source, "__bpf_fastcall int bpf_dig(void)", flags: flag) == [])
    #expect(
      try differences(source, "int bpf_dig(void)", flags: flag) == [.fastcall(source: true, oracle: false)])
    #expect(
      try differences(source, "__bpf_fastcall int bpf_dig(void)") == [.fastcall(source: false, oracle: true)])
  }

  @Test func theArenaIsExpectedWhereTheSourceAnnouncesItAndNowhereElse() throws {
    let arena = "__attribute__((address_space(1)))"
    let plain = prototype("void *", [("void *", "map", "void *map"), ("void *", "at", "void *at")])
    let compiled = "void \(arena) *bpf_dig(void *map, void \(arena) *at)"
    let arenaReturn = KfuncFlag(rawValue: "KF_ARENA_RET")
    let flags: Set<KfuncFlag> = [arenaReturn, KfuncFlag(rawValue: "KF_ARENA_ARG2")]
    let wrongFlags: Set<KfuncFlag> = [arenaReturn, KfuncFlag(rawValue: "KF_ARENA_ARG1")]
    #expect(try differences(plain, compiled, flags: flags) == [])
    #expect(try differences(plain, compiled).count == 2)
    #expect(try differences(plain, "void *bpf_dig(void *map, void *at)", flags: flags).count == 2)
    #expect(try differences(plain, compiled, flags: wrongFlags).count == 2)

    for name in ["out__arena", "out__arena__nullable"] {
      let suffixed = prototype("void", [("const struct den *", name, "const struct den *\(name)")])
      #expect(try differences(suffixed, "void bpf_dig(const struct den \(arena) *\(name))") == [])
      #expect(try differences(suffixed, "void bpf_dig(const struct den *\(name))").count == 1)
    }
  }

  @Test func whatCannotBeReadIsADifference() throws {
    let macro = prototype("int", [("DEN(x)", "d", "DEN(x) d e")])
    #expect(try differences(macro, "int bpf_dig(int d)").count == 1)
    let empty = prototype("", [])
    #expect(try differences(empty, "int bpf_dig(void)").count == 1)
    let noPointer = prototype("void", [("u64", "at__arena", "u64 at__arena")])
    #expect(try differences(noPointer, "void bpf_dig(u64 at__arena)").count == 1)
  }

  @Test func aPrototypeWhoseFieldsDisagreeIsADifference() throws {
    let wrongName = prototype("void", [("u32", "a", "u32 b")])
    #expect(try differences(wrongName, "void bpf_dig(u32 a)").count == 1)
    let wrongType = prototype("void", [("u64", "a", "u32 a")])
    #expect(try differences(wrongType, "void bpf_dig(u32 a)").count == 1)
    let named = prototype("void", [("u32 a", "a", "u32 a")])
    #expect(try differences(named, "void bpf_dig(u32 a)").count == 1)
  }
}
