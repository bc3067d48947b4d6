internal import KfuncModel
internal import MarkdownSyntax
internal import Rendering
internal import Resolution
internal import SiteContent

/// A policy as JSON: its clauses, their official words as far as messages quote them, and whom they reach.
struct PolicyJSON: Sendable {
  static let schemaName = "kfuncdocs-policy-1"

  let policy: PolicyDocument
  let facts: PublishedFacts

  func bytes() -> [UInt8] {
    JSONStream.object { json in
      json.text("schema", Self.schemaName)
      json.text("slug", policy.slug)
      json.text("title", policy.title)
      json.text("summary", policy.summary)
      json.text("page", facts.path(.policy(policy.slug)))
      json.list("clauses", policy.clauses) { write($1, to: &$0) }
      json.text("text", policy.document.bodyText)
    }
  }

  private func write(_ clause: Clause, to json: inout JSONStream) {
    json.text("id", clause.id)
    json.text("title", facts.map.title(of: KnownTargets.ClausePlace(policy: policy.slug, anchor: clause.heading)))
    json.text("anchor", clause.heading)
    json.text("selector", clause.selector.description)
    if let source = clause.source {
      json.object("source") { json in
        json.text("document", source.document)
        json.text("section", source.section)
        json.text("anchor", source.anchor)
        json.list("releases", source.releases) { json, release in
          json.release("release", release)
          json.number("line", source.lines[release])
        }
        json.texts("history", SectionHistory.sentences(SectionHistory.read(source, facts.content.catalogues)))
      }
    }
    json.list("quotes", clause.quotes) { json, quote in
      json.text("messageID", quote.messageID)
      json.text("words", quote.words)
    }
    json.text("verified", clause.verified?.description)
    json.list("quotedBy", facts.links.quotations.quotations(ofClause: clause.id)) { json, quotation in
      json.text("thread", quotation.thread)
      json.text("speaker", quotation.speaker?.author)
      json.list("messages", quotation.occurrences) { json, occurrence in
        json.number("message", occurrence.message)
        json.number("quoteDepth", occurrence.quoteDepth)
      }
    }
    let reach = facts.links.reach
    guard let position = facts.map.reachPosition(ofClause: clause.id), let newest = reach.releases.last else { return }
    json.list("reach", reach.releases) { json, release in
      let count = reach.count(ofClause: position, in: release)
      json.release("release", release)
      json.number("reached", count.reached)
      json.number("of", count.all)
    }
    // A clause that reaches all would repeat the list of the release.
    if !clause.selector.isUniversal {
      json.texts("kfuncs", facts.newestNames, at: reach.positions(ofClause: position, in: newest))
    }
  }
}
