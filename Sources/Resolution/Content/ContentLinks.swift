public import CatalogueFacts
public import KfuncModel
internal import ParallelMap
public import SiteContent
internal import Stages

/// Everything that links the documents of a site with one another, computed once from its content.
///
/// An immutable object: every page asks it for something, and with each question to a value its forty lists were counted.
public final class ContentLinks: Sendable {
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
  /// What selectors may name, for who checks them.
  let words: Once<SelectorWords>
  /// The kernel's own words from the user's own kernels, oldest release first.
  public let texts: [KernelTexts]

  /// The links of `content`.
  ///
  /// - Parameters:
  ///   - content: What people wrote and what was imported.
  ///   - indices: Its catalogues, oldest release first, where they were indexed before.
  ///   - texts: Sections of policies from the user's own kernels, if they were read.
  public convenience init(_ content: ContentFolder, indices: [CatalogueIndex]? = nil, texts: [KernelTexts] = []) {
    var memory = LinkMemory()
    self.init(content, indices: indices, texts: texts, memory: &memory)
  }

  /// The links of `content` as it is now; what `memory` knows of what did not change is taken from there.
  public init(
    _ content: ContentFolder, indices: [CatalogueIndex]? = nil, texts: [KernelTexts] = [], memory: inout LinkMemory
  ) {
    let targets = memory.targets.output(for: TargetSources(content)) { KnownTargets($0) }
    let version = memory.targets.runs
    let whichSubsystems = SubsystemSources(content)
    let subsystems = memory.subsystems.output(for: whichSubsystems) {
      SubsystemMap($0.catalogues, overrides: $0.overrides)
    }
    let messageSources = memory.messages.output(for: content.threads) { LinkSource.messages(of: $0) }
    let round = memory.documents.round(
      of: LinkSource.all(of: content, messages: messageSources), by: \.kind, shared: version
    ) {
      DocumentLinks($0, targets: targets)
    }
    let documents = round.outputs
    self.targets = targets
    self.subsystems = subsystems
    self.texts = texts.sorted { $0.release < $1.release }
    let titles = memory.titles.output(for: TitleSources(policies: content.policies, threads: content.threads)) {
      TargetTitles(policies: $0.policies, threads: $0.threads)
    }
    crossLinks = memory.crossLinks(round, targets: targets, titles)
    let messages = documents.filter { !$0.source.isOwnProse }
    let whichWords = QuotationSources(
      texts: content.clauses.compactMap { OfficialText($0, texts: texts) }, messages: messages.map(\.source))
    let reachSources = ReachSources(clauses: content.clauses, subsystems: whichSubsystems)
    // Whom clauses reach, and who speaks of what; neither needs the other.
    let (spoken, reached) = concurrently {
      (
        memory.concerns.output(
          for: ConcernSources(threads: content.threads, messages: messages, subsystems: memory.subsystems.runs)
        ) {
          ThreadConcerns($0.threads, documents: $0.messages, subsystems: subsystems)
        },
        memory.quotations.output(for: whichWords) { QuotationIndex($0.texts, in: messages) }
      )
    } beside: { [stage = memory.reach] in
      var stage = stage
      let reach = stage.output(for: reachSources) {
        ClauseReach(
          $0.clauses, indices: indices ?? CatalogueIndex.all($0.subsystems.catalogues), subsystems: subsystems)
      }
      return (reach: reach, stage: stage)
    }
    (concerns, quotations) = spoken
    reach = reached.reach
    memory.reach = reached.stage
    words = memory.words.output(for: content.catalogues) { catalogues in Once { SelectorWords(catalogues) } }
  }
}

extension KnownTargets {
  /// What the documents of `content` may refer to.
  public init(_ content: ContentFolder) { self.init(TargetSources(content)) }

  init(_ sources: TargetSources) {
    let catalogued = Set(sources.catalogues.lazy.flatMap { $0.kfuncs.lazy.map(\.name) })
    self.init(
      names: KfuncNames(catalogued: catalogued, written: sources.written, proposed: sources.proposed),
      clauses: Dictionary(sources.clauses.map { ($0.id, $0.place) }) { first, _ in first },
      threads: Dictionary(sources.threads.map { ($0.slug, $0.count) }) { first, _ in first },
      releases: ReleaseList(entries: sources.releases, imported: sources.catalogues.map(\.release)))
  }
}

extension LinkSource {
  /// The documents of `content`: policies, threads, notes, pages and leads, each in its order.
  public static func all(of content: ContentFolder) -> [LinkSource] {
    all(of: content, messages: messages(of: content.threads))
  }

  /// The same, where those of `content.threads` are known.
  static func all(of content: ContentFolder, messages: [LinkSource]) -> [LinkSource] {
    var sources = content.policies.map { LinkSource(.policy($0.slug), $0.document) }
    sources.reserveCapacity(
      sources.count + messages.count + content.notes.count + content.pages.count + content.leads.count)
    sources += messages
    for place in content.notes.indices {
      sources.append(LinkSource(.note(content.notes[place].name), content.notes[place].document))
    }
    sources += content.pages.map { LinkSource(.page($0.slug), $0.document) }
    sources += content.leads.map { LinkSource(.lead($0.release), $0.document) }
    return sources
  }

  /// The excerpted messages of `threads`, with who speaks in them.
  static func messages(of threads: [ExcerptedThread]) -> [LinkSource] {
    var sources: [LinkSource] = []
    for thread in threads {
      let people = ThreadPeople(thread)
      for entry in thread.entries {
        guard let excerpt = entry.excerpt else { continue }
        sources.append(
          LinkSource(
            .message(thread: thread.slug, number: entry.number), excerpt.document, speakers: people.speakers(of: entry))
        )
      }
    }
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
