internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// One event after another, newest first: what differs, old and new, what it can mean, and where it was read.
enum ChangesPart {
  static func add(
    _ record: KfuncRecord, releaseWide: [ReleaseWideChange.ID: ReleaseWideChange], _ map: SiteMap, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    if record.events.isEmpty { return }
    var told: Set<String> = []
    for span in spans(record.events) {
      when(span, to: &html)
      html.element("ol", ["class": "events", "reversed": "reversed"]) { html in
        for (event, anchor) in span.events {
          html.element("li", ["class": "event", "id": anchor]) {
            body(event, anchor, releaseWide, map, links, &told, to: &$0)
          }
          html.newline()
        }
      }
    }
  }

  /// Events that are told under one heading, whether a comparison or a person dates them so.
  private struct Span {
    let words: String
    var anchor: String
    /// The release read before; nil where a source names the release, or nothing older is known.
    let after: KernelRelease?
    var events: [(event: Event, anchor: String)]

    /// That of `event`, without events yet.
    init(of event: Event) {
      after = event.interval.flatMap { $0.isExact ? nil : $0.after }
      events = []
      guard let interval = event.interval else {
        words = NumberWords.atStart(ChangeWords.undated(event.kind))
        anchor = EventKind.ofProposals.contains(event.kind) ? "changes-of-none" : "changes-not-dated"
        return
      }
      words = (interval.isExact ? "In " : "By ") + interval.by.description
      anchor = (interval.isExact ? "changes-in-" : "changes-by-") + interval.by.description
    }
  }

  /// The newest first, and so within each.
  private static func spans(_ events: [Event]) -> [Span] {
    var spans: [Span] = []
    for (event, anchor) in zip(events, anchors(events)).reversed() {
      var span = Span(of: event)
      // Few spans: a step between releases each.
      if let position = spans.lastIndex(where: { $0.words == span.words && $0.after == span.after }) {
        spans[position].events.append((event, anchor))
      } else {
        // Spans of several lengths can end with one release.
        if spans.contains(where: { $0.anchor == span.anchor }), let after = span.after {
          span.anchor += "-after-\(after)"
        }
        span.events = [(event, anchor)]
        spans.append(span)
      }
    }
    return spans
  }

  /// Names of events that stay when others come: release and kind, counted where both repeat.
  private static func anchors(_ events: [Event]) -> [String] {
    var seen: [String: Int] = [:]
    return events.map { event in
      let name = (event.interval.map { "\($0.by)-" } ?? "") + event.kind.rawValue
      seen[name, default: 0] += 1
      let count = seen[name, default: 1]
      return "change-" + name + (count > 1 ? "-\(count)" : "")
    }
  }

  private static func when(_ span: Span, to html: inout HTMLText) {
    html.element("h3", ["id": span.anchor]) { html in
      html.text(span.words)
      if let after = span.after { html.element("small", text: ", after \(after); releases between were not read") }
      Permalink.add(span.anchor, to: span.words, in: &html)
    }
  }

  private static func body(
    _ event: Event, _ anchor: String, _ releaseWide: [ReleaseWideChange.ID: ReleaseWideChange], _ map: SiteMap,
    _ links: PageLinks, _ told: inout Set<String>, to html: inout HTMLText
  ) {
    html.element("p", ["class": "what"]) { html in
      html.text(ChangeWords.headline(event))
      Permalink.add(anchor, to: "this change", in: &html)
    }
    if let change = event.change {
      if case .prototype(let difference) = change.detail {
        PrototypeDifference.add(difference.old, difference.new, to: &html)
        places(change.old + change.new, map.sources, to: &html)
      } else if case .rename(let suspicion) = change.detail {
        rename(suspicion, map, links, to: &html)
      } else {
        facts(change, map.sources, to: &html)
      }
      if let id = change.explanation, let wide = releaseWide[id] {
        html.element("p", ["class": "wide-change"]) { html in
          html.element("strong", text: "Part of a change of the whole release: \(wide.title). ")
          // What several changes of a page share is explained with the first of them.
          if told.insert(wide.explanation).inserted { html.text(wide.explanation) }
        }
      } else if let impact = ChangeWords.impact(change) {
        html.element("p", ["class": "src"], text: impact)
      }
    }
    if let notice = event.noticeGiven {
      html.element("p", ["class": "src"]) { NoticeGivenPart.words(notice, map.sources, to: &$0) }
    }
    for written in event.written { WrittenPart.add(written, map, links, to: &html) }
  }

  /// The other name, and for a suspicion what speaks for it.
  private static func rename(
    _ suspicion: RenameSuspicion, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("p") { html in
      html.text("Go to ")
      html.link(links, .kfunc(suspicion.successor)) {
        $0.element("code", text: suspicion.successor)
      }
    }
    if suspicion.isConfirmed { return }
    html.element("ul") { html in for reason in suspicion.reasons { html.element("li", text: reason) } }
  }

  /// Old and new side by side, each fact with its place.
  private static func facts(_ change: ChangeRecord, _ sources: SourceLinks, to html: inout HTMLText) {
    if change.old.isEmpty, change.new.isEmpty { return }
    html.element("div", ["class": "sides"]) { html in
      // Where the kfunc itself is not at issue, nothing means none of what changed.
      let nothing = change.detail == .presence ? "absent" : "none"
      side(change.old, "\(change.from)", orElse: nothing, sources, to: &html)
      side(change.new, "\(change.to)", orElse: nothing, sources, to: &html)
    }
  }

  private static func side(
    _ facts: [RecordedFact], _ release: String, orElse nothing: String, _ sources: SourceLinks, to html: inout HTMLText
  ) {
    html.element("div") { html in
      html.element("strong", text: release)
      if facts.isEmpty { html.element("div", ["class": "src"], text: nothing) }
      for (index, fact) in facts.enumerated() {
        html.element("div") { html in
          html.text(fact.text)
          // Neighbours of one place name it once, below the last.
          let next = index + 1 < facts.count ? facts[index + 1] : nil
          if let source = fact.source, next?.source != source || next?.release != fact.release {
            html.element("div", ["class": "src"]) { sources.add(source, in: fact.release, to: &$0) }
          }
        }
      }
    }
  }

  private static func places(_ facts: [RecordedFact], _ sources: SourceLinks, to html: inout HTMLText) {
    var once: [(release: KernelRelease, source: SourceReference)] = []
    for fact in facts {
      guard let source = fact.source, !once.contains(where: { $0 == (fact.release, source) }) else { continue }
      once.append((fact.release, source))
    }
    if once.isEmpty { return }
    html.element("p", ["class": "src"]) { html in
      for (index, place) in once.enumerated() {
        html.text((index > 0 ? "; " : "") + "\(place.release): ")
        sources.add(place.source, in: place.release, to: &html)
      }
    }
  }
}

/// The notice that went before a removal, with its places.
enum NoticeGivenPart {
  static func words(_ notice: NoticeGiven, _ sources: SourceLinks, to html: inout HTMLText) {
    if notice.notices.isEmpty, notice.written.isEmpty {
      return html.text("No notice was found in the release before.")
    }
    html.text(notice.notices.isEmpty ? "Notice was given" : "Notice was given at ")
    for (index, stated) in notice.notices.enumerated() {
      if index > 0 { html.text(index == notice.notices.count - 1 ? " and " : ", ") }
      sources.add(stated.notice.source, in: stated.release, to: &html)
      html.text(" in \(stated.release)")
    }
    html.text(ChangeWords.lead(of: notice) + ".")
  }
}

/// What a person wrote down, with its source.
enum WrittenPart {
  static func add(_ event: WrittenEvent, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    html.element("p") { html in
      html.text(event.text)
      html.text(" ")
      html.element("span", ["class": "src"]) { html in
        CitationPart.add(event.citation, map, links, to: &html)
        if let verified = event.verified { html.text("; compared with its source on \(verified)") }
      }
    }
  }
}
