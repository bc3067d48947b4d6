public import CatalogueFacts
public import KfuncModel
public import SiteContent

/// Everything that links the documents of a site with one another, computed once from its content.
public struct ContentLinks: Sendable {
  /// What references may name.
  public let targets: KnownTargets
  /// Which subsystem each kfunc belongs to.
  public let subsystems: SubsystemMap
  /// Mentions and references, both ways.
  public let crossLinks: CrossLinks
  /// The clauses of all policies, in order, with the kfuncs that each reaches.
  public let reach: ClauseReach
  /// Who quoted which words of which clause.
  public let quotations: QuotationIndex
  /// Which threads concern which kfunc.
  public let concerns: ThreadConcerns
  /// The kernel's own words from the user's own kernels, oldest release first.
  public let texts: [KernelTexts]

  /// The links of `content`.
  ///
  /// - Parameters:
  ///   - content: What people wrote and what was imported.
  ///   - indices: Its catalogues, oldest release first, where they were indexed before.
  ///   - texts: Sections of policies from the user's own kernels, if they were read.
  public init(_ content: ContentFolder, indices: [CatalogueIndex]? = nil, texts: [KernelTexts] = []) {
    let targets = KnownTargets(content)
    let overrides = content.notes.compactMap { note in note.subsystem.map { (note.name, $0) } }
    let subsystems = SubsystemMap(content.catalogues, overrides: Dictionary(overrides) { first, _ in first })
    let documents = LinkSource.all(of: content).map { DocumentLinks($0, targets: targets) }
    self.targets = targets
    self.subsystems = subsystems
    self.texts = texts.sorted { $0.release < $1.release }
    let titles = TargetTitles(content)
    crossLinks = CrossLinks(documents, targets: targets, titles: titles.title)
    reach = ClauseReach(
      content.clauses, indices: indices ?? CatalogueIndex.all(content.catalogues), subsystems: subsystems)
    concerns = ThreadConcerns(content.threads, documents: documents, subsystems: subsystems)
    quotations = QuotationIndex(content.clauses.compactMap { OfficialText($0, texts: texts) }, in: documents)
  }
}

extension KnownTargets {
  /// What the documents of `content` may refer to.
  public init(_ content: ContentFolder) {
    var clauses: [String: ClausePlace] = [:]
    for policy in content.policies {
      for clause in policy.clauses where clauses[clause.id] == nil {
        clauses[clause.id] = ClausePlace(policy: policy.slug, anchor: clause.heading)
      }
    }
    self.init(
      names: KfuncNames(
        catalogued: content.catalogueNames, written: content.notes.lazy.filter { $0.proposal == nil }.map(\.name),
        proposed: content.notes.lazy.filter { $0.proposal != nil }.map(\.name)),
      clauses: clauses,
      threads: Dictionary(content.threads.map { ($0.slug, $0.entries.count) }) { first, _ in first },
      releases: content.releaseList)
  }
}

extension LinkSource {
  /// The documents of `content`: policies, threads, notes, pages and leads, each in its order.
  public static func all(of content: ContentFolder) -> [LinkSource] {
    var sources = content.policies.map { LinkSource(.policy($0.slug), $0.document) }
    for thread in content.threads {
      let people = ThreadPeople(thread)
      for entry in thread.entries {
        guard let excerpt = entry.excerpt else { continue }
        sources.append(
          LinkSource(
            .message(thread: thread.slug, number: entry.number), excerpt.document, speakers: people.speakers(of: entry))
        )
      }
    }
    sources += content.notes.map { LinkSource(.note($0.name), $0.document) }
    sources += content.pages.map { LinkSource(.page($0.slug), $0.document) }
    sources += content.leads.map { LinkSource(.lead($0.release), $0.document) }
    return sources
  }
}

/// Who answers whom in a thread.
struct ThreadPeople {
  /// Nobody quotes deeper than this.
  private static let deepest = 64

  private let entries: [String: ExcerptedThread.Entry]

  init(_ thread: ExcerptedThread) {
    entries = Dictionary(thread.entries.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The author of `entry`, of what it answers, of what that answers, and so on, up to a message that is not here.
  ///
  /// Where the tree hangs a message elsewhere because what it answers is missing (`under`), the person quoted is the
  /// missing one, so the chain ends.
  func speakers(of entry: ExcerptedThread.Entry) -> [LinkSource.Speaker] {
    var speakers: [LinkSource.Speaker] = []
    var seen: Set<String> = []
    var next: ExcerptedThread.Entry? = entry
    while let one = next, seen.insert(one.id).inserted, speakers.count < Self.deepest {
      speakers.append(LinkSource.Speaker(number: one.number, author: one.author))
      next = (one.inReplyTo ?? one.under).flatMap { entries[$0] }
    }
    return speakers
  }
}
