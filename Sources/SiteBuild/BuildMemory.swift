internal import CatalogueFacts
internal import Diagnostics
internal import KfuncModel
internal import Rendering
internal import Resolution
internal import SiteContent
internal import SiteData
internal import Stages

/// What one build leaves for the next in the same process: each step is done again only when what it is given changed.
///
/// No step knows files or times; each compares the values that it works on. So a build with a memory gives what a build
/// from nothing gives, whatever happened in between.
public struct BuildMemory: Sendable {
  /// Whether there will be a next build.
  let isKept: Bool
  var content: ContentMemory
  var catalogues = Stage<[ReleaseCatalogue], (indices: [CatalogueIndex], directory: KfuncDirectory)>()
  var record = Stage<RecordSources, RecordOutcome>()
  var links = LinkMemory()
  var groups = Stage<GroupSources, GroupIndex>()
  /// Which lists are cut: by how many kfuncs there are, and how many each clause reaches.
  var longTexts = Stage<Versioned<ContentOutline>, LongTexts>()
  var lists = Stage<Versioned<ContentOutline>, LongLists>()
  var places = Stage<Versioned<ContentOutline>, SitePlaces>()
  /// Which pages there are: their addresses and titles are those of what the outline lists, and none is in the words.
  var plan = Stage<Versioned<ContentOutline>, PagePlan>()
  var files = Stage<FileSources, SiteDataFiles>()
  var templates = Stage<[TemplateText], TemplateOutcome>()

  /// The memory of a site that was never built; `isKept` tells whether it will be built again.
  public init(isKept: Bool = true) {
    self.isKept = isKept
    content = ContentMemory(isKept: isKept)
  }

  /// How much was done in all builds together.
  public struct Work: Equatable, Sendable {
    /// Files read.
    public var filesRead = 0
    /// Files or threads parsed.
    public var parsed = 0
    /// Documents searched for names and references.
    public var documentsSearched = 0
    /// Times that all catalogues were indexed.
    public var catalogues = 0
    /// Times that the record was made.
    public var records = 0
    /// Times that it was worked out which pages there are.
    public var plans = 0
    /// Times that the templates were compiled.
    public var templates = 0
  }

  /// How much was done in all builds together.
  public var work: Work {
    Work(
      filesRead: content.work.reads, parsed: content.work.parses, documentsSearched: links.documentsRead,
      catalogues: catalogues.runs, records: record.runs, plans: plan.runs,
      templates: templates.runs)
  }

  /// What the record is made from.
  struct RecordSources: Equatable, Sendable {
    let catalogues: [ReleaseCatalogue]
    let releases: [KernelReleaseEntry]
    let written: [WrittenEvent]

    init(_ content: ContentFolder) {
      catalogues = content.catalogues
      releases = content.releases
      written = content.events
    }
  }

  /// What the groups of kfuncs are made from: all that tells the subsystem of a kfunc, and its catalogues.
  struct GroupSources: Equatable, Sendable {
    let catalogues: [ReleaseCatalogue]
    let overrides: [SubsystemOverride]

    init(_ content: ContentFolder) {
      catalogues = content.catalogues
      overrides = content.notes.compactMap { note in
        note.subsystem.map { SubsystemOverride(name: note.name, subsystem: $0) }
      }
    }
  }

  /// What the list of files for programs is made from.
  struct FileSources: Equatable, Sendable {
    let outline: Versioned<ContentOutline>
    let baseURL: String?
    let isOffline: Bool
  }

  /// What a note says of a kfunc's subsystem.
  struct SubsystemOverride: Equatable, Sendable {
    let name: String
    let subsystem: String
  }

  /// The record with what is wrong with what it was made from.
  struct RecordOutcome: Sendable {
    let record: StabilityRecord
    let diagnostics: [Diagnostic]
  }

  /// Templates, compiled, or why they cannot be.
  typealias TemplateOutcome = Result<TemplateSet, TemplateFaults>
}
