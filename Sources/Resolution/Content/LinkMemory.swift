internal import KfuncModel
internal import SiteContent
internal import Stages

/// What the links of one reading of the content leave for those of the next: each step is done again only when what it
/// is given changed, and each document is looked through again only when it or what it may refer to did.
public struct LinkMemory: Sendable {
  var targets = Stage<TargetSources, KnownTargets>()
  var subsystems = Stage<SubsystemSources, SubsystemMap>()
  var documents = StageTable<LinkSource.Kind, DocumentSources, DocumentLinks>()
  var reach = Stage<ReachSources, ClauseReach>()
  var quotations = Stage<QuotationSources, QuotationIndex>()

  /// The memory of content that was never linked.
  public init() {}

  /// How many documents were looked through, in all.
  public var documentsRead: Int { documents.runs }
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
    written = content.notes.filter { $0.proposal == nil }.map(\.name)
    proposed = content.notes.filter { $0.proposal != nil }.map(\.name)
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

/// What the links of a document depend on.
struct DocumentSources: Equatable, Sendable {
  var source: LinkSource
  /// Which targets it was held against, counted since the beginning.
  var targets: Int
}

/// What clauses reach depends on.
struct ReachSources: Equatable, Sendable {
  var clauses: [Clause]
  var subsystems: SubsystemSources
}

/// What is searched for which words.
struct QuotationSources: Equatable, Sendable {
  var texts: [OfficialText]
  /// The messages: their words and who speaks.
  var messages: [LinkSource]
}
