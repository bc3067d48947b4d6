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
    guard let position = map.reachPosition(ofClause: clause.id), let newest = reach.releases.last else {
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
      let rows = reach.rows(ofClause: position)
      let earlier = rows.count - (counts.last?.count.reached ?? 0)
      html.element("details") { html in
        html.element("summary", text: summary(clause, counts, earlier: earlier))
        if rows.isEmpty { html.element("p", text: "None in \(Phrases.list(reach.releases.map(\.description))).") }
        groups(position, rows[...], newest, map, links, to: &html)
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
        html.link(links, page.1, text: page.0)
      }
      html.text(".")
    }
  }

  /// Those that the clause at a position reaches, by subsystem; `here` says that they are a part of them.
  static func groups(
    _ clause: Int, _ rows: ArraySlice<Int32>, _ newest: KernelRelease, _ map: SiteMap, _ links: PageLinks,
    here: Bool = false, to html: inout HTMLText
  ) {
    let positions = map.reachRows
    let kfuncs = map.kfuncLinks(links)
    var standings = ReachStandings(clause, map.links.reach)
    html.element("dl", ["class": "reach"]) { html in
      for (subsystem, rows) in positions.homes.groups(of: rows) {
        let runs = standings.runs(rows)
        let current = runs.reduce(0) { $0 + ($1.isCurrent ? $1.rows.count : 0) }
        html.element("dt") { html in
          if let subsystem {
            html.link(links, .group(.subsystem, subsystem.slug), text: subsystem.title)
          } else {
            html.text("No definition was found")
          }
          let gone = rows.count > current ? ", \(rows.count - current) in earlier releases only" : ""
          html.element("span", ["class": "src"], text: " \(current)\(here ? " here" : "") in \(newest)\(gone)")
        }
        html.newline()
        for run in runs {
          html.element("dd", ["class": "names"]) { html in
            for (index, row) in run.rows.enumerated() {
              if index > 0 { html.text(", ") }
              kfuncs.add(at: Int(positions.names[Int(row)]), to: &html)
            }
            html.element("span", ["class": "src"], text: " " + run.words)
          }
          html.newline()
        }
      }
    }
  }
}

/// What the releases say of kfuncs under one clause, told once for all that it is the same for.
private struct ReachStandings {
  /// Kfuncs of which the releases say the same.
  struct Run {
    /// What they say.
    let words: String
    /// Whether the newest release's clause reaches them.
    let isCurrent: Bool
    var rows: [Int32]
  }

  private let clause: Int
  private let reach: ClauseReach
  private var told: [[ClauseReach.Standing]: Int] = [:]
  private var words: [(words: String, isCurrent: Bool)] = []
  /// The standings of the row at hand: rows are many, and an array for each was half of the time of these pages.
  private var standings: [ClauseReach.Standing]

  init(_ clause: Int, _ reach: ClauseReach) {
    self.clause = clause
    self.reach = reach
    standings = Array(repeating: .absent, count: reach.releases.count)
  }

  /// Those that the newest release has first, each run in the order of its first.
  mutating func runs(_ rows: [Int32]) -> [Run] {
    var runs: [Run] = []
    // Few standings are there at all: the place of the run of each, -1 for none yet.
    var places: [Int] = []
    for row in rows {
      let number = number(of: row)
      while places.count <= number { places.append(-1) }
      if places[number] >= 0 {
        runs[places[number]].rows.append(row)
      } else {
        places[number] = runs.count
        runs.append(Run(words: words[number].words, isCurrent: words[number].isCurrent, rows: [row]))
      }
    }
    return runs.filter(\.isCurrent) + runs.filter { !$0.isCurrent }
  }

  private mutating func number(of row: Int32) -> Int {
    reach.readStandings(ofClause: clause, row: row, into: &standings)
    if let known = told[standings] { return known }
    told[standings] = words.count
    words.append((Self.words(of: standings, reach.releases), standings.last == .reached))
    return words.count - 1
  }

  /// `reached in 7.3; there in 7.2 and not reached`, `reached in 6.12, no longer in 7.2 and 7.3`,
  /// `reached in 6.12; absent in 7.3`.
  private static func words(of standings: [ClauseReach.Standing], _ releases: [KernelRelease]) -> String {
    func list(_ positions: some Sequence<Int>, _ standing: ClauseReach.Standing) -> [String] {
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
