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
    self.catalogues = sorted
    histories = Self.histories(indices.map(\.kfuncs), releases: sorted.map(\.release))
    positions = Dictionary(uniqueKeysWithValues: histories.enumerated().map { ($1.name, $0) })
  }

  /// The histories of all names in `lists`, one for each release, each by name: one walk over all of them.
  private static func histories(_ lists: [[KfuncFacts]], releases: [KernelRelease]) -> [KfuncHistory] {
    var histories: [KfuncHistory] = []
    var places = lists.map { _ in 0 }
    while true {
      var least: String?
      for (list, place) in zip(lists, places) where place < list.count {
        let name = list[place].kfunc.name
        if least.map({ name.precedesInBytes($0) }) ?? true { least = name }
      }
      guard let name = least else { return histories }
      var facts: [KfuncFacts?] = []
      facts.reserveCapacity(lists.count)
      for (number, list) in lists.enumerated() {
        var own: KfuncFacts?
        // Of a name that a catalogue made by hand lists twice the last one holds.
        while places[number] < list.count, list[places[number]].kfunc.name == name {
          own = list[places[number]]
          places[number] += 1
        }
        facts.append(own)
      }
      histories.append(KfuncHistory(name: name, releases: releases, facts: facts))
    }
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

/// One kfunc through the releases that were read. An object, since every group that has the kfunc holds it.
public final class KfuncHistory: Sendable {
  /// Its name.
  public let name: String
  /// The releases that were read, oldest first.
  public let releases: [KernelRelease]
  /// What each of them says; nil where the kfunc is absent.
  public let facts: [KfuncFacts?]

  init(name: String, releases: [KernelRelease], facts: [KfuncFacts?]) {
    self.name = name
    self.releases = releases
    self.facts = facts
  }

  /// What the newest release that has it says.
  public var newest: KfuncFacts? { facts.last { $0 != nil } ?? nil }

  /// The releases that have it.
  public var present: [KernelRelease] { zip(releases, facts).compactMap { $1 == nil ? nil : $0 } }

  /// The releases that were read and do not have it.
  public var absent: [KernelRelease] { zip(releases, facts).compactMap { $1 == nil ? $0 : nil } }

  /// Whether the newest release that was read has it.
  public var isInNewest: Bool { facts.last.flatMap { $0 } != nil }
}
