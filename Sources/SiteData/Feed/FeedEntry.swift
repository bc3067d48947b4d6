internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Rendering

/// What happened to one kfunc with one release: an entry of a feed.
struct FeedEntry: Sendable {
  let name: String
  /// The release in which, or by which, it happened.
  let release: KernelRelease
  /// The events, in the order of the record; never empty.
  var events: [Event]

  /// The entries of all kfuncs, the newest release first; within a release what can break programs first, then by name.
  static func all(of record: StabilityRecord) -> [FeedEntry] {
    var entries: [FeedEntry] = []
    for kfunc in record.kfuncs {
      for event in kfunc.events {
        // What belongs to no release has no day.
        guard let release = event.interval?.by else { continue }
        if let last = entries.last, last.name == kfunc.name, last.release == release {
          entries[entries.count - 1].events.append(event)
        } else {
          entries.append(FeedEntry(name: kfunc.name, release: release, events: [event]))
        }
      }
    }
    let ranked = entries.map { ($0, $0.gravest) }
    return ranked.sorted { first, second in
      if first.0.release != second.0.release { return first.0.release > second.0.release }
      if first.1 != second.1 { return first.1 > second.1 }
      return first.0.name.utf8.lexicographicallyPrecedes(second.0.name.utf8)
    }.map(\.0)
  }

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
    return "\(name): \(words) (\(events[0].interval?.description ?? ""))"
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
