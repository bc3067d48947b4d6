internal import KfuncModel

/// The days of a feed's entries. Atom asks every entry for one (RFC 4287, 4.1.2), and a clock is no fact.
///
/// An entry has the day of the release in which, or by which, its change came. Where nobody looked that day up, it has the
/// day of the nearest earlier release that has one: the change came no earlier, and the entry says so. Days so never go
/// back from one release to the next. Where no earlier release has a day either, it is the nearest later one's. What people
/// wrote of a release that nobody looked up has the day on which they last read its source.
struct FeedDates: Sendable {
  /// A day, and which release it is of where that is another one.
  struct Day: Hashable, Sendable {
    var date: CalendarDate
    var standsIn: KernelRelease?

    /// Midnight in UTC: days of releases have no hour.
    var moment: String { "\(date)T00:00:00Z" }
  }

  private let dated: [(release: KernelRelease, date: CalendarDate)]

  /// The days that `releases` knows; nil where it knows none, and there can be no feed.
  init?(_ releases: ReleaseList) {
    dated = releases.entries.compactMap { entry in entry.date.map { (entry.release, $0) } }
    if dated.isEmpty { return nil }
  }

  func day(of entry: FeedEntry) -> Day {
    if let release = entry.release { return day(of: release) }
    return entry.verified.map { Day(date: $0) } ?? Day(date: dated[0].date, standsIn: dated[0].release)
  }

  func day(of release: KernelRelease) -> Day {
    let release = release.mainline
    // The list is short, a few dozen releases, and sorted.
    if let earlier = dated.last(where: { $0.release <= release }) {
      return Day(date: earlier.date, standsIn: earlier.release == release ? nil : earlier.release)
    }
    return Day(date: dated[0].date, standsIn: dated[0].release)
  }
}
