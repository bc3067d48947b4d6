/// One mainline release of the kernel, as `Content/releases.yml` lists it.
public struct KernelReleaseEntry: Hashable, Sendable {
  /// The release.
  public var release: KernelRelease
  /// The day it was made, where a source was at hand.
  public var date: CalendarDate?
  /// Whether it is maintained as a long-term release.
  public var isLongTerm: Bool
  /// Where the date and the mark were read.
  public var source: Citation?

  /// An entry made of its parts.
  public init(release: KernelRelease, date: CalendarDate? = nil, isLongTerm: Bool = false, source: Citation? = nil) {
    self.release = release
    self.date = date
    self.isLongTerm = isLongTerm
    self.source = source
  }
}

/// Every mainline release in order, and which of them have a catalogue.
///
/// Three answers must stay apart: a release that exists and was not imported (6.13), one that never existed (6.20: 6.19
/// was followed by 7.0) and one that is to come.
public struct ReleaseList: Sendable {
  /// What a release number stands for.
  public enum Standing: Hashable, Sendable {
    /// It exists and has a catalogue.
    case imported
    /// It exists and has no catalogue: nothing is known of it by comparison.
    case notImported
    /// Its number lies within the list, and the list does not have it.
    case neverExisted
    /// It is later than the newest of the list.
    case toCome
    /// It is earlier than the first of the list.
    case beforeList
  }

  /// The entries, oldest first, each release once.
  public let entries: [KernelReleaseEntry]
  /// The releases that have a catalogue, oldest first.
  public let imported: [KernelRelease]
  private let positions: [KernelRelease: Int]
  private let importedSet: Set<KernelRelease>

  /// The list of `entries`, in any order, of which `imported` have a catalogue.
  ///
  /// Point releases count as their mainline release. A catalogue whose release the entries lack
  /// exists all the same and is added without a date; of entries of one release the first stays.
  public init(entries: [KernelReleaseEntry], imported: [KernelRelease]) {
    var byRelease: [KernelRelease: KernelReleaseEntry] = [:]
    for var entry in entries {
      entry.release = entry.release.mainline
      if byRelease[entry.release] == nil { byRelease[entry.release] = entry }
    }
    importedSet = Set(imported.map(\.mainline))
    for release in importedSet where byRelease[release] == nil {
      byRelease[release] = KernelReleaseEntry(release: release)
    }
    self.entries = byRelease.values.sorted { $0.release < $1.release }
    self.imported = importedSet.sorted()
    positions = Dictionary(uniqueKeysWithValues: self.entries.enumerated().map { ($1.release, $0) })
  }

  /// The releases alone, oldest first.
  public var releases: [KernelRelease] { entries.map(\.release) }

  /// The newest release that has a catalogue.
  public var newestImported: KernelRelease? { imported.last }

  /// The entry of `release`, nil when the list does not have it.
  public func entry(of release: KernelRelease) -> KernelReleaseEntry? {
    positions[release.mainline].map { entries[$0] }
  }

  /// The place of `release` in the list, from 0; nil when the list does not have it.
  public func position(of release: KernelRelease) -> Int? { positions[release.mainline] }

  /// What `release` stands for; a candidate that is not listed exists when its release does.
  public func standing(of release: KernelRelease) -> Standing {
    var release = release.mainline
    if release.candidate != nil, positions[release] == nil {
      release.candidate = nil
      if positions[release] != nil { return .notImported }
    }
    if importedSet.contains(release) { return .imported }
    if positions[release] != nil { return .notImported }
    guard let first = entries.first, let last = entries.last else { return .toCome }
    if release < first.release { return .beforeList }
    return release > last.release ? .toCome : .neverExisted
  }

  /// The releases later than `after`, or from the first on, up to and with `by`.
  public func releases(after: KernelRelease?, by: KernelRelease) -> ArraySlice<KernelReleaseEntry> {
    let begin = after.map { firstPosition(laterThan: $0.mainline) } ?? 0
    let end = firstPosition(laterThan: by.mainline)
    return begin < end ? entries[begin..<end] : []
  }

  private func firstPosition(laterThan release: KernelRelease) -> Int {
    if let position = positions[release] { return position + 1 }
    return entries.firstIndex { $0.release > release } ?? entries.count
  }
}
