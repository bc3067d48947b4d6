public import CatalogueFacts
public import KfuncModel
public import Resolution
public import SiteContent

/// What release notes are made from, each computed once for all pairs of releases.
public struct NotesSource: Sendable {
  /// What was read and written.
  public let content: ContentFolder
  /// What each release says of each kfunc.
  public let directory: KfuncDirectory
  /// The record over all imported releases.
  public let record: StabilityRecord
  /// What names mean.
  public let targets: KnownTargets
  /// Which subsystem each kfunc belongs to.
  public let subsystems: SubsystemMap
  let catalogues: [KernelRelease: ReleaseCatalogue]
  let notes: [String: KfuncNote]
  let users: [String: [String]]
  let clauseTitles: [String: String]
  /// The clause about each flag: the first that reaches the kfuncs with it and no others.
  let clauseOfFlag: [KfuncFlag: String]
  /// The title of each thread, by slug.
  let threadTitles: [String: String]
  /// Who wrote each message that a thread lists and on which day, in words, by Message-ID.
  let messageWords: [String: String]

  /// A source made of its parts, which must be of one content.
  public init(
    content: ContentFolder, directory: KfuncDirectory, record: StabilityRecord, targets: KnownTargets,
    subsystems: SubsystemMap
  ) {
    self.content = content
    self.directory = directory
    self.record = record
    self.targets = targets
    self.subsystems = subsystems
    catalogues = Dictionary(content.catalogues.map { ($0.release.mainline, $0) }) { first, _ in first }
    notes = Dictionary(content.notes.map { ($0.name, $0) }) { first, _ in first }
    var users: [String: [String]] = [:]
    for user in content.users {
      for name in user.uses.flatMap(\.kfuncs) where users[name.value]?.last != user.name {
        users[name.value, default: []].append(user.name)
      }
    }
    self.users = users
    var titles: [String: String] = [:]
    for policy in content.policies {
      let headings = Dictionary(policy.headings.map { ($0.anchor, $0.title) }) { $1 }
      for clause in policy.clauses { titles[clause.id] = headings[clause.heading] ?? clause.id }
    }
    clauseTitles = titles
    clauseOfFlag = Dictionary(
      content.policies.lazy.flatMap(\.clauses).compactMap { clause -> (KfuncFlag, String)? in
        if case .flag(let flag) = clause.selector { (flag, clause.id) } else { nil }
      }
    ) { first, _ in first }
    threadTitles = Dictionary(content.threads.lazy.map { ($0.slug, $0.title) }) { first, _ in first }
    messageWords = Dictionary(
      content.threads.lazy.flatMap(\.entries).map { entry in
        (entry.id, entry.author + (entry.date.map { ", \($0.prefix(10))" } ?? ""))
      }
    ) { first, _ in first }
  }

  /// A source from `content` alone.
  public init(_ content: ContentFolder) {
    let overrides = content.notes.compactMap { note in note.subsystem.map { (note.name, $0) } }
    let indices = CatalogueIndex.all(content.catalogues)
    self.init(
      content: content, directory: KfuncDirectory(indices),
      record: RecordBuilder(
        indices: indices, releases: content.releases, written: content.events
      ).build().record,
      targets: KnownTargets(content),
      subsystems: SubsystemMap(content.catalogues, overrides: Dictionary(overrides) { first, _ in first }))
  }

  /// What differs between two imported releases: the record's own comparison of neighbours, else one made for the pair.
  func comparison(_ request: NotesRequest) -> ReleaseComparison? {
    if let known = record.comparisons.first(where: { $0.from == request.from && $0.to == request.to }) { return known }
    guard let old = catalogues[request.from], let new = catalogues[request.to] else { return nil }
    // Two catalogues and what people wrote: renames are settled as they are between neighbours.
    return RecordBuilder(catalogues: [old, new], releases: content.releases, written: content.events).build().record
      .comparisons.first
  }
}
