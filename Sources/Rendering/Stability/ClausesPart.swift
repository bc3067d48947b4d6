internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Resolution

/// The clauses that reach a kfunc: those that do by a fact of its own with that fact, those that reach all folded.
enum ClausesPart {
  static func html(_ name: String, _ release: KernelRelease, _ map: SiteMap, _ links: PageLinks) -> HTMLText {
    let reached = map.links.reach.clauses(reaching: name, in: release)
    if reached.isEmpty { return HTMLText() }
    let own = reached.filter { !$0.reachesAll }
    let all = reached.filter(\.reachesAll)
    return HTMLText { html in
      for clause in own {
        heading(clause.clause, map, links, to: &html)
        html.element("p", ["class": "src"]) { html in
          html.text("Reaches it by ")
          if clause.facts.isEmpty { html.text("what it is not") }
          for (index, fact) in clause.facts.enumerated() {
            if index > 0 { html.text(index == clause.facts.count - 1 ? " and " : ", ") }
            html.text(fact.text)
            guard let source = fact.source else { continue }
            html.text(" (")
            map.sources.add(source, in: fact.release, to: &html)
            html.text(", \(fact.release))")
          }
        }
        html.append(OfficialWords.html(clause.clause, map, links))
      }
      if all.isEmpty { return }
      html.element("details") { html in
        html.element(
          "summary",
          text: "\(Phrases.count(all.count, "clause")) that \(all.count == 1 ? "reaches" : "reach") every kfunc")
        // Their sources stand on the policy's page; words that messages quote are shown here too.
        html.element("ul", ["class": "clauses"]) { html in
          for clause in all {
            guard let place = map.links.targets.clauses[clause.clause.id] else { continue }
            html.element("li") { html in
              link(to: clause.clause, at: place, map, links, to: &html)
              if map.links.quotations.texts.contains(where: { $0.clause == clause.clause.id }) {
                html.append(OfficialWords.html(clause.clause, map, links))
              }
            }
            html.newline()
          }
        }
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
