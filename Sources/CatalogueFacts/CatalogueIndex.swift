public import KfuncModel
internal import ParallelMap

/// A catalogue with everything that is looked up in it made once: the record, the reach of clauses and the pages read
/// the same one, so that they cannot disagree.
public struct CatalogueIndex: Sendable {
  /// The catalogue.
  public let catalogue: ReleaseCatalogue
  /// The flags that the release defines.
  public let flags: [KfuncFlag: FlagDefinition]
  /// The kfuncs, by name in bytes.
  public private(set) var kfuncs: [KfuncFacts] = []
  private let hooks: HookTable

  /// The index of `catalogue`, linear in what it holds.
  public init(_ catalogue: ReleaseCatalogue) {
    self.catalogue = catalogue
    hooks = HookTable(catalogue)
    flags = Dictionary(catalogue.flags.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })
    var builder = FactsBuilder(catalogue, hooks)
    kfuncs = builder.facts()
  }

  /// The indices of `catalogues`, made side by side, oldest release first.
  public static func all(_ catalogues: [ReleaseCatalogue]) -> [CatalogueIndex] {
    catalogues.sorted { $0.release < $1.release }.concurrentMap { CatalogueIndex($0) }
  }

  /// The types that a registration opens: all of the hook that its type maps to.
  public func opened(by registration: Registration) -> [ProgramType] { hooks.opened(by: registration) }
}

extension ReleaseCatalogue {
  /// The kfuncs in order of name; as a catalogue's text has them, and sorted where a catalogue was made by hand.
  var kfuncsByName: [Kfunc] {
    let isSorted = zip(kfuncs, kfuncs.dropFirst()).allSatisfy { $0.name.precedesInBytes($1.name) }
    return isSorted ? kfuncs : kfuncs.sorted { $0.name.precedesInBytes($1.name) }
  }
}
