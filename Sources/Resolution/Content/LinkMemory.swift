internal import Diagnostics
internal import KfuncModel
internal import SiteContent
internal import Stages

/// What the links of one reading of the content leave for those of the next: each step is done again only when what it
/// is given changed, and each document is looked through again only when it or what it may refer to did.
public struct LinkMemory: Sendable {
  var targets = Stage<TargetSources, KnownTargets>()
  var subsystems = Stage<SubsystemSources, SubsystemMap>()
  var messages = Stage<[ExcerptedThread], [LinkSource]>()
  var documents = StageList<LinkSource.Kind, LinkSource, DocumentLinks>()
  var titles = Stage<TitleSources, TargetTitles>()
  var naming: NamingDocuments?
  var faults = Stage<FaultSources, [Diagnostic]>()
  var reach = Stage<ReachSources, ClauseReach>()
  var concerns = Stage<ConcernSources, ThreadConcerns>()
  var quotations = Stage<QuotationSources, QuotationIndex>()
  var words = Stage<[ReleaseCatalogue], Once<SelectorWords>>()

  /// The memory of content that was never linked.
  public init() {}

  /// How many documents were looked through, in all.
  public var documentsRead: Int { documents.runs }

  /// The links of the documents of a round: of those that did not change it is known which name what.
  mutating func crossLinks(
    _ round: StageList<LinkSource.Kind, LinkSource, DocumentLinks>.Round, targets: KnownTargets, _ titles: TargetTitles
  ) -> CrossLinks {
    let known: NamingDocuments
    if var mended = naming, let changes = round.changes {
      naming = nil
      for (place, before) in changes { mended.replace(before, by: round.outputs[place], at: place) }
      known = mended
    } else {
      known = NamingDocuments(round.outputs)
    }
    naming = known
    let faulty = FaultSources(documents: round.outputs.filter(\.mayHaveFaults))
    let diagnostics = faults.output(for: faulty) { CrossLinks.diagnostics(of: $0.documents, targets: targets) }
    return CrossLinks(
      round.outputs, targets: targets, naming: known, diagnostics: diagnostics, titles: { titles.title($0) })
  }
}

/// What references may name, as the content has it.
struct TargetSources: Equatable, Sendable {
  var catalogues: [ReleaseCatalogue]
  var releases: [KernelReleaseEntry]
  var written: [String]
  var proposed: [String]
  var clauses: [Place]
  var threads: [Thread]

  struct Place: Equatable, Sendable {
    let id: String
    let place: KnownTargets.ClausePlace
  }

  struct Thread: Equatable, Sendable {
    let slug: String
    let count: Int
  }

  init(_ content: ContentFolder) {
    catalogues = content.catalogues
    releases = content.releases
    // By place: a note is large, and there are thousands, at every save of a preview.
    (written, proposed) = ([], [])
    for place in content.notes.indices {
      if content.notes[place].proposal == nil {
        written.append(content.notes[place].name)
      } else {
        proposed.append(content.notes[place].name)
      }
    }
    clauses = content.policies.flatMap { policy in
      policy.clauses.map {
        Place(id: $0.id, place: KnownTargets.ClausePlace(policy: policy.slug, anchor: $0.heading))
      }
    }
    threads = content.threads.map { Thread(slug: $0.slug, count: $0.entries.count) }
  }
}

/// What tells the subsystem of a kfunc.
struct SubsystemSources: Equatable, Sendable {
  var catalogues: [ReleaseCatalogue]
  /// What notes say, by name.
  var overrides: [String: String]

  init(_ content: ContentFolder) {
    catalogues = content.catalogues
    overrides = Dictionary(content.notes.compactMap { note in note.subsystem.map { (note.name, $0) } }) { first, _ in
      first
    }
  }
}

/// What the titles of clauses, threads and messages are read from.
struct TitleSources: Equatable, Sendable {
  var policies: [PolicyDocument]
  var threads: [ExcerptedThread]
}

/// The documents whose links have faults, held against targets. Those are not looked at: with others every document is
/// read anew, so that none is the same.
struct FaultSources: Equatable, Sendable {
  var documents: [DocumentLinks]

  static func == (left: FaultSources, right: FaultSources) -> Bool {
    left.documents.elementsEqual(right.documents, by: ===)
  }
}

/// What clauses reach depends on.
struct ReachSources: Equatable, Sendable {
  var clauses: [Clause]
  var subsystems: SubsystemSources
}

/// What tells which threads concern which kfunc. Messages of a round that did not change are the very objects of before.
struct ConcernSources: Equatable, Sendable {
  var threads: [ExcerptedThread]
  var messages: [DocumentLinks]
  /// Another number whenever the subsystems are others.
  var subsystems: Int

  static func == (left: ConcernSources, right: ConcernSources) -> Bool {
    left.subsystems == right.subsystems && left.messages.elementsEqual(right.messages, by: ===)
      && left.threads == right.threads
  }
}

/// What is searched for which words.
struct QuotationSources: Equatable, Sendable {
  var texts: [OfficialText]
  /// The messages: their words and who speaks.
  var messages: [LinkSource]
}
