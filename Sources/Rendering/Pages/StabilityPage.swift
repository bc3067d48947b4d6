public import CatalogueFacts
internal import HTMLText
public import KfuncModel
internal import RecordWords
internal import Resolution
internal import SiteContent
internal import Stages

/// What may be expected of one kfunc: evidence in ten sections, no verdict.
public struct StabilityPage: Page {
  /// What is the same for every kfunc.
  public final class Shared: Sendable {
    let scale: TimelineScale
    let releaseWide: [ReleaseWideChange.ID: ReleaseWideChange]
    let policyHTML: HTMLText
    let coverage: String
    /// The releases' sources, for the template.
    let sources: [TemplateFields]
    let map: SiteMap
    let clauses = OnceTable<LinkStyle, ClausesPart>()

    /// What `record`, `directory` and `map` say of all kfuncs.
    public init(_ record: StabilityRecord, _ directory: KfuncDirectory, _ map: SiteMap) {
      scale = TimelineScale(record.releases)
      // Two steps can bring a change of the same name; the newer one is told.
      releaseWide = Dictionary(
        record.comparisons.flatMap(\.releaseWide).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      policyHTML = LifecyclePolicy(directory).html(map.sources)
      coverage = PresenceWords.coverage(directory)
      sources = directory.catalogues.map { catalogue in
        var fields = TemplateFields()
        fields.set("version", text: catalogue.source.version)
        fields.set("description", text: catalogue.source.description)
        return fields
      }
      self.map = map
    }
  }

  /// The kfunc.
  public let history: KfuncHistory
  private let record: KfuncRecord
  private let shared: Shared

  /// The page of `history`, whose record is `record`.
  public init(_ history: KfuncHistory, _ record: KfuncRecord, _ shared: Shared) {
    self.history = history
    self.record = record
    self.shared = shared
  }

  /// `/kfuncs/NAME/stability/`.
  public var address: PageAddress { .stability(history.name) }
  /// What the page is.
  public var title: String { "\(history.name): stability expectations" }
  /// The state.
  public var summary: String { shared.map.findings(of: history, record).state }
  /// The list and the entry.
  public var trail: [Crumb] { [Crumb("Kfuncs", .kfuncs), Crumb(history.name, .kfunc(history.name))] }
  /// The name alone would be that of the entry.
  public var crumb: String { "Stability" }
  /// All stability pages by name.
  public var series: PageSeries? { PageSeries("stability", page: history.name) }

  /// Entry and stability page as one file.
  public var alternates: [AlternateForm] { [.json(.kfuncData(history.name), "\(history.name) as JSON")] }

  /// The keys of `stability.mustache`.
  public static let schema = TemplateSchema(
    "stability",
    [
      .init("name", .text, "the kfunc's name"),
      .init("subsystem", .text, "the first MAINTAINERS section of its file, or the file's folder"),
      .init("entry", .text, "link to the entry"),
      .init("here", .text, "link to this page"),
      .init("release", .text, "the newest release that has it"),
      .init("state", .text, "the state in a sentence or two, from the record alone"),
      .init("releasesRead", .text, "which releases were read"),
      .init("policy", .html, "the sections of the kernel's policy document, with places"),
      .init("clauses", .html, "the clauses that reach it, with the words that they rest on"),
      .init("maintainers", .html, "the MAINTAINERS sections of its file"),
      .init("defines", .text, "the file that defines it"),
      .init("timeline", .html, "the timeline, drawn"),
      .init("matrix", .html, "release by release"),
      .init("changes", .html, "its events, newest first"),
      .init("plans", .html, "stated intentions and what became of them"),
      .init("discussion", .html, "threads that concern it or its subsystem, with outcome"),
      .init("hasThreads", .flag, "whether any thread was read"),
      .init("registered", .html, "registered users outside the tree"),
      .init("usersSummary", .text, "how many files of BPF programs in the tree use it"),
      .init("users", .text, "link to those files on the entry; empty where there are none"),
      .init("calling", .html, "a declaration and a call that survive its absence"),
      .init("messages", .html, "what a loader and the verifier say, with sources"),
      .init(
        "sources",
        .list([
          .init("version", .text, "the exact version"),
          .init("description", .text, "what was read"),
        ]), "the sources that the facts are from"),
      .init("coverageLink", .text, "link to what was read and what was not"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields(count: 48, room: 16_384)
    let map = shared.map
    let findings = map.findings(of: history, record)
    fields.set("name", text: history.name)
    fields.set("entry", text: links.href(.kfunc(history.name)))
    fields.set("here", text: links.href(address))
    fields.set("state", text: findings.state)
    fields.set("releasesRead", text: shared.coverage)
    fields.set("policy", html: shared.policyHTML)
    fields.set("timeline") { Timeline.add(record, shared.scale, to: &$0) }
    fields.set("matrix", html: findings.matrix)
    fields.set("changes") { ChangesPart.add(record, releaseWide: shared.releaseWide, map, links, to: &$0) }
    fields.set("plans") { PlansPart.add(record.plans, map, links, to: &$0) }
    fields.set("discussion") { DiscussionPart.add(history.name, findings.backlinks, map, links, to: &$0) }
    fields.set("hasThreads", flag: !map.content.threads.isEmpty)
    fields.set("registered") { UserPart.addList(of: history.name, map, links, to: &$0) }
    fields.set("coverageLink", text: links.href(.coverage))
    fields.set("sources", list: shared.sources)
    guard let facts = history.newest else { return fields }
    fields.set("subsystem", text: map.links.subsystems.principal(of: history.name)?.title ?? "")
    let clauses = shared.clauses(links.style) { ClausesPart(map, links) }
    fields.set("clauses") { clauses.add(findings.clauses, to: &$0) }
    fields.set("release", text: facts.release.description)
    fields.set("maintainers") { MaintainersPart.add(facts.maintainers, in: facts.release, map.sources, to: &$0) }
    fields.set("defines", text: facts.kfunc.principalDefinition?.source.file ?? "")
    if !facts.kfunc.users.isEmpty { fields.set("users", text: links.href(.kfunc(history.name), anchor: "users")) }
    fields.set("usersSummary", text: findings.usersSummary)
    fields.set("calling") { html in if let code = findings.calling { CallingPart.add(code, to: &html) } }
    let form = facts.kfunc.principalDefinition?.build.form
    let isModule = form == .module || form == .either
    fields.set("messages") {
      CallingPart.addMessages(history.name, isModule: isModule, on: .stability, map, links, to: &$0)
    }
    return fields
  }
}
