internal import HTMLText
internal import KfuncModel
internal import RecordWords
internal import Resolution
internal import SiteContent

/// The kfuncs that a clause reaches, where they are too many to be listed in its policy.
struct ClauseReachPage: PartedList {
  /// Its policy names no more subsystems than these, the largest.
  private static let mostSubsystems = 12

  private let clause: Clause
  private let policy: PolicyDocument
  private let map: SiteMap
  private let long: LongTexts.Reach

  /// The page of `clause` of `policy`; nil where the clause is not among the long ones of `lists`.
  init?(_ clause: Clause, _ policy: PolicyDocument, _ map: SiteMap, _ lists: LongLists) {
    guard let long = lists.reaches[clause.id] else { return nil }
    self.clause = clause
    self.policy = policy
    self.map = map
    self.long = long
  }

  private var reach: ClauseReach { map.links.reach }
  private var heading: String {
    map.title(of: KnownTargets.ClausePlace(policy: policy.slug, anchor: clause.heading))
  }

  /// `/policies/SLUG/reach/CLAUSE/`.
  var address: PageAddress { PageAddress(below: .policy(policy.slug), ListAddress.reach, clause.id) }
  var title: String { "Reached by “\(heading)”" }
  var summary: String { introduction }
  var trail: [Crumb] { [Crumb("Policies", .policies), Crumb(policy.title, .policy(policy.slug))] }
  var alternates: [AlternateForm] { [.json(.policyData(policy.slug), "This policy as JSON")] }
  var parts: NameParts? { long.parts }
  var releasesRead: String { "Read in \(Phrases.list(reach.releases.map(\.description)))." }

  static let schema = ListingPage.schema

  func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("introduction", text: introduction)
    fields.set(
      "list",
      html: HTMLText { html in
        html.element("p") { html in
          html.text("What the clause says: ")
          let place = KnownTargets.ClausePlace(policy: policy.slug, anchor: clause.heading)
          html.element("a", ["href": map.href(ofClause: clause.id, at: place, links)], text: heading)
          html.text(".")
        }
        html.newline()
        if parts == nil {
          html.append(rows(at: ArraySlice(long.rows.indices), links))
        } else {
          subsystems(links, most: .max, to: &html)
          html.append(PartLinks.list(of: self, links))
        }
      })
    return fields
  }

  func rows(at positions: ArraySlice<Int>, _ links: PageLinks) -> HTMLText {
    guard let newest = reach.releases.last else { return HTMLText() }
    let rows = positions.map { long.rows[$0] }
    return HTMLText(capacity: 512 + rows.count * 96) {
      ClauseReachPart.groups(long.clause, rows[...], newest, map, links, here: parts != nil, to: &$0)
    }
  }

  private var introduction: String { words + "." }

  private var words: String {
    let counts = reach.releases.map { (release: $0, count: reach.count(ofClause: long.clause, in: $0)) }
    return ClauseReachPart.summary(clause, counts, earlier: long.rows.count - (counts.last?.count.reached ?? 0))
  }

  /// What stands in the policy: how many in which release, in which subsystems, and the way to this page.
  func addSummary(_ links: PageLinks, to html: inout HTMLText) {
    html.element("details") { html in
      html.element("summary", text: words)
      subsystems(links, most: Self.mostSubsystems, to: &html)
      html.element("p") { html in
        html.link(links, address, text: "All \(long.rows.count) kfuncs")
      }
    }
  }

  /// In which subsystems they are, those with the most first, then by name.
  private func subsystems(_ links: PageLinks, most: Int, to html: inout HTMLText) {
    let sorted = long.subsystems
    html.element("p") { html in
      html.text("In all releases together: ")
      for (index, (subsystem, count)) in sorted.prefix(most).enumerated() {
        if index > 0 { html.text(", ") }
        html.text("\(count) in ")
        if let subsystem {
          html.link(links, .group(.subsystem, subsystem.slug), text: subsystem.title)
        } else {
          html.text("files whose subsystem is not known")
        }
      }
      let others = sorted.dropFirst(most).reduce(0) { $0 + $1.count }
      if others > 0 { html.text(", and \(others) in \(Phrases.count(sorted.count - most, "other subsystem"))") }
      html.text(".")
    }
    html.newline()
  }
}
