internal import HTMLText
internal import MarkdownHTML
internal import KfuncModel
internal import MarkdownSyntax
internal import Resolution
public import SiteContent

/// A policy, each clause with the kfuncs that it reaches and the messages that cite it.
public struct PolicyPage: Page {
  private let policy: PolicyDocument
  private let map: SiteMap

  /// The page of `policy`.
  public init(_ policy: PolicyDocument, _ map: SiteMap) {
    self.policy = policy
    self.map = map
  }

  /// `/policies/SLUG/`.
  public var address: PageAddress { .policy(policy.slug) }
  /// Its title.
  public var title: String { policy.title }
  /// Its summary.
  public var summary: String { policy.summary }
  /// The list of policies.
  public var trail: [Crumb] { [Crumb("Policies", .policies)] }

  /// The keys of `policy.mustache`.
  public static let schema = TemplateSchema(
    "policy",
    [
      .init("lead", .text, "one or two sentences on what it is"),
      .init("body", .html, "the text, behind each clause its words, reach and citations"),
      .init("contents", .html, "links to the clauses, as list elements"),
      .init("mentions", .html, "passages that refer to its clauses"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("lead", text: policy.summary)
    fields.set("body", html: body(links))
    fields.set(
      "contents",
      html: HTMLText { html in
        for clause in policy.clauses {
          let title = map.title(of: KnownTargets.ClausePlace(policy: policy.slug, anchor: clause.heading))
          html.element("li") { $0.element("a", ["href": "#" + clause.heading], text: title) }
        }
      })
    let backlinks = policy.clauses.flatMap { map.links.crossLinks.backlinks(toClause: $0.id) }
    fields.set("mentions", html: BacklinksPart.html(backlinks, map, links))
    return fields
  }

  private func body(_ links: PageLinks) -> HTMLText {
    let renderer = map.renderer(for: policy.document, links, headings: 1)
    let blocks = policy.document.blocks
    // Where each clause ends in the document.
    var ends: [Int: [Clause]] = [:]
    for clause in policy.clauses {
      let own = policy.blocks(of: clause)
      if !own.isEmpty { ends[own.endIndex, default: []].append(clause) }
    }
    // No clause's name may be another heading's anchor as well.
    var ids: Set<String> = ["main", "mentions"]
    for block in blocks { if case .heading(let heading) = block.kind { ids.insert(heading.anchor) } }
    return HTMLText { html in
      for index in 0...blocks.count {
        for clause in ends[index] ?? [] { self.clause(clause, links, to: &html) }
        guard index < blocks.count else { break }
        // The template has the title; a heading of level 1 in the text repeats it.
        if case .heading(let heading) = blocks[index].kind, heading.level == 1 { continue }
        if case .heading(let heading) = blocks[index].kind { anchors(above: heading, &ids, to: &html) }
        renderer.render([blocks[index]], to: &html)
      }
      renderer.renderFootnotes(policy.document.footnotes, to: &html)
    }
  }

  /// The permanent anchors of the clauses under `heading`: their ids, which outlive its words.
  private func anchors(above heading: Heading, _ ids: inout Set<String>, to html: inout HTMLText) {
    for clause in policy.clauses where clause.heading == heading.anchor && ids.insert(clause.id).inserted {
      html.element("span", ["id": clause.id], text: "")
    }
  }

  private func clause(_ clause: Clause, _ links: PageLinks, to html: inout HTMLText) {
    html.element("div", ["class": "clause"]) { html in
      html.append(OfficialWords.html(clause, map, links))
      if let source = clause.source {
        let sentences = SectionHistory.sentences(SectionHistory.read(source, map.content.catalogues))
        if !sentences.isEmpty { html.element("p", ["class": "src"], text: sentences.joined(separator: " ")) }
      }
      html.append(ClauseReachPart.html(clause, map, links))
    }
    html.newline()
  }
}

/// The kfuncs that a clause reaches, counted for each release, named for the newest.
enum ClauseReachPart {
  static func html(_ clause: Clause, _ map: SiteMap, _ links: PageLinks) -> HTMLText {
    let reach = map.links.reach
    guard let position = reach.clauses.firstIndex(where: { $0.id == clause.id }), let newest = reach.releases.last
    else {
      return HTMLText()
    }
    return HTMLText { html in
      if clause.selector.isUniversal {
        html.element("p", ["class": "src"]) { html in
          html.text("Reaches every kfunc: ")
          html.element(
            "a", ["href": links.href(.kfuncs)], text: "\(reach.count(ofClause: position, in: newest).all) in \(newest)")
          html.text(".")
        }
        return
      }
      let counts = reach.releases.map { release in
        let count = reach.count(ofClause: position, in: release)
        return "\(count.reached) of \(count.all) in \(release)"
      }
      let names = reach.kfuncs(ofClause: position, in: newest)
      html.element("details") { html in
        html.element("summary", text: "Reaches \(Phrases.list(counts)) (\(clause.selector))")
        html.element("p", ["class": "names"]) { html in
          for (index, name) in names.enumerated() {
            if index > 0 { html.text(", ") }
            html.element("a", ["href": links.href(.kfunc(name))]) { $0.element("code", text: name) }
          }
          if names.isEmpty { html.text("None in \(newest).") }
        }
      }
    }
  }
}
