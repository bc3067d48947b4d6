internal import HTMLText
internal import KfuncModel
internal import RecordWords

extension PageAddress {
  /// The files of BPF programs in an area of the kernel tree, or those of a part of it where it is cut.
  static func treeUsers(_ area: String, _ part: TreeUses.Area.Part? = nil) -> PageAddress {
    PageAddress(names: ["users", area.lowercased().replacing(" ", with: "-")] + (part?.folders ?? []))
  }
}

/// Files of BPF programs in one area of the kernel tree, each with the kfuncs that it uses.
public struct TreeUsersPage: Page {
  private let area: TreeUses.Area
  /// The files of the page, and what their names share; nil for a page on a whole area.
  private let part: TreeUses.Area.Part?
  private let releases: [KernelRelease]
  private let sources: SourceLinks

  /// The pages of all areas; a long one has a page for each letter that its files begin with, and a long letter for
  /// more letters.
  package static func pages(_ uses: TreeUses, _ map: SiteMap) -> [TreeUsersPage] {
    uses.areas.flatMap { area in
      let parts = (area.parts ?? []).map { TreeUsersPage(area: area, part: $0, uses.releases, map.sources) }
      return [TreeUsersPage(area: area, part: nil, uses.releases, map.sources)] + parts
    }
  }

  private init(
    area: TreeUses.Area, part: TreeUses.Area.Part?, _ releases: [KernelRelease], _ sources: SourceLinks
  ) {
    self.area = area
    self.part = part
    self.releases = releases
    self.sources = sources
  }

  /// `/users/selftests/`, `/users/selftests/b/`.
  public var address: PageAddress { .treeUsers(area.name, part) }
  /// The area, and the letter.
  public var title: String { part.map { "\(area.name): \($0.title)" } ?? area.name }
  /// The area or the letter alone.
  public var crumb: String { part?.title ?? area.name }
  /// What the page holds.
  public var summary: String { introduction }
  /// All users, and the area where it is cut.
  public var trail: [Crumb] {
    [Crumb("Known users", .users)] + (part == nil ? [] : [Crumb(area.name, .treeUsers(area.name))])
      + above.reversed().map { Crumb($0.title, .treeUsers(area.name, $0)) }
  }
  /// The parts that this one was cut from, the nearest first.
  private var above: [TreeUses.Area.Part] {
    var above: [TreeUses.Area.Part] = []
    while let last = above.last ?? part, let next = area.parts?.first(where: { $0.folders == last.parent }) {
      above.append(next)
    }
    return above
  }
  /// The parts of an area that list files stand in the order of their letters.
  public var series: PageSeries? {
    part.flatMap { $0.own.isEmpty ? nil : PageSeries("users-" + area.name, page: $0.title) }
  }
  /// The users as JSON are those outside the tree.
  public var alternates: [AlternateForm] { [.json(.dataIndex, "Index of all data")] }

  /// The keys of `listing.mustache`.
  public static let schema = ListingPage.schema

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("introduction", text: introduction)
    fields.set("list", html: list(links))
    return fields
  }

  private var introduction: String {
    let count = Phrases.count(part?.files.count ?? area.files.count, "file")
    let of = part.map { "\(count) of \(area.name) that begin with \($0.beginning)" } ?? "\(count) of \(area.name)"
    return
      "BPF programs in the kernel tree, found in the sources of \(Phrases.list(releases.map(\.description))): \(of), "
      + "with the kfuncs of each. No entry does not mean unused."
  }

  private func list(_ links: PageLinks) -> HTMLText {
    HTMLText { html in
      // An area leads to its letters, a letter of too many files to its parts.
      let parts = area.parts?.filter { $0.parent == part?.folders ?? [] } ?? []
      if !parts.isEmpty {
        html.element("ul", ["class": "browse"]) { html in
          for part in parts {
            html.element("li") { html in
              html.link(links, .treeUsers(area.name, part), text: part.title)
              let kfuncs = Set(part.files.lazy.flatMap { $0.uses.lazy.map(\.kfunc) }).count
              let words = "\(Phrases.count(part.files.count, "file")), \(Phrases.count(kfuncs, "kfunc"))"
              html.element("small", text: words)
            }
            html.newline()
          }
        }
      }
      let own = part?.own ?? (parts.isEmpty ? area.files : [])
      if !own.isEmpty { files(own, links, to: &html) }
    }
  }

  private func files(_ files: [TreeUses.File], _ links: PageLinks, to html: inout HTMLText) {
    html.element("ul", ["class": "files"]) { html in
      for file in files {
        html.element("li") { add(file, links, to: &$0) }
        html.newline()
      }
    }
  }

  private func add(_ file: TreeUses.File, _ links: PageLinks, to html: inout HTMLText) {
    let place = SourceReference(file: file.path, line: max(1, file.place.line))
    let isRead = releases.indices.contains(file.place.number)
    if let href = isRead ? sources.href(place, in: releases[file.place.number]) : nil {
      html.element("a", ["href": href]) { $0.element("code", text: file.path) }
    } else {
      html.element("code", text: file.path)
    }
    html.element("span", ["class": "src"], text: " \(words(file.releases)): ")
    for (index, use) in file.uses.enumerated() {
      if index > 0 { html.text(", ") }
      html.link(links, .kfunc(use.kfunc), anchor: "users") { $0.element("code", text: use.kfunc) }
      var small: [String] = []
      if use.releases != file.releases { small.append(words(use.releases)) }
      if use.isOnlyMentioned { small.append("only mentioned") }
      if !small.isEmpty { html.element("span", ["class": "src"], text: " (\(small.joined(separator: "; ")))") }
    }
  }

  /// `in 6.12 and 7.2`.
  private func words(_ numbers: [Int]) -> String { "in \(Phrases.list(numbers.map { releases[$0].description }))" }
}
