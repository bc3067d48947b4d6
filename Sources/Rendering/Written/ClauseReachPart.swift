internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Resolution

/// The kfuncs that a clause reaches: counted for each release, grouped by subsystem, those told apart that it reached in
/// earlier releases only.
enum ClauseReachPart {
  /// `page` is the one of what the clause reaches, where that is too much to be listed here.
  static func html(_ clause: Clause, _ map: SiteMap, _ links: PageLinks, page: ClauseReachPage? = nil) -> HTMLText {
    let reach = map.links.reach
    guard let position = reach.clauses.firstIndex(where: { $0.id == clause.id }), let newest = reach.releases.last
    else {
      return HTMLText()
    }
    let counts = reach.releases.map { (release: $0, count: reach.count(ofClause: position, in: $0)) }
    return HTMLText { html in
      if clause.selector.isUniversal {
        everything(counts.map { ($0.release, $0.count.all) }, links, to: &html)
        return
      }
      if let page {
        page.addSummary(links, to: &html)
        return
      }
      let members = reach.members(ofClause: position)
      let earlier = members.count { $0.standings.last != .reached }
      html.element("details") { html in
        html.element("summary", text: summary(clause, counts, earlier: earlier))
        if members.isEmpty { html.element("p", text: "None in \(Phrases.list(reach.releases.map(\.description))).") }
        groups(members, reach.releases, newest, map, links, to: &html)
      }
    }
  }

  /// `Reaches 26 of 416 in 7.2 and 26 of 441 in 7.3 (path: net/**); 2 kfuncs in earlier releases only`.
  static func summary(
    _ clause: Clause, _ counts: [(release: KernelRelease, count: (reached: Int, all: Int))], earlier: Int
  ) -> String {
    let words = counts.map { "\($0.count.reached) of \($0.count.all) in \($0.release)" }
    let summary = "Reaches \(Phrases.list(words)) (\(clause.selector))"
    return earlier > 0 ? summary + "; \(Phrases.count(earlier, "kfunc")) in earlier releases only" : summary
  }

  /// What reaches every kfunc needs no list of its own: the lists of all are pages.
  private static func everything(
    _ counts: [(release: KernelRelease, all: Int)], _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("p", ["class": "src"]) { html in
      html.text("Reaches every kfunc: \(Phrases.list(counts.map { "\($0.all) in \($0.release)" })). ")
      let pages: [(String, PageAddress)] = [
        ("All of them", .kfuncs), ("by subsystem", .groups(.subsystem)), ("those that went", .removed),
      ]
      for (index, page) in pages.enumerated() {
        if index > 0 { html.text(", ") }
        html.element("a", ["href": links.href(page.1)], text: page.0)
      }
      html.text(".")
    }
  }

  /// `members` by subsystem; `here` says that they are a part of those reached.
  static func groups(
    _ members: [ClauseReach.Member], _ releases: [KernelRelease], _ newest: KernelRelease, _ map: SiteMap,
    _ links: PageLinks, here: Bool = false, to html: inout HTMLText
  ) {
    var bySubsystem: [Subsystem?: [ClauseReach.Member]] = [:]
    for member in members { bySubsystem[map.links.subsystems.principal(of: member.name), default: []].append(member) }
    let sorted = bySubsystem.sorted { first, second in
      (first.key?.title ?? "~").utf8.lexicographicallyPrecedes((second.key?.title ?? "~").utf8)
    }
    let kfuncs = map.kfuncLinks(links)
    html.element("dl", ["class": "reach"]) { html in
      for (subsystem, members) in sorted {
        let current = members.count { $0.standings.last == .reached }
        html.element("dt") { html in
          if let subsystem {
            html.element("a", ["href": links.href(.group(.subsystem, subsystem.slug))], text: subsystem.title)
          } else {
            html.text("No definition was found")
          }
          let gone = members.count > current ? ", \(members.count - current) in earlier releases only" : ""
          html.element("span", ["class": "src"], text: " \(current)\(here ? " here" : "") in \(newest)\(gone)")
        }
        html.newline()
        for (words, names) in runs(members, releases) {
          html.element("dd", ["class": "names"]) { html in
            for (index, name) in names.enumerated() {
              if index > 0 { html.text(", ") }
              kfuncs.add(name, to: &html)
            }
            html.element("span", ["class": "src"], text: " " + words)
          }
          html.newline()
        }
      }
    }
  }

  /// Kfuncs of which the releases say the same, those that the newest has first, each group in the order of its first.
  private static func runs(
    _ members: [ClauseReach.Member], _ releases: [KernelRelease]
  ) -> [(words: String, names: [String])] {
    var runs: [(standings: [ClauseReach.Member.Standing], names: [String])] = []
    for member in members {
      if let known = runs.firstIndex(where: { $0.standings == member.standings }) {
        runs[known].names.append(member.name)
      } else {
        runs.append((member.standings, [member.name]))
      }
    }
    let current = runs.filter { $0.standings.last == .reached }
    let earlier = runs.filter { $0.standings.last != .reached }
    return (current + earlier).map { (words(of: $0.standings, releases), $0.names) }
  }

  /// `reached in 7.3; there in 7.2 and not reached`, `reached in 6.12, no longer in 7.2 and 7.3`,
  /// `reached in 6.12; absent in 7.3`.
  private static func words(of standings: [ClauseReach.Member.Standing], _ releases: [KernelRelease]) -> String {
    func list(_ positions: some Sequence<Int>, _ standing: ClauseReach.Member.Standing) -> [String] {
      positions.filter { standings[$0] == standing }.map { releases[$0].description }
    }
    let last = standings.lastIndex(of: .reached) ?? 0
    var words = "reached in \(Phrases.list(list(standings.indices, .reached)))"
    let lost = list(standings.indices[(last + 1)...], .notReached)
    let gone = list(standings.indices[(last + 1)...], .absent)
    let others = list(standings.indices[..<last], .notReached)
    if !lost.isEmpty { words += ", no longer in \(Phrases.list(lost))" }
    if !gone.isEmpty { words += "; absent in \(Phrases.list(gone))" }
    if !others.isEmpty { words += "; there in \(Phrases.list(others)) and not reached" }
    return words
  }
}
