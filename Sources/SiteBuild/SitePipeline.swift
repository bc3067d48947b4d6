internal import CAllocator
internal import CatalogueFacts
public import Diagnostics
internal import HTMLText
internal import KfuncModel
internal import ParallelMap
internal import ReleaseNotes
internal import Rendering
internal import Resolution
internal import SiteContent
internal import SiteData
internal import SiteHeaders
internal import Stages

/// From `Content/` to a site: read, resolve, render, write. Each stage takes only what the one before returned; only the
/// first and the last touch files.
public struct SitePipeline: Sendable {
  private let options: BuildOptions

  /// The pipeline of one build.
  public init(_ options: BuildOptions) { self.options = options }

  /// Builds the site.
  ///
  /// What is wrong with the content is in the report, and the rest is built, unless the build is strict.
  ///
  /// - Throws: ``BuildFailure`` when nothing could be written; the old site is then as it was.
  public func run() async throws -> BuildReport {
    // The target is looked at first: a build that may not write need not begin.
    let target = try OutputTarget(options.output, sources: [options.content, options.templates])
    let indexing = try options.fullText.map(FullTextIndexing.init)
    var memory = BuildMemory(isKept: false)
    ThreadHeaps.reserve()
    let preparation = try prepare(&memory, whenRead: ThreadHeaps.grow)
    let values = BuildReport.Values(preparation: preparation, memory: memory)
    var diagnostics = preparation.diagnostics
    guard let prepared = preparation.site else {
      return BuildReport(diagnostics: diagnostics, written: nil, values: values)
    }
    if options.isStrict, diagnostics.contains(where: { $0.severity >= .warning }) {
      return BuildReport(diagnostics: diagnostics, written: nil, values: values)
    }
    // Reading and linking left holes; what is written needs room of its own.
    kfuncdocs_give_back_holes()
    let written = try await SiteWriter(target: target, width: options.width, indexing: indexing).write(prepared)
    diagnostics += written.diagnostics
    return BuildReport(diagnostics: diagnostics, written: written.counts, values: values)
  }

  /// Everything but writing: the site as values. Nothing is touched.
  ///
  /// - Throws: ``BuildFailure`` when there is no content.
  public func prepare() throws -> SitePreparation {
    var memory = BuildMemory(isKept: false)
    return try prepare(&memory, whenRead: {})
  }

  /// The same, where much of it was done before: what did not change since is taken from `memory`.
  ///
  /// - Throws: ``BuildFailure`` when there is no content.
  public func prepare(_ memory: inout BuildMemory) throws -> SitePreparation {
    try prepare(&memory, whenRead: {})
  }

  private func prepare(_ memory: inout BuildMemory, whenRead: () -> Void) throws -> SitePreparation {
    guard InputFile.names(in: options.content) != nil else {
      throw BuildFailure("no-content", "no folder '\(options.content)' that can be read")
    }
    let content = ContentFolder.read(options.content, memory: &memory.content)
    whenRead()
    let (templates, assets, templateDiagnostics) = TemplateReader(folder: options.templates).read()

    let (indices, directory) = memory.catalogues.output(for: content.catalogues) { catalogues in
      let indices = CatalogueIndex.all(catalogues)
      return (indices, KfuncDirectory(indices))
    }
    var localFaults: [Diagnostic] = []
    // What releases say and what people wrote; neither needs the other.
    let (links, recorded) = concurrently {
      let texts = ContentFolder.localTexts(options.content, memory: &memory.content, diagnostics: &localFaults)
      return ContentLinks(content, indices: indices, texts: texts, memory: &memory.links)
    } beside: { [stage = memory.record] in
      var stage = stage
      let outcome = stage.output(for: BuildMemory.RecordSources(content)) { sources in
        let (record, diagnostics) = RecordBuilder(
          indices: indices, releases: sources.releases, written: sources.written
        ).build()
        return BuildMemory.RecordOutcome(record: record, diagnostics: diagnostics)
      }
      return (outcome: outcome, stage: stage)
    }
    let record = recorded.outcome
    memory.record = recorded.stage
    let outline = memory.content.outline(of: content)
    let notes = SiteNotes(of: record.record.releases) {
      NotesSource(
        content: content, directory: directory, record: record.record, targets: links.targets,
        subsystems: links.subsystems)
    }
    let ((places, longTexts), grouped) = concurrently {
      (
        memory.places.output(for: outline) { SitePlaces($0.value, names: links.targets.names) },
        memory.longTexts.output(for: outline) { _ in LongTexts(links, record.record, notes) }
      )
    } beside: { [stage = memory.groups] in
      var stage = stage
      let groups = stage.output(for: BuildMemory.GroupSources(content)) { _ in
        GroupIndex(directory, links.subsystems)
      }
      return (groups: groups, stage: stage)
    }
    let groups = grouped.groups
    memory.groups = grouped.stage
    let map = SiteMap(content, links, places)
    let fullText: SearchPage.FullText = options.fullText == nil ? .notBuilt : .built
    let lists = memory.lists.output(for: outline) { _ in LongLists(directory, groups, longTexts) }
    let pages = SitePages(content, map, directory, record.record, groups, lists, notes: notes, fullText: fullText)
    let plan = memory.plan.output(for: outline) { _ in PagePlan(pages) }
    let assetFolder = options.assetVersion.map { AssetFolder($0) } ?? AssetHash.folder(of: assets)
    let frame = frame(directory, content, record.record, assets: assetFolder)
    let facts = PublishedFacts(content, links, directory, record.record, map, notes: notes, frame: frame)
    let files = memory.files.output(
      for: BuildMemory.FileSources(outline: outline, baseURL: frame.baseURL, isOffline: options.isOffline)
    ) { _ in SiteDataFiles(facts, pages: plan.addresses) }
    let diagnostics =
      localFaults
      + ContentCheck.diagnostics(
        of: content, links: links, record: record.diagnostics,
        pages: { SiteAddresses.addresses(of: plan, files) },
        on: ContentCheck.date(of: content, epoch: options.sourceDateEpoch))
      + templateDiagnostics + plan.diagnostics + files.diagnostics
    do {
      let set = try memory.templates.output(for: templates) { templates in
        Result { () throws(TemplateFaults) in try TemplateSet(templates, schemas: PageTypes.schemas) }
      }.get()
      let site = Site(plan, files: files.addresses, frame: frame, templates: set, page: { pages[$0] })
      let style = frame.linkStyle
      func index(_ file: String, _ make: @escaping @Sendable () -> [UInt8]) -> DataFile {
        DataFile(PageAddress(file: file, in: ["assets"]), make)
      }
      var others = [
        index(SearchIndex.file) { SearchIndex(directory, record.record, groups, map).bytes(style) }
      ]
      if lists.isKfuncListCut {
        // The filters of a list that is cut ask this instead of rows.
        others.append(
          index(ListIndex.file) { ListIndex(directory, record.record, links.subsystems).bytes(style) })
      }
      let sources = SiteSources(
        content: content, outline: outline, crossLinks: links.crossLinks, texts: links.texts, templates: templates,
        assets: assets)
      return SitePreparation(
        site: PreparedSite(
          site, assets, in: assetFolder, files, of: facts, and: others + hostFiles(assetFolder), from: sources),
        diagnostics: diagnostics)
    } catch {
      return SitePreparation(site: nil, diagnostics: diagnostics + error.diagnostics)
    }
  }

  /// What tells a host how to serve the site; a copy on a disk has no host.
  private func hostFiles(_ assets: AssetFolder) -> [DataFile] {
    options.isOffline
      ? []
      : [
        DataFile(PageAddress(file: HostRules.file)) { Array(HostRules.text(assetFolders: [assets.version]).utf8) }
      ]
  }

  private func frame(
    _ directory: KfuncDirectory, _ content: ContentFolder, _ record: StabilityRecord, assets: AssetFolder
  ) -> SiteFrame {
    SiteFrame(
      title: content.settings.title, baseURL: options.baseURL ?? content.settings.baseURL,
      linkStyle: options.isOffline ? .files : .folders,
      navigation: SitePages.navigation, browse: SitePages.browse(content),
      coverage: CoverageLine.html(of: directory, SourceLinks(content)), hasFeeds: SiteDataFiles.hasFeeds(record),
      assets: assets)
  }
}

/// What a build came to.
public struct BuildReport: Sendable {
  /// Everything that was found wrong.
  public let diagnostics: [Diagnostic]
  /// What was written; nil when faults kept the site from being written, and the old one is as it was.
  public let written: Counts?
  /// What it was made of, so that the values need not be taken apart before the process ends.
  let values: Values

  struct Values: Sendable {
    let preparation: SitePreparation
    let memory: BuildMemory
  }

  /// Files and bytes of a site.
  public struct Counts: Sendable {
    /// Pages and assets.
    public var files: Int
    /// All their bytes.
    public var bytes: Int
    /// The index of texts that was made beside them; nil for none.
    public var fullText: FullTextIndexing.Result?
  }
}

/// Why a build could not run; nothing was changed.
public struct BuildFailure: Error {
  /// What is in the way.
  public let diagnostic: Diagnostic

  init(_ code: Diagnostic.Code, _ message: String, at path: String? = nil) {
    diagnostic = Diagnostic(.error, code, message, at: path.map { SourceLocation(file: $0) })
  }
}
