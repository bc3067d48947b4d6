internal import KfuncModel

/// The columns of timelines: what is the same for all kfuncs without plans for, and events of, other releases.
struct TimelineScale: Sendable {
  let releases: ReleaseList
  /// The releases across, oldest first.
  let columns: [KernelRelease]
  let names: [String]
  /// The middles of the columns, 10 % to 90 % of the width.
  let places: [String]
  /// What a release is, where nothing of it was read.
  let notes: [String?]
  /// Positions among the releases that were read; nil for one that was not.
  let numbers: [Int?]

  /// The scale of the releases that were read.
  init(_ releases: ReleaseList) { self.init(releases, Set(releases.imported)) }

  private init(_ releases: ReleaseList, _ columns: Set<KernelRelease>) {
    let columns = columns.sorted()
    self.releases = releases
    self.columns = columns
    names = columns.map(\.description)
    places = columns.indices.map { column in
      let tenths = 100 + column * 800 / max(1, columns.count - 1)
      return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }
    notes = columns.map { release in
      switch releases.standing(of: release) {
      case .imported: nil
      case .notImported, .beforeList: "not read"
      case .neverExisted: "no such release"
      case .toCome: "to come"
      }
    }
    numbers = columns.map { releases.imported.firstIndex(of: $0) }
  }

  /// Whether `release` is one of the columns.
  func has(_ release: KernelRelease) -> Bool { columns.contains(release) }

  /// This scale and columns for `others`.
  func adding(_ others: Set<KernelRelease>) -> TimelineScale { TimelineScale(releases, others.union(columns)) }
}
