public import KfuncModel

/// Functions in sets that a source file registers with `register_btf_fmodret_id_set`.
///
/// Such a set says which functions a program may attach to and change the return value of; it opens no call. The
/// build marks its members as kfuncs all the same when the set was opened with `BTF_KFUNCS_START`, so a `vmlinux.h`
/// declares them.
public enum FmodretSets {
  /// Members of the file's fmodret sets, each with the line of its entry. A set that the file registers for calls as
  /// well is left out; a member that stands in another set too, one for calls, is not.
  public static func members(of text: String, file: String) -> [String: SourceReference] {
    let fmodret = sets(registeredBy: "register_btf_fmodret_id_set", in: text)
      .subtracting(sets(registeredBy: "register_btf_kfunc_id_set", in: text))
    var members: [String: SourceReference] = [:]
    var openSet: Substring?
    var line = 0
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      if let opening = row.firstMatch(of: /BTF_(?:KFUNCS|SET8)_START\(\s*(\w+)\s*\)/) {
        openSet = opening.output.1
      } else if row.contains(/BTF_(?:KFUNCS|SET8)_END/) {
        openSet = nil
      } else if let openSet, fmodret.contains(openSet),
        let entry = row.firstMatch(of: /BTF_ID_FLAGS\(\s*func\s*,\s*(\w+)/)
      {
        members[String(entry.output.1)] = SourceReference(file: file, line: line)
      }
    }
    return members
  }

  /// Names of the ID sets in the variables that the calls of `function` pass.
  private static func sets(registeredBy function: String, in text: String) -> Set<Substring> {
    var variables: Set<Substring> = []
    for call in text.matches(of: /(register_btf_\w+)\([^;&]*&(\w+)/) where call.output.1 == function {
      variables.insert(call.output.2)
    }
    var sets: Set<Substring> = []
    for variable in text.matches(of: /struct\s+btf_kfunc_id_set\s+(\w+)\s*=\s*\{[^}]*\.set\s*=\s*&(\w+)/)
    where variables.contains(variable.output.1) {
      sets.insert(variable.output.2)
    }
    return sets
  }
}
