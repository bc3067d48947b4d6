internal import KfuncModel

/// The words that selectors may use, since some release has them.
struct SelectorWords: Sendable {
  private(set) var flags: Set<String> = []
  /// Types of programs.
  private(set) var types: Set<String> = []
  /// Names of ID sets.
  private(set) var sets: Set<String> = []

  init(_ catalogues: [ReleaseCatalogue]) {
    for catalogue in catalogues {
      flags.formUnion(catalogue.flags.lazy.map(\.flag.rawValue))
      for set in catalogue.idSets {
        sets.insert(set.identity.name)
        for member in set.members { flags.formUnion(member.flags.lazy.map(\.rawValue)) }
      }
      types.formUnion(catalogue.hooks.lazy.flatMap(\.programTypes).map(\.rawValue))
      types.formUnion(catalogue.registrations.lazy.map(\.programType.rawValue))
    }
  }
}
