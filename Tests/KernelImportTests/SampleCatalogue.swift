import KfuncModel

extension ReleaseCatalogue {
  /// A small catalogue made by hand, one of everything; ``sampleExpectation`` says the same.
  static let sample: ReleaseCatalogue = {
    func at(_ line: Int, _ file: String = "f.c") -> SourceReference { SourceReference(file: file, line: line) }
    let definition = KfuncDefinition(
      source: at(9),
      prototype: Prototype(
        name: "bpf_a", returnType: "int",
        parameters: [Parameter(type: "u32", name: "n__sz", text: "u32 n__sz", annotation: "__sz")]),
      storage: ["static"], attributes: ["noinline"], isMarked: true,
      build: BuildCondition(symbols: ["CONFIG_BPF"], form: .builtIn),
      notices: [DeprecationNotice(source: at(8), form: .comment, releases: ["v6.22"])])
    let kfuncs = [
      Kfunc(name: "bpf_a", definitions: [definition], users: [InTreeUse(source: at(2, "u.c"), form: .calls)]),
      Kfunc(name: "bpf_b"),
    ]
    let set = IDSet(
      name: "ids", source: at(12), opening: "BTF_KFUNCS_START",
      members: [
        IDSet.Member(
          name: "bpf_a", flags: [KfuncFlag(rawValue: "KF_A"), KfuncFlag(rawValue: "KF_B")], source: at(13)),
        IDSet.Member(name: "bpf_b", flags: [], source: at(14)),
      ])
    let xdp = ProgramType(rawValue: "BPF_PROG_TYPE_XDP")
    let rule = KfuncFilter.Rule(admits: true, sets: ["ids"], programTypes: [xdp], text: "", line: 32)
    let verdict = KfuncFilter.Verdict(
      kfuncs: ["bpf_a", "bpf_b"], programTypes: [xdp], outcome: .conditional, conditions: ["ask(prog)"])
    return ReleaseCatalogue(
      release: KernelRelease(major: 6, minor: 12),
      source: KernelSourceRecord(version: "6.12.107", description: "", form: .tree, identity: ""),
      flags: [FlagDefinition(flag: KfuncFlag(rawValue: "KF_A"), value: "(1 << 0)", source: at(3, "btf.h"))],
      annotations: [AnnotationDefinition(name: "__sz", isWholeName: false, source: at(4, "verifier.c"))],
      hooks: [
        KfuncHook(
          name: "BTF_KFUNC_HOOK_X", programTypes: [xdp, ProgramType(rawValue: "BPF_PROG_TYPE_LSM")],
          source: at(7, "btf.c"))
      ],
      kfuncs: kfuncs, idSets: [set],
      registrations: [
        Registration(programType: xdp, variable: "set", idSet: set.identity, filter: "narrow", source: at(22))
      ],
      filters: [KfuncFilter(name: "narrow", source: at(30), reading: .whole, rules: [rule], verdicts: [verdict])],
      maintainers: [
        MaintainersSection(title: "SOME SECTION", line: 40, status: "Supported", lists: ["a@example.org"])
      ],
      fileMaintainers: [FileMaintainers(file: "f.c", sections: ["SOME SECTION"])],
      policySections: [
        PolicySection(number: "3", title: "Life", anchors: ["life"], source: at(5, "k.rst"), hash: "")
      ])
  }()
}

/// The expectation that ``KfuncModel/ReleaseCatalogue/sample`` meets.
let sampleExpectation = #"""
  {
    "form": "one of everything", "release": "6.12", "version": "6.12.107",
    "flags": [{ "name": "KF_A", "value": "(1 << 0)", "file": "btf.h", "line": 3 }],
    "annotations": [{ "name": "__sz", "wholeName": false, "file": "verifier.c", "line": 4 }],
    "hooks": [{ "name": "BTF_KFUNC_HOOK_X", "programTypes": ["BPF_PROG_TYPE_XDP", "BPF_PROG_TYPE_LSM"], "line": 7 }],
    "kfuncs": [
      { "name": "bpf_a",
        "definitions": [{
          "file": "f.c", "line": 9, "prototype": "int bpf_a(u32 n__sz)", "bpfPrototype": null,
          "parameters": [{ "type": "u32", "name": "n__sz", "annotation": "__sz" }], "storage": ["static"],
          "attributes": ["noinline"], "marked": true, "condition": null,
          "build": { "symbols": ["CONFIG_BPF"], "form": "built-in" }, "kernelDoc": null,
          "notices": [{ "file": "f.c", "line": 8, "form": "comment", "releases": ["v6.22"] }] }],
        "markedDeclarations": [], "users": [{ "file": "u.c", "line": 2, "form": "calls" }] },
      { "name": "bpf_b", "definitions": [], "markedDeclarations": [], "users": [] } ],
    "idSets": [{ "name": "ids", "file": "f.c", "line": 12, "opening": "BTF_KFUNCS_START", "condition": null,
      "members": [ { "name": "bpf_a", "flags": ["KF_A", "KF_B"], "line": 13, "condition": null },
        { "name": "bpf_b", "flags": [], "line": 14, "condition": null } ] }],
    "registrations": [{ "programType": "BPF_PROG_TYPE_XDP", "variable": "set", "idSet": "ids", "idSetFile": "f.c",
      "filter": "narrow", "file": "f.c", "line": 22, "condition": null, "runtimeCondition": null }],
    "filters": [{ "name": "narrow", "file": "f.c", "line": 30, "reading": "whole", "rules": [
      { "admits": true, "sets": ["ids"], "programTypes": ["BPF_PROG_TYPE_XDP"], "structOps": [],
        "structOpsMembers": [], "attachTypes": [] } ],
      "verdicts": [{ "kfuncs": ["bpf_a", "bpf_b"], "programTypes": ["BPF_PROG_TYPE_XDP"], "outcome": "conditional",
        "structOps": [], "structOpsMembers": [], "attachTypes": [], "conditions": ["ask(prog)"] }] }],
    "maintainers": [{ "title": "SOME SECTION", "line": 40, "status": "Supported", "lists": ["a@example.org"],
      "trees": [] }],
    "fileMaintainers": [{ "file": "f.c", "sections": ["SOME SECTION"] }],
    "policySections": [{ "number": "3", "title": "Life", "anchors": ["life"], "file": "k.rst", "line": 5 }],
    "diagnostics": []
  }
  """#
