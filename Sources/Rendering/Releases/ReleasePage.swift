internal import HTMLText
public import KfuncModel
internal import RecordWords
public import ReleaseNotes
internal import Resolution
internal import SiteContent
internal import Stages

/// The notes of a release against the release read before it; of the first one, what it has.
public struct ReleasePage: PartedList {
  let release: KernelRelease
  private let notes: SiteNotes
  /// Nil for the first release read.
  private let request: NotesRequest?
  private let map: SiteMap
  let parts: NameParts?
  /// The notes of each part, and which part each name is in, shared by the pages of all parts.
  private let told: Once<(records: [NotesRecord], listing: [Int])>

  /// The notes, reckoned when somebody reads them: the titles and addresses of all pages are asked for at once.
  private var record: NotesRecord? { notes[release] }
  private var source: NotesSource { notes.source }

  /// The page of `release`, an imported one; `lists` are the lists of the site that are too long for one page.
  public init(_ release: KernelRelease, _ notes: SiteNotes, _ map: SiteMap, _ lists: LongLists = LongLists()) {
    let parts = lists.releases[release.mainline]
    self.parts = parts
    told = Once {
      guard let parts, let record = notes[release] else { return ([], []) }
      let listing = parts.listing
      let positions = Dictionary(listing.indices.map { (parts.name($0), $0) }) { first, _ in first }
      return (record.split(into: parts.parts.count) { name in positions[name].map { listing[$0] } ?? 0 }, listing)
    }
    self.release = release.mainline
    self.notes = notes
    request = notes.request(for: release)
    self.map = map
  }

  /// `/releases/7.3/`.
  public var address: PageAddress { .release(release) }
  /// The title.
  public var title: String {
    request.map { NotesComposer.title($0.from, $0.to) } ?? "Kfuncs in Linux \(release)"
  }
  /// The release's number.
  public var crumb: String { release.description }
  /// How many of what.
  public var summary: String { notes.summary(of: release) ?? Self.first(release, map) }
  /// The list of releases stands above.
  public var trail: [Crumb] { [Crumb("Releases", .releases)] }

  /// The notes, and what the release has.
  public var alternates: [AlternateForm] {
    let name = release.description
    return (request == nil ? [] : [.json(.notesData(name), "These notes as JSON")])
      + [.json(.releaseData(name), "Linux \(name) as JSON")]
  }

  /// The keys of `release.mustache`.
  public static let schema = TemplateSchema(
    "release",
    [
      .init("contents", .html, "links to the sections of the notes; empty for the first release read"),
      .init("notes", .html, "the notes"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    let writer = writer(links)
    guard let record else {
      let lead = NotesComposer.lead(of: release, source)
      fields.set(
        "notes",
        html: HTMLText { html in
          html.append(writer.body(of: NotesDocument(title: title, introduction: lead, sections: [])))
          html.element("p", ["class": "state"], text: summary)
        })
      return fields
    }
    let composer = NotesComposer(record, source)
    let document =
      parts == nil ? composer.document() : composer.shortened(below: ListLength.bytes, parts: .web("#by-name"))
    fields.set(
      "contents",
      html: HTMLText { html in
        if parts != nil { html.element("li") { $0.element("a", ["href": "#by-name"], text: "By name") } }
        for section in document.sections {
          html.element("li") { $0.element("a", ["href": "#" + section.id], text: section.title) }
          html.newline()
        }
      })
    fields.set(
      "notes",
      html: HTMLText { html in
        guard parts != nil else { return html.append(writer.body(of: document)) }
        html.append(
          writer.body(of: NotesDocument(title: title, introduction: document.introduction, sections: [])))
        addParts(links, to: &html)
        html.append(writer.body(of: NotesDocument(title: title, introduction: [], sections: document.sections)))
      })
    return fields
  }

  private func writer(_ links: PageLinks) -> HTMLNotesWriter {
    HTMLNotesWriter(links: SiteNotesLinks(map: map, links: links)) { old, new, html in
      PrototypeDifference.add(old: old, new: new, to: &html)
      html.newline()
    }
  }

  private func addParts(_ links: PageLinks, to html: inout HTMLText) {
    html.element("h2", ["id": "by-name"]) { html in
      html.text("By name")
      Permalink.add("by-name", to: "By name", in: &html)
    }
    html.append(PartLinks.list(of: self, links))
  }

  var releasesRead: String { summary }
  var partsWords: String {
    "These notes are too long for one page. What they tell of each kfunc stands on a page for each beginning of the names; "
      + "the longest lists below are told in numbers."
  }

  /// What the notes tell of the kfuncs at `positions` of their names.
  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText {
    let (records, listing) = told.value
    guard let first = positions.first, listing.indices.contains(first) else { return HTMLText() }
    let document = NotesDocument(
      title: title, introduction: [], sections: NotesComposer(records[listing[first]], source).sectionsOfKfuncs())
    return HTMLText { html in
      html.element("div", ["class": "notes"]) { $0.append(writer(links).body(of: document)) }
    }
  }

  /// What is said of the first release read.
  private static func first(_ release: KernelRelease, _ map: SiteMap) -> String {
    let catalogue = map.content.catalogues.first { $0.release.mainline == release }
    let count = catalogue?.kfuncs.count { !$0.isTestingOnly } ?? 0
    return "The first release that was read: \(Phrases.count(count, "kfunc")) that programs can call. "
      + "There is nothing before it to compare it with."
  }
}

/// Where words of the notes lead on the site.
struct SiteNotesLinks: NotesLinks {
  let map: SiteMap
  let links: PageLinks

  func href(_ target: NotesTarget) -> String? {
    switch target {
    case .kfunc(let name): return map.isPage(.kfunc(name)) ? links.href(.kfunc(name)) : nil
    case .clause(let id):
      return map.links.targets.clauses[id].map { links.href(.policy($0.policy), anchor: id) }
    case .thread(let slug, let message):
      return map.thread(slug) == nil ? nil : links.href(.thread(slug), anchor: message.map { "m\($0)" })
    case .message(let id):
      return map.message(id).map { links.href(.thread($0.thread.slug), anchor: "m\($0.entry.number)") }
        ?? map.archive(id)
    case .commit(let commit): return map.content.settings.commitURL?.replacing("{commit}", with: commit)
    case .release(let release): return map.isPage(.release(release)) ? links.href(.release(release)) : nil
    case .source(let release, let place): return map.sources.href(place, in: release)
    case .web(let url): return url
    }
  }
}
