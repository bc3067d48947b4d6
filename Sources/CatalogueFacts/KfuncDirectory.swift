public import KfuncModel

/// All kfuncs of all catalogues, each with its facts release by release.
public struct KfuncDirectory: Sendable {
  /// The catalogues, oldest release first.
  public let catalogues: [ReleaseCatalogue]
  /// Every kfunc, by name in bytes.
  public let histories: [KfuncHistory]
  private let positions: [String: Int]

  /// The directory of `catalogues`, in any order.
  public init(_ catalogues: [ReleaseCatalogue]) { self.init(CatalogueIndex.all(catalogues)) }

  /// The directory of catalogues that were indexed before, oldest first.
  public init(_ indices: [CatalogueIndex]) {
    let sorted = indices.map(\.catalogue)
    var facts: [String: [KfuncFacts?]] = [:]
    for (position, index) in indices.enumerated() {
      for kfunc in index.kfuncs {
        facts[kfunc.kfunc.name, default: Array(repeating: nil, count: sorted.count)][position] = kfunc
      }
    }
    let releases = sorted.map(\.release)
    self.catalogues = sorted
    histories = facts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { KfuncHistory(name: $0.key, releases: releases, facts: $0.value) }
    positions = Dictionary(uniqueKeysWithValues: histories.enumerated().map { ($1.name, $0) })
  }

  /// The releases that were read, oldest first.
  public var releases: [KernelRelease] { catalogues.map(\.release) }

  /// The history of a name that no release has.
  public func absent(_ name: String) -> KfuncHistory {
    KfuncHistory(name: name, releases: releases, facts: Array(repeating: nil, count: releases.count))
  }

  /// The history of the kfunc `name`; nil when no release has it.
  public subscript(name: String) -> KfuncHistory? { positions[name].map { histories[$0] } }
}

/// One kfunc through the releases that were read.
public struct KfuncHistory: Sendable {
  /// Its name.
  public let name: String
  /// The releases that were read, oldest first.
  public let releases: [KernelRelease]
  /// What each of them says; nil where the kfunc is absent.
  public let facts: [KfuncFacts?]

  /// What the newest release that has it says.
  public var newest: KfuncFacts? { facts.reversed().lazy.compactMap { $0 }.first }

  /// The releases that have it.
  public var present: [KernelRelease] { zip(releases, facts).compactMap { $1 == nil ? nil : $0 } }

  /// The releases that were read and do not have it.
  public var absent: [KernelRelease] { zip(releases, facts).compactMap { $1 == nil ? $0 : nil } }

  /// Whether the newest release that was read has it.
  public var isInNewest: Bool { facts.last.flatMap { $0 } != nil }
}
