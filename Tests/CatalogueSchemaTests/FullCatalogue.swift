import KfuncModel

extension ReleaseCatalogue {
  /// A catalogue with every member that the writer can write.
  static let full: ReleaseCatalogue = {
    func at(_ line: Int, _ file: String = "f.c") -> SourceReference { SourceReference(file: file, line: line) }
    let hash = String(repeating: "0a", count: 32)
    let xdp = ProgramType(rawValue: "BPF_PROG_TYPE_XDP")
    let prototype = Prototype(
      name: "bpf_a", returnType: "int",
      parameters: [
        Parameter(type: "u32", name: "n__sz", text: "u32 n__sz", annotation: "__sz"),
        Parameter(type: "int (*)(void)", name: "f", text: "int (*f)(void)"),
      ], isVariadic: true)
    let definition = KfuncDefinition(
      source: at(9), prototype: prototype, bpfPrototype: prototype, storage: ["static"], attributes: ["noinline"],
      isMarked: true, condition: "defined(A)", build: BuildCondition(symbols: ["CONFIG_BPF"], form: .builtIn),
      kernelDoc: KernelDocReference(line: 5, hash: hash),
      notices: [DeprecationNotice(source: at(8), form: .comment, releases: ["v6.22"])])
    var testing = definition
    testing.source = at(1, "net/bpf/test_run.c")
    testing.prototype.name = "bpf_b"
    let set = IDSet(
      name: "ids", source: at(12), opening: "BTF_KFUNCS_START", condition: "defined(A)",
      members: [
        IDSet.Member(name: "bpf_a", flags: [.implicitArguments], source: at(13, "x.h"), condition: "defined(B)")
      ])
    let rule = KfuncFilter.Rule(
      admits: true, sets: ["ids"], programTypes: [xdp], structOps: ["ops"], structOpsMembers: ["member"],
      attachTypes: ["BPF_TRACE_ITER"], text: "a", line: 32)
    let verdict = KfuncFilter.Verdict(
      kfuncs: ["bpf_a"], programTypes: [xdp], outcome: .conditional, structOps: ["ops"], structOpsMembers: ["member"],
      attachTypes: ["BPF_TRACE_ITER"], conditions: ["ask(prog)"])
    return ReleaseCatalogue(
      release: KernelRelease(major: 6, minor: 12),
      source: KernelSourceRecord(
        version: "6.12.107", description: "x", form: .tree, identity: "sha256:" + hash,
        date: CalendarDate("2026-08-29")
      ),
      flags: [FlagDefinition(flag: .implicitArguments, value: "(1 << 0)", source: at(3, "btf.h"))],
      annotations: [AnnotationDefinition(name: "__sz", isWholeName: true, source: at(4, "verifier.c"))],
      hooks: [KfuncHook(name: "BTF_KFUNC_HOOK_X", programTypes: [xdp], source: at(7, "btf.c"))],
      kfuncs: [
        Kfunc(
          name: "bpf_a", definitions: [definition], markedDeclarations: [at(1, "h.h")],
          users: [InTreeUse(source: at(2, "u.c"), form: .calls)]),
        Kfunc(name: "bpf_b", definitions: [testing]),
      ],
      idSets: [set],
      registrations: [
        Registration(
          programType: xdp, variable: "set", idSet: set.identity, filter: "narrow", source: at(22, "g.c"),
          condition: "defined(C)", runtimeCondition: "IS_ENABLED(CONFIG_D)")
      ],
      filters: [KfuncFilter(name: "narrow", source: at(30), reading: .whole, rules: [rule], verdicts: [verdict])],
      maintainers: [
        MaintainersSection(
          title: "SOME SECTION", line: 40, status: "Supported", lists: ["a@example.org"], trees: ["git git://x"])
      ],
      fileMaintainers: [FileMaintainers(file: "f.c", sections: ["SOME SECTION"])],
      policySections: [
        PolicySection(number: "3", title: "Life", anchors: ["life"], source: at(5, "k.rst"), hash: hash)
      ])
  }()
}
