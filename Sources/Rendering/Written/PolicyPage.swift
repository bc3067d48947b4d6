internal import HTMLText
internal import MarkdownHTML
internal import KfuncModel
internal import MarkdownSyntax
internal import RecordWords
internal import Resolution
public import SiteContent

/// A policy, each clause with the kfuncs that it reaches and the messages that cite it.
public struct PolicyPage: Page {
  private let policy: PolicyDocument
  private let map: SiteMap
  private let lists: LongLists

  /// The page of `policy`; `lists` are the lists of the site that are too long for one page.
  public init(_ policy: PolicyDocument, _ map: SiteMap, _ lists: LongLists = LongLists()) {
    self.lists = lists
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
  /// All policies.
  public var series: PageSeries? { PageSeries("policies", page: policy.title) }

  /// The policy as JSON.
  public var alternates: [AlternateForm] { [.json(.policyData(policy.slug), "This policy as JSON")] }

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
          let anchor = map.anchor(ofClause: clause.id) ?? clause.heading
          html.element("li") { $0.link(links, address, anchor: anchor, text: title) }
        }
      })
    let backlinks = policy.clauses.flatMap { map.links.crossLinks.backlinks(toClause: $0.id) }
    fields.set("mentions") { BacklinksPart.add(backlinks, map, links, to: &$0) }
    return fields
  }

  private func body(_ links: PageLinks) -> HTMLText {
    let renderer = map.renderer(for: policy.document, links, headings: 1)
    let blocks = policy.document.blocks
    let clauses = Dictionary(grouping: policy.clauses, by: \.heading)
    // Where each clause ends in the document.
    var ends: [Int: [Clause]] = [:]
    for (clause, own) in zip(policy.clauses, policy.placesOfClauses(among: blocks.count)) where !own.isEmpty {
      ends[own.upperBound, default: []].append(clause)
    }
    return HTMLText { html in
      var sections = WholeSections()
      for index in 0...blocks.count {
        for clause in ends[index] ?? [] { self.clause(clause, &sections, links, to: &html) }
        guard index < blocks.count else { break }
        // The template has the title; a heading of level 1 in the text repeats it.
        if case .heading(let heading) = blocks[index].kind {
          if heading.level == 1 { continue }
          for clause in clauses[heading.anchor] ?? [] { self.anchor(of: clause, to: &html) }
        }
        renderer.render([blocks[index]], to: &html)
      }
      renderer.renderFootnotes(policy.document.footnotes, to: &html)
    }
  }

  /// Adds the permanent anchor of `clause` above its heading: its id, which outlives the heading's words.
  private func anchor(of clause: Clause, to html: inout HTMLText) {
    let anchor = map.anchor(ofClause: clause.id)
    if anchor == clause.id, anchor != clause.heading { html.element("span", ["id": anchor], text: "") }
  }

  private func clause(
    _ clause: Clause, _ sections: inout WholeSections, _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("div", ["class": "clause"]) { html in
      OfficialWords.add(clause, map, links, to: &html)
      if let source = clause.source {
        let sentences = SectionHistory.sentences(SectionHistory.read(source, map.content.catalogues))
        if !sentences.isEmpty { html.element("p", ["class": "src"], text: sentences.joined(separator: " ")) }
      }
      sections.add(clause, map, links, to: &html)
      html.append(ClauseReachPart.html(clause, map, links, page: ClauseReachPage(clause, policy, map, lists)))
    }
    html.newline()
  }
}
