import Diagnostics
import KfuncModel
import SeededNumbers
import SiteContent

/// Small invented content.
enum InventedContent {
  static let flagNames = ["KF_SLEEPABLE", "KF_DESTRUCTIVE", "KF_RET_NULL"]

  /// Catalogues of `releases` with the same few kfuncs, each there or not and in one of a few forms at random.
  static func content(_ releases: [String], _ random: inout SeededNumbers) -> ContentFolder {
    var content = ContentFolder()
    content.releases = releases.compactMap { KernelRelease($0) }.map { KernelReleaseEntry(release: $0) }
    for release in releases {
      var kfuncs: [(name: String, parameters: [String], flags: [String])] = []
      for number in 0..<12 where random.below(4) > 0 {
        let types = ["u64", "int", "struct spade *"]
        kfuncs.append(
          (
            "bpf_dig_\(number)", (0..<random.below(3)).map { _ in types[random.below(types.count)] },
            flagNames.filter { _ in random.below(2) == 0 }
          ))
      }
      content.catalogues.append(catalogue(release, kfuncs))
    }
    return content
  }

  /// A catalogue with kfuncs in one set that tracing programs may call.
  static func catalogue(
    _ release: String, _ kfuncs: [(name: String, parameters: [String], flags: [String])], file: String = "kernel/dig.c"
  ) -> ReleaseCatalogue {
    let hook = KfuncHook(
      name: "BTF_KFUNC_HOOK_TRACING", programTypes: [ProgramType(rawValue: "BPF_PROG_TYPE_TRACING")],
      source: SourceReference(file: "kernel/bpf/btf.c", line: 20))
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(release) ?? KernelRelease(major: 0, minor: 0),
      source: KernelSourceRecord(version: release, description: "invented", form: .tree, identity: "none"))
    catalogue.hooks = [hook]
    catalogue.flags = flagNames.enumerated().map {
      FlagDefinition(
        flag: KfuncFlag(rawValue: $1), value: "(1 << \($0))",
        source: SourceReference(file: "include/linux/btf.h", line: 10 + $0))
    }
    var set = IDSet(name: "dig_set", source: SourceReference(file: file, line: 200), opening: "BTF_KFUNCS_START")
    for (index, kfunc) in kfuncs.enumerated() {
      let prototype = Prototype(
        name: kfunc.name, returnType: "int",
        parameters: kfunc.parameters.enumerated().map { number, type in
          Parameter(type: type, name: "p\(number)", text: "\(type) p\(number)")
        })
      catalogue.kfuncs.append(
        Kfunc(
          name: kfunc.name,
          definitions: [
            KfuncDefinition(
              source: SourceReference(file: file, line: 100 + index), prototype: prototype, isMarked: true,
              build: BuildCondition(symbols: [], form: .builtIn))
          ]))
      set.members.append(
        IDSet.Member(
          name: kfunc.name, flags: kfunc.flags.map { KfuncFlag(rawValue: $0) },
          source: SourceReference(file: file, line: 201 + index)))
    }
    catalogue.idSets = [set]
    catalogue.registrations = [
      Registration(
        programType: ProgramType(rawValue: "BPF_PROG_TYPE_TRACING"), variable: "dig_var",
        idSet: IDSetIdentity(file: file, name: "dig_set"), filter: nil, source: SourceReference(file: file, line: 300))
    ]
    return catalogue
  }
}
