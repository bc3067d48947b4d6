public import CatalogueFacts
internal import HTMLText
public import KfuncModel
internal import RecordWords
public import Resolution

/// The list of all kfuncs of all releases, complete without JavaScript.
public struct KfuncIndexPage: PartedList {
  private let directory: KfuncDirectory
  private let record: StabilityRecord
  private let subsystems: SubsystemMap
  let parts: NameParts?

  /// The list of the kfuncs of `directory`, whose record is `record`; `lists` are those of the site that are cut.
  public init(
    _ directory: KfuncDirectory, _ record: StabilityRecord, _ subsystems: SubsystemMap, _ lists: LongLists = LongLists()
  ) {
    parts = lists.kfuncs
    self.directory = directory
    self.record = record
    self.subsystems = subsystems
  }

  /// `/kfuncs/`.
  public var address: PageAddress { .kfuncs }
  /// The title.
  public var title: String { "Kfuncs" }
  /// What the list holds.
  public var summary: String { "Every kernel function that BPF programs may call, in every release read." }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }

  /// The index of all data, and the table of kfuncs by releases.
  public var alternates: [AlternateForm] {
    [.json(.dataIndex, "Index of all data"), .values(.matrixData, "Kfuncs by releases")]
  }

  /// The keys of `kfuncs.mustache`.
  public static let schema = TemplateSchema(
    "kfuncs",
    [
      .init("kfuncCount", .text, "how many kfuncs there are in all"),
      .init("currentCount", .text, "how many of them the newest release has"),
      .init("newestRead", .text, "the newest release read"),
      .init("releasesRead", .text, "which releases were read"),
      .init("facets", .html, "links to the pages of what the list can be filtered by, as list elements"),
      .init("table", .html, "the list; where it is too long for one page, links to its parts"),
      .init("isCut", .flag, "whether the list is too long for one page"),
      .init("listScript", .text, "link to the script that filters and sorts the list"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("kfuncCount", text: Phrases.count(directory.histories.count, "kfunc"))
    fields.set("currentCount", text: String(directory.histories.count { $0.isInNewest }))
    fields.set("newestRead", text: directory.releases.last?.description ?? "")
    fields.set("releasesRead", text: PresenceWords.coverage(directory))
    fields.set("isCut", flag: parts != nil)
    if parts != nil {
      fields.set("table", html: partsAndFound(links))
    } else {
      fields.set("table", html: rows(at: ArraySlice(directory.histories.indices), links))
    }
    fields.set("listScript", text: links.asset("list.js"))
    fields.set(
      "facets",
      html: HTMLText { html in
        let facets =
          GroupKind.allCases.map { Crumb($0.title, .groups($0)) }
          + [Crumb("Removed", .removed), Crumb("Proposed", .proposed), Crumb("Two releases compared", .compare)]
        for facet in facets {
          html.element("li") { $0.link(links, facet.address, text: facet.text) }
        }
      })
    return fields
  }

  var releasesRead: String { PresenceWords.coverage(directory) }

  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText {
    KfuncTable.html(positions.map { directory.histories[$0] }, record, subsystems, links)
  }

  /// Links to the parts, a table without rows for what a script finds in all of them, and what its rows lead to.
  private func partsAndFound(_ links: PageLinks) -> HTMLText {
    HTMLText { html in
      html.element("div", ["class": "list-found", "hidden": ""]) { html in
        html.append(KfuncTable.html([], record, subsystems, links))
      }
      html.newline()
      html.element("div", ["class": "list-parts"]) { $0.append(PartLinks.list(of: self, links)) }
      html.newline()
      html.append(KfuncTable.longTypes(directory.histories))
    }
  }
}
