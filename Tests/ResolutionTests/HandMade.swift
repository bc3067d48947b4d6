import Diagnostics
import KfuncModel

@testable import Resolution

/// Small invented catalogues.
struct HandMade {
  var catalogue: ReleaseCatalogue

  init(_ release: String, flags: [String] = ["KF_ACQUIRE", "KF_RELEASE", "KF_RET_NULL", "KF_SLEEPABLE", "KF_RCU"]) {
    catalogue = ReleaseCatalogue(
      release: KernelRelease(release) ?? KernelRelease(major: 0, minor: 0),
      source: KernelSourceRecord(version: release, description: "invented", form: .tree, identity: "none"))
    catalogue.flags = flags.enumerated().map {
      FlagDefinition(
        flag: KfuncFlag(rawValue: $1), value: "(1 << \($0))",
        source: SourceReference(file: "include/linux/btf.h", line: 10 + $0))
    }
    hook("TRACING", ["TRACING", "LSM"])
    hook("XDP", ["XDP"])
  }

  mutating func hook(_ name: String, _ types: [String]) {
    let name = "BTF_KFUNC_HOOK_" + name
    catalogue.hooks.removeAll { $0.name == name }
    catalogue.hooks.append(
      KfuncHook(
        name: name, programTypes: types.map { ProgramType(rawValue: "BPF_PROG_TYPE_" + $0) },
        source: SourceReference(file: "kernel/bpf/btf.c", line: 20 + catalogue.hooks.count)))
  }

  /// A kfunc `name` in `set`, both in `file`; parameters as `type|name` or `type|name|annotation`.
  mutating func add(
    _ name: String, returns: String = "int", _ parameters: [String] = ["u64|depth"], bpf: [String]? = nil,
    flags: [String] = [], set: String = "dig_set", file: String = "kernel/dig.c", symbols: [String] = ["CONFIG_DIG"],
    doc: String? = nil, notices: [DeprecationNotice] = []
  ) {
    let prototype = HandMade.prototype(name, returns, parameters)
    var definition = KfuncDefinition(
      source: SourceReference(file: file, line: 100), prototype: prototype,
      bpfPrototype: bpf.map { HandMade.prototype(name, returns, $0) }, isMarked: true,
      build: BuildCondition(symbols: symbols, form: .builtIn), notices: notices)
    definition.kernelDoc = doc.map { KernelDocReference(line: 90, hash: $0) }
    catalogue.kfuncs.removeAll { $0.name == name }
    catalogue.kfuncs.append(Kfunc(name: name, definitions: [definition]))
    list(name, flags: flags, set: set, file: file)
  }

  /// One more entry of `name`.
  mutating func list(_ name: String, flags: [String] = [], set: String, file: String = "kernel/dig.c") {
    let identity = IDSetIdentity(file: file, name: set)
    if !catalogue.idSets.contains(where: { $0.identity == identity }) {
      catalogue.idSets.append(
        IDSet(name: set, source: SourceReference(file: file, line: 200), opening: "BTF_KFUNCS_START"))
    }
    for index in catalogue.idSets.indices where catalogue.idSets[index].identity == identity {
      let line = 201 + catalogue.idSets[index].members.count
      catalogue.idSets[index].members.append(
        IDSet.Member(
          name: name, flags: flags.map { KfuncFlag(rawValue: $0) }, source: SourceReference(file: file, line: line)))
    }
  }

  mutating func register(
    _ set: String = "dig_set", _ type: String = "TRACING", filter: String? = nil, file: String = "kernel/dig.c",
    runtimeCondition: String? = nil
  ) {
    catalogue.registrations.append(
      Registration(
        programType: ProgramType(rawValue: "BPF_PROG_TYPE_" + type), variable: set + "_var",
        idSet: IDSetIdentity(file: file, name: set), filter: filter, source: SourceReference(file: file, line: 300),
        runtimeCondition: runtimeCondition))
  }

  mutating func filter(_ name: String, _ verdicts: [KfuncFilter.Verdict]) {
    catalogue.filters.append(
      KfuncFilter(
        name: name, source: SourceReference(file: "kernel/dig.c", line: 400), reading: .whole, rules: [],
        verdicts: verdicts))
  }

  static func prototype(_ name: String, _ returns: String, _ parameters: [String]) -> Prototype {
    Prototype(
      name: name, returnType: returns,
      parameters: parameters.map { text in
        let parts = text.split(separator: "|").map(String.init)
        return Parameter(
          type: parts[0], name: parts[1], text: parts[0] + " " + parts[1], annotation: parts.count > 2 ? parts[2] : nil)
      })
  }

  /// What a comparison of two finds.
  static func compare(_ old: HandMade, _ new: HandMade) -> ReleaseComparison {
    CatalogueComparison(old.catalogue, new.catalogue, releases: Committed.releases).compare()
  }

  /// The records of one kind.
  static func changes(_ kind: EventKind, _ old: HandMade, _ new: HandMade) -> [ChangeRecord] {
    compare(old, new).changes.filter { $0.kind == kind }
  }
}

/// 6.12 and 7.2, each with one kfunc `bpf_dig` made by `old` and `new`.
func pair(_ old: (inout HandMade) -> Void, _ new: (inout HandMade) -> Void) -> (HandMade, HandMade) {
  var first = HandMade("6.12")
  var second = HandMade("7.2")
  old(&first)
  new(&second)
  for index in [0, 1] {
    let isEmpty = (index == 0 ? first : second).catalogue.registrations.isEmpty
    guard isEmpty else { continue }
    if index == 0 { first.register() } else { second.register() }
  }
  return (first, second)
}

extension WrittenEvent {
  /// An event about `kfunc` at line `line` of its page.
  static func about(
    _ kfunc: String, _ kind: EventKind, in release: String?, named: [String] = [], successor: String? = nil,
    line: Int = 5
  ) -> WrittenEvent {
    WrittenEvent(
      kfunc: kfunc, kind: kind, release: release.flatMap { KernelRelease($0) },
      namedReleases: named.compactMap { KernelRelease($0) }, successor: successor, text: "It happened.",
      evidence: .source, citation: Citation(text: "a commit"),
      location: SourceLocation(file: "Content/kfuncs/\(kfunc).md", line: line))
  }
}
