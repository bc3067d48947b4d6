public import CatalogueFacts
internal import HTMLText
public import KfuncModel
internal import RecordWords
internal import Resolution

/// Kfuncs that went: in some release read, and not in the newest.
public struct RemovedPage: PartedList {
  private let gone: [(history: KfuncHistory, record: KfuncRecord?)]
  private let directory: KfuncDirectory
  private let subsystems: SubsystemMap
  private let sources: SourceLinks
  let parts: NameParts?

  /// The kfuncs of `directory` that its newest release lacks; `lists` are those of the site that are cut.
  public init(
    _ directory: KfuncDirectory, _ record: StabilityRecord, _ map: SiteMap, _ lists: LongLists = LongLists()
  ) {
    parts = lists.removed
    subsystems = map.links.subsystems
    sources = map.sources
    self.directory = directory
    gone = directory.histories.filter { !$0.isInNewest }.map { ($0, record[$0.name]) }
  }

  /// `/removed/`.
  public var address: PageAddress { .removed }
  /// The title.
  public var title: String { "Removed kfuncs" }
  /// What the page holds.
  public var summary: String { "\(Phrases.count(gone.count, "kfunc")) that the newest release read no longer has." }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// The keys of `removed.mustache`.
  public static let schema = TemplateSchema(
    "removed",
    [
      .init("count", .text, "how many there are"),
      .init("newestRead", .text, "the newest release read"),
      .init("releasesRead", .text, "which releases were read"),
      .init(
        "table", .html,
        "the kfuncs: when each went, and what notice was found; where they are too many for one page, links to the parts"
      ),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("count", text: Phrases.count(gone.count, "kfunc"))
    fields.set("newestRead", text: directory.releases.last?.description ?? "")
    fields.set("releasesRead", text: PresenceWords.coverage(directory))
    if parts != nil {
      fields.set("table", html: PartLinks.list(of: self, links))
    } else if !gone.isEmpty {
      fields.set("table", html: rows(at: ArraySlice(gone.indices), links))
    }
    return fields
  }

  var releasesRead: String { PresenceWords.coverage(directory) }

  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      ScrollingTable.add(
        "Removed kfuncs", ["Name", "Subsystem", "Last seen", "Gone", "Notice"], class: "gone-list", to: &html
      ) { html in
        for (history, record) in positions.lazy.map({ gone[$0] }) {
          let removal = record?.events.last { $0.kind == .removed }
          html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
              html.link(links, .kfunc(history.name)) { $0.element("code", text: history.name) }
            }
            html.element("td", text: subsystems.principal(of: history.name)?.title ?? "not known")
            html.element("td", text: history.present.last?.description ?? "")
            html.element("td", text: removal?.interval?.description ?? "not known")
            html.element("td") { html in
              if let notice = removal?.noticeGiven {
                NoticeGivenPart.words(notice, sources, to: &html)
              } else {
                html.text("not checked")
              }
              if let renamed = renamed(record) {
                html.text(" " + ChangeWords.headline(renamed))
                if case .rename(let suspicion)? = renamed.change?.detail {
                  html.text(" Go to ")
                  html.link(links, .kfunc(suspicion.successor)) {
                    $0.element("code", text: suspicion.successor)
                  }
                }
              }
            }
          }
          html.newline()
        }
      }
    }
  }

  private func renamed(_ record: KfuncRecord?) -> Event? {
    record?.events.last { $0.kind == .renamed && $0.change?.kfunc == record?.name }
  }
}
