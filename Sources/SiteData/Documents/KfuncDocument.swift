internal import CatalogueFacts
internal import KfuncModel
internal import MarkdownSyntax
internal import RecordWords
internal import Rendering
internal import Resolution
internal import SiteContent

/// One kfunc as JSON: what its entry and its stability page say.
public struct KfuncDocument: Sendable {
  /// The form, as the member `schema` names it.
  public static let schemaName = "kfuncdocs-kfunc-1"

  let name: String
  let facts: PublishedFacts

  /// The document of the kfunc `name` of `facts`.
  public init(_ name: String, _ facts: PublishedFacts) {
    self.name = name
    self.facts = facts
  }

  /// The text.
  public func bytes() -> [UInt8] {
    let history = facts.directory[name]
    let record = facts.record[name]
    let note = facts.map.note(name)
    let findings = facts.map.findings(of: history ?? facts.directory.absent(name), record)
    return JSONStream.object { json in
      json.text("schema", Self.schemaName)
      json.text("name", name)
      json.text("page", facts.path(.kfunc(name)))
      json.text("stabilityPage", record == nil ? nil : facts.path(.stability(name)))
      facts.writeSubsystem(of: name, to: &json)
      json.mark("testingOnly", history?.newest?.kfunc.isTestingOnly ?? false)
      if let proposal = note?.proposal {
        json.object("proposed") { json in
          json.text("messageID", proposal.messageID.value)
          json.text("prototype", proposal.prototype)
          json.text("outcome", proposal.outcome)
        }
      }
      json.text("replacedBy", note?.replacedBy?.value)
      json.texts("replaces", note?.replaces.map(\.value) ?? [])
      json.texts("related", note?.related.map(\.value) ?? [])
      if let record { writeState(record.state, to: &json) }
      if let history { writeReleases(history, findings.isAsBefore, to: &json) }
      if let newest = history?.newest { writeNewest(newest, to: &json) }
      if let record {
        writeEvents(record, to: &json)
        writePlans(record.plans, to: &json)
      }
      writeClauses(findings.clauses, to: &json)
      writeConcerns(to: &json)
      writeUses(to: &json)
      if let note, note.hasNotes { note.document.withBodyText { json.text("note", utf8: $0) } }
      writeMentions(findings.backlinks, facts, to: &json)
    }
  }

  private func writeState(_ state: StateFacts, to json: inout JSONStream) {
    json.object("state") { json in
      json.text("sentence") { StateWords.add(state, to: &$0) }
      json.releases("present", state.present)
      json.releases("absent", state.absent)
      json.truth("inNewest", state.isInNewest)
      json.number("prototypeChanges", state.prototypeChanges)
      json.number("prototypeChangesOnlyInC", state.prototypeChangesInCOnly)
      json.number("flagChanges", state.flagChanges)
      json.number("programTypeChanges", state.programTypeChanges)
      json.number("filterChanges", state.filterChanges)
      json.number("tightenings", state.tightenings)
      json.number("behaviourChanges", state.behaviourChanges)
      json.number("notices", state.deprecations)
      json.number("openPlans", state.openPlans)
    }
  }

  private func writeClauses(_ reached: [ClauseReach.Reached], to json: inout JSONStream) {
    // Where the facts of clauses that ask the same stand already.
    let heads = facts.heads.clauses
    var told = [Range<Int>?](repeating: nil, count: heads.count)
    json.list("clauses", reached.lazy.filter { !$0.reachesAll }) { json, reached in
      json.again(heads[reached.position])
      if let place = told[reached.alike] { return json.again(place) }
      let start = json.bytes.count
      json.facts("by", reached.facts)
      told[reached.alike] = start..<json.bytes.count
    }
    json.texts("clausesReachingAll", reached.lazy.filter(\.reachesAll)) { $0.id }
  }

  private func writeConcerns(to json: inout JSONStream) {
    json.list("threads", facts.links.concerns.threads(concerning: name)) { json, concern in
      json.text("slug", concern.thread)
      switch concern.reason {
      case .listed: json.text("reason", "listed")
      case .mentioned: json.text("reason", "mentioned")
      case .subsystem: json.text("reason", "subsystem")
      }
      json.text("outcome", facts.map.outcome(ofThread: concern.thread))
    }
  }

  private func writeUses(to json: inout JSONStream) {
    json.list("registeredUsers", facts.map.uses(of: name)) { json, use in
      json.text("id", use.user.id)
      json.text("name", use.user.name)
      json.text("purpose", use.use.purpose)
      json.text("without", use.use.without)
      json.citation("source", use.use.citation)
      json.text("verified", use.use.verified.description)
    }
  }
}
