internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Rendering

/// What happened to one kfunc with one release: an entry of a feed.
struct FeedEntry: Sendable {
  let name: String
  /// The release in which, or by which, it happened; nil where nobody looked it up.
  let release: KernelRelease?
  /// The events, in the order of the record; never empty.
  var events: [Event]

  /// The entries of all kfuncs, the newest day of `dates` first, of a day the newest release; within a release what can break
  /// programs first, then by name.
  static func all(of record: StabilityRecord, _ dates: FeedDates) -> [FeedEntry] {
    var entries: [FeedEntry] = []
    for kfunc in record.kfuncs {
      let start = entries.count
      for event in kfunc.events {
        let release = event.interval?.by
        // A proposal changes no kfunc, and is of no release.
        if release == nil, EventKind.ofProposals.contains(event.kind) { continue }
        // An entry for each release, and few releases.
        if let known = entries[start...].lastIndex(where: { $0.release == release }) {
          entries[known].events.append(event)
        } else {
          entries.append(FeedEntry(name: kfunc.name, release: release, events: [event]))
        }
      }
    }
    // Thousands of entries are of a few releases.
    var days: [KernelRelease: CalendarDate] = [:]
    func day(of entry: FeedEntry) -> CalendarDate {
      if let release = entry.release, let known = days[release] { return known }
      let day = dates.day(of: entry).date
      if let release = entry.release { days[release] = day }
      return day
    }
    let ranked = entries.map { (entry: $0, day: day(of: $0), impact: $0.gravest) }
    return ranked.sorted { first, second in
      if first.day != second.day { return first.day > second.day }
      switch (first.entry.release, second.entry.release) {
      case (let newer?, let older?) where newer != older: return newer > older
      case (.some, nil): return true
      case (nil, .some): return false
      default: break
      }
      if first.impact != second.impact { return first.impact > second.impact }
      return first.entry.name.utf8.lexicographicallyPrecedes(second.entry.name.utf8)
    }.map(\.entry)
  }

  /// The last day on which somebody compared what people wrote with its source.
  var verified: CalendarDate? { events.lazy.flatMap(\.written).compactMap(\.verified).max() }

  /// What the gravest of its changes can mean; what people alone tell is worth knowing.
  private var gravest: ChangeImpact { events.map { $0.change?.impact ?? .information }.max() ?? .information }

  /// Its kinds, each once, in order.
  var kinds: [EventKind] {
    var kinds: [EventKind] = []
    for event in events where !kinds.contains(event.kind) { kinds.append(event.kind) }
    return kinds
  }

  /// `bpf_x: prototype changed, flags changed (by 7.2, after 6.12)`.
  var title: String {
    let words = kinds.map { $0.title.lowercased() }.joined(separator: ", ")
    return "\(name): \(words) (\(events[0].when))"
  }

  /// What happened, with old and new facts and their places.
  func content(_ releaseWide: [ReleaseWideChange.ID: ReleaseWideChange], _ day: FeedDates.Day) -> HTMLText {
    HTMLText { html in
      for event in events {
        html.element("p") { html in
          html.element("strong", text: ChangeWords.headline(event))
          if let change = event.change {
            if let id = change.explanation, let wide = releaseWide[id] {
              html.text(" Part of a change of the whole release: \(wide.title).")
            } else if let impact = ChangeWords.impact(change) {
              html.text(" " + impact)
            }
          }
          if let notice = event.noticeGiven { html.text(" " + ChangeWords.notice(notice)) }
        }
        if let change = event.change {
          Self.side(change.from, change.old, to: &html)
          Self.side(change.to, change.new, to: &html)
        }
        for written in event.written { html.element("p", text: written.text) }
      }
      guard let release else {
        return html.element(
          "p", text: "It was \(events[0].when); the entry bears the day on which its source was last read.")
      }
      if let other = day.standsIn {
        html.element(
          "p",
          text: other < release
            ? "The day of \(release) was not looked up; the entry bears that of \(other), the nearest earlier release with one."
            : "The day of \(release) was not looked up; the entry bears that of \(other), the nearest release with one."
        )
      }
    }
  }

  private static func side(_ release: KernelRelease, _ facts: [RecordedFact], to html: inout HTMLText) {
    if facts.isEmpty { return }
    html.element("p") { html in
      html.text("\(release): ")
      for (index, fact) in facts.enumerated() {
        if index > 0 { html.text("; ") }
        html.element("code", text: fact.text)
        if let source = fact.source { html.text(" (\(source))") }
      }
    }
  }
}

extension Event {
  /// Between which releases, or in which; in words.
  fileprivate var when: String { interval?.description ?? ChangeWords.undated(kind) }
}
