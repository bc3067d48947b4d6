internal import KfuncModel

/// Whether two releases surely say the same of a kfunc, fact by fact, found without making the words of either: most facts of
/// most kfuncs never change, and tables of releases show each of them for every release.
///
/// False where it takes more to know.
extension KfuncFacts {
  /// The same prototype for programs.
  package func hasSamePrototype(as other: KfuncFacts) -> Bool { bpfPrototype == other.bpfPrototype }

  /// The same ID sets, by name, with the same flags.
  package func hasSameFlags(as other: KfuncFacts) -> Bool {
    memberships.elementsEqual(other.memberships) { $0.member.flags == $1.member.flags && $0.set.name == $1.set.name }
  }

  /// No filter has a say.
  package func isUnfiltered(like other: KfuncFacts) -> Bool { isUnfiltered && other.isUnfiltered }

  /// The same program types, without filters.
  package func hasSameTypes(as other: KfuncFacts) -> Bool {
    isUnfiltered(like: other)
      && access.elementsEqual(other.access) { $0.programType == $1.programType && $0.outcome == $1.outcome }
  }

  /// One definition, in the same file.
  package func hasSameFile(as other: KfuncFacts) -> Bool {
    let (own, others) = (kfunc.definitions, other.kfunc.definitions)
    return own.count == 1 && others.count == 1 && own[0].source.file == others[0].source.file
  }

  /// The same condition of being built.
  package func hasSameBuild(as other: KfuncFacts) -> Bool {
    definition?.build == other.definition?.build && definition?.condition == other.definition?.condition
  }

  /// All of these.
  package func hasSameOutline(as other: KfuncFacts) -> Bool {
    hasSamePrototype(as: other) && hasSameFlags(as: other) && hasSameTypes(as: other) && hasSameFile(as: other)
      && hasSameBuild(as: other)
  }
}
