internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// The kfuncs of one group, release by release.
struct GroupPage: PartedList {
  private let group: KfuncGroup
  private let directory: KfuncDirectory
  private let sources: SourceLinks
  private let facts: GroupFacts
  let parts: NameParts?

  /// The page of `group`, places in sources linked by `sources`; `lists` are those of the site that are cut, `facts` those of
  /// the keys of `directory`.
  init(
    _ group: KfuncGroup, _ directory: KfuncDirectory, _ facts: GroupFacts, _ sources: SourceLinks, _ lists: LongLists
  ) {
    self.facts = facts
    parts = lists.groups[group.address]
    self.group = group
    self.directory = directory
    self.sources = sources
  }

  /// `/flags/KF_ACQUIRE/`.
  var address: PageAddress { group.address }
  /// The key.
  var title: String { group.name }
  /// What the page holds.
  var summary: String { "\(group.kind.title): \(group.name). \(Phrases.count(group.members.count, "kfunc"))." }
  /// The list of its kind.
  var trail: [Crumb] { [Crumb(group.kind.title, .groups(group.kind))] }
  /// All groups of its kind.
  var series: PageSeries? { PageSeries(group.kind.folder, page: group.name) }

  /// The index of all data, and for a subsystem the feed of its changes.
  var alternates: [AlternateForm] {
    let index = AlternateForm.json(.dataIndex, "Index of all data")
    return group.kind == .subsystem ? [index, .feed(.subsystemFeed(group.key), "Changes of \(group.name)")] : [index]
  }

  /// The keys of `group.mustache`.
  static let schema = TemplateSchema(
    "group",
    [
      .init("name", .text, "the key"),
      .init("isCode", .flag, "whether the key is a name in C"),
      .init("counts", .text, "how many kfuncs, and how many in the newest release"),
      .init("releasesRead", .text, "which releases were read"),
      .init("meaning", .text, "what the key means"),
      .init("facts", .html, "what each release says of the key itself"),
      .init("table", .html, "the kfuncs, release by release; where they are too many for one page, links to the parts"),
    ])

  /// The values of the keys.
  func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("name", text: group.name)
    fields.set("isCode", flag: group.kind.isCode)
    let newest = directory.releases.last.map { ", \(group.current) of them in \($0)" } ?? ""
    fields.set("counts", text: Phrases.count(group.members.count, "kfunc") + newest + ".")
    fields.set("releasesRead", text: PresenceWords.coverage(directory))
    fields.set("meaning", text: GroupFacts.meaning(group))
    fields.set("facts", html: facts.html(group, sources))
    fields.set(
      "table",
      html: parts == nil
        ? rows(at: ArraySlice(group.members.indices), links) : PartLinks.list(of: self, links))
    return fields
  }

  var releasesRead: String { PresenceWords.coverage(directory) }

  // Most cells of most tables: half a million in a site of 10,000 kfuncs.
  private static let absent = HTMLText { $0.element("td", ["class": "no"], text: "absent") }
  private static let no = HTMLText { $0.element("td", ["class": "no"], text: "no") }

  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText {
    HTMLText(capacity: 512 + positions.count * 256) { html in
      let columns = ["Name"] + directory.releases.map(\.description)
      if positions.isEmpty { return }
      ScrollingTable.add("Kfuncs", columns, class: "group", to: &html) { html in
        for member in positions.lazy.map({ group.members[$0] }) {
          html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
              html.link(links, .kfunc(member.history.name)) {
                $0.element("code", text: member.history.name)
              }
            }
            for position in member.holds.indices {
              if let holds = member.holds[position] {
                html.element("td", text: holds)
              } else {
                html.append(member.history.facts[position] == nil ? Self.absent : Self.no)
              }
            }
          }
          html.newline()
        }
      }
    }
  }
}

/// All groups of a kind.
struct GroupListPage: PartedList {
  private let kind: GroupKind
  private let groups: [KfuncGroup]
  private let directory: KfuncDirectory
  let parts: NameParts?

  /// The list of `groups`; `lists` are those of the site that are cut.
  init(
    _ kind: GroupKind, _ groups: [KfuncGroup], _ directory: KfuncDirectory, _ lists: LongLists = LongLists()
  ) {
    parts = lists.groupLists[kind]
    self.kind = kind
    self.groups = groups
    self.directory = directory
  }

  /// `/flags/`.
  var address: PageAddress { .groups(kind) }
  /// The kind.
  var title: String { kind.title }
  /// What the page holds.
  var summary: String { "Kfuncs by \(kind.title.lowercased()): \(groups.count)." }
  /// Nothing stands between the first page and this one.
  var trail: [Crumb] { [] }

  /// The keys of `groups.mustache`.
  static let schema = TemplateSchema(
    "groups",
    [
      .init("introduction", .text, "what the groups are"),
      .init("releasesRead", .text, "which releases were read"),
      .init(
        "table", .html,
        "the groups, with the number of kfuncs in each release; where they are too many for one page, links to parts"),
    ])

  /// The values of the keys.
  func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("introduction", text: introduction)
    fields.set("releasesRead", text: PresenceWords.coverage(directory))
    fields.set(
      "table",
      html: parts == nil ? rows(at: ArraySlice(groups.indices), links) : PartLinks.list(of: self, links))
    return fields
  }

  var releasesRead: String { PresenceWords.coverage(directory) }
  var noun: String {
    switch kind {
    case .subsystem: "subsystem"
    case .programType: "program type"
    case .flag: "flag"
    case .idSet: "ID set"
    }
  }

  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      let columns = [kind.title] + directory.releases.map { "in \($0)" }
      ScrollingTable.add(kind.title, columns, class: "group", to: &html) { html in
        for position in positions { row(groups[position], links, to: &html) }
      }
    }
  }

  private func row(_ group: KfuncGroup, _ links: PageLinks, to html: inout HTMLText) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"]) { html in
        html.link(links, group.address) { html in
          if kind.isCode { html.element("code", text: group.name) } else { html.text(group.name) }
        }
      }
      for position in directory.releases.indices {
        let count = group.members.count { $0.holds[position] != nil }
        html.element("td", ["class": count == 0 ? "no" : "number"], text: count == 0 ? "none" : String(count))
      }
    }
    html.newline()
  }

  private var introduction: String {
    switch kind {
    case .subsystem:
      "Kfuncs by the MAINTAINERS sections that name their files, or by folder where none does; a kfunc is at home in the one that is most specific (“yes”) and belongs to others too (“also”)."
    case .programType:
      "Kfuncs by the types of programs that may call them, or some of which may, after hooks and filters."
    case .flag: "Kfuncs by the flags that ID sets give them: what the verifier asks of callers."
    case .idSet: "Kfuncs by the ID set that lists them. A name can belong to sets of several files."
    }
  }
}
