internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Resolution
internal import SiteContent

/// The clauses that reach a kfunc: those that do by a fact of its own with that fact, those that reach all folded.
struct ClausesPart: Sendable {
  private let map: SiteMap
  /// What the stability pages of all kfuncs say of each clause of ``ClauseReach/clauses``, two pieces for each: what stands
  /// before the facts by which it reaches a kfunc, and what stands behind them.
  private let shown: HTMLPieces
  private let universal: HTMLText

  /// The part of every stability page; `links` are those of one of them. They stand at one depth below `kfuncs/`, and
  /// no clause leads there, so that all see the same links: made for each page, they were 8 % of a build with 200
  /// clauses.
  init(_ map: SiteMap, _ links: PageLinks) {
    self.map = map
    let clauses = map.links.reach.clauses
    var shown = HTMLPieces()
    for clause in clauses {
      shown.append { html in
        Self.heading(clause, map, links, to: &html)
        html.open("p", ["class": "src"])
        html.text("Reaches it by ")
      }
      shown.append { html in
        html.close("p")
        OfficialWords.add(clause, isBrief: true, map, links, to: &html)
      }
    }
    self.shown = shown
    let all = clauses.filter(\.selector.isUniversal)
    universal = HTMLText { html in
      if all.isEmpty { return }
      html.element("details") { html in
        html.element(
          "summary",
          text: "\(Phrases.count(all.count, "clause")) that \(all.count == 1 ? "reaches" : "reach") every kfunc")
        Self.universal(all, map, links, to: &html)
      }
    }
  }

  /// The part of a kfunc that the clauses `reached` reach.
  func add(_ reached: [ClauseReach.Reached], to html: inout HTMLText) {
    if reached.isEmpty { return }
    // Where the facts of clauses that ask the same stand already.
    var told = [Range<Int>?](repeating: nil, count: shown.count / 2)
    for position in reached.indices where !reached[position].reachesAll {
      html.append(shown, reached[position].position * 2)
      if let place = told[reached[position].alike] {
        html.append(again: place)
      } else {
        let start = html.bytes.count
        add(reached[position].facts, to: &html)
        told[reached[position].alike] = start..<html.bytes.count
      }
      html.append(shown, reached[position].position * 2 + 1)
    }
    html.append(universal)
  }

  private func add(_ facts: [RecordedFact], to html: inout HTMLText) {
    if facts.isEmpty { html.text("what it is not") }
    for (index, fact) in facts.enumerated() {
      if index > 0 { html.text(index == facts.count - 1 ? " and " : ", ") }
      html.text(fact.text)
      guard let source = fact.source else { continue }
      html.text(" (")
      map.sources.add(source, in: fact.release, to: &html)
      html.text(", \(fact.release))")
    }
  }

  /// Clauses that reach every kfunc, by policy: where all of a policy do, it is named as a whole; words that messages
  /// quote are shown, everything else stands on the policy's page.
  private static func universal(_ clauses: [Clause], _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    html.element("ul", ["class": "clauses"]) { html in
      for policy in map.content.policies {
        let reaching = clauses.filter { map.links.targets.clauses[$0.id]?.policy == policy.slug }
        if reaching.isEmpty { continue }
        html.element("li") { html in
          html.link(links, .policy(policy.slug), text: policy.title)
          let isQuoted = { (clause: Clause) in map.links.quotations.text(ofClause: clause.id)?.origin == .quotes }
          let quoted = reaching.filter(isQuoted)
          let others = reaching.filter { !isQuoted($0) }
          let isWhole = reaching.count == policy.clauses.count
          html.text(isWhole ? ", all \(Phrases.count(reaching.count, "clause"))" : others.isEmpty ? ":" : ": ")
          if !isWhole {
            for (index, clause) in others.enumerated() {
              guard let place = map.links.targets.clauses[clause.id] else { continue }
              if index > 0 { html.text(", ") }
              link(to: clause, at: place, map, links, to: &html)
            }
          }
          for clause in quoted {
            guard let place = map.links.targets.clauses[clause.id] else { continue }
            html.element("div") { link(to: clause, at: place, map, links, to: &$0) }
            OfficialWords.add(clause, isBrief: true, map, links, to: &html)
          }
        }
        html.newline()
      }
    }
  }

  private static func heading(_ clause: Clause, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    guard let place = map.links.targets.clauses[clause.id] else { return }
    let anchor = "clause-" + clause.id
    html.element("h3", ["id": anchor]) { html in
      link(to: clause, at: place, map, links, to: &html)
      Permalink.add(anchor, to: map.title(of: place), in: &html)
    }
  }

  private static func link(
    to clause: Clause, at place: KnownTargets.ClausePlace, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("a", ["href": map.href(ofClause: clause.id, at: place, links)], text: map.title(of: place))
  }
}
