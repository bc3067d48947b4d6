internal import CatalogueFacts
public import Diagnostics
internal import HTMLText
internal import KfuncModel
internal import Rendering
internal import Resolution
internal import SiteContent
internal import SiteData

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

    guard InputFile.names(in: options.content) != nil else {
      throw BuildFailure("no-content", "no folder '\(options.content)' that can be read")
    }
    let content = ContentFolder.read(options.content)
    let (templates, assets, templateDiagnostics) = TemplateReader(folder: options.templates).read()
    var diagnostics: [Diagnostic] = []

    let indices = CatalogueIndex.all(content.catalogues)
    let directory = KfuncDirectory(indices)
    let (record, recordDiagnostics) = RecordBuilder(
      indices: indices, releases: content.releases, written: content.events
    ).build()
    var localFaults: [Diagnostic] = []
    let texts = ContentFolder.localTexts(options.content, diagnostics: &localFaults)
    let links = ContentLinks(content, indices: indices, texts: texts)
    let map = SiteMap(content, links)
    let groups = GroupIndex(directory, links.subsystems)
    let pages = DistinctPages(
      SitePages.all(of: content, map, directory, record, groups, fullText: indexing == nil ? .notBuilt : .built))
    diagnostics = localFaults
    diagnostics += ContentCheck.diagnostics(
      of: content, links: links, record: recordDiagnostics, pages: { SiteAddresses.addresses(of: pages.pages) },
      on: ContentCheck.date(of: content, epoch: options.sourceDateEpoch))
    diagnostics += templateDiagnostics
    diagnostics += pages.diagnostics
    let frame = frame(directory, content, record)
    let files = SiteDataFiles(
      PublishedFacts(content, links, directory, record, map, frame: frame), pages: pages.pages.map(\.address))
    diagnostics += files.diagnostics
    let site: Site
    do {
      let set = try TemplateSet(templates, schemas: PageTypes.schemas)
      site = try Site(pages.pages, files: files.files.map(\.address), frame: frame, templates: set)
    } catch let faults as TemplateFaults {
      return BuildReport(diagnostics: diagnostics + faults.diagnostics, written: nil)
    } catch let faults as AddressFaults {
      return BuildReport(diagnostics: diagnostics + faults.diagnostics, written: nil)
    }
    if options.isStrict, diagnostics.contains(where: { $0.severity >= .warning }) {
      return BuildReport(diagnostics: diagnostics, written: nil)
    }

    let names = SearchIndex(directory, record, groups, map).bytes(options.isOffline ? .files : .folders)
    let written = try await SiteWriter(target: target, width: options.width, indexing: indexing).write(
      site, assets: assets + [TemplateReader.Asset(name: SearchIndex.file, bytes: names)], files: files.files)
    diagnostics += written.diagnostics
    return BuildReport(diagnostics: diagnostics, written: written.counts)
  }

  private func frame(
    _ directory: KfuncDirectory, _ content: ContentFolder, _ record: StabilityRecord
  ) -> SiteFrame {
    SiteFrame(
      title: content.settings.title, baseURL: options.baseURL ?? content.settings.baseURL,
      linkStyle: options.isOffline ? .files : .folders,
      navigation: SitePages.navigation, browse: SitePages.browse(content),
      coverage: CoverageLine.html(of: directory, SourceLinks(content)), hasFeeds: SiteDataFiles.hasFeeds(record))
  }
}

/// What a build came to.
public struct BuildReport: Sendable {
  /// Everything that was found wrong.
  public let diagnostics: [Diagnostic]
  /// What was written; nil when faults kept the site from being written, and the old one is as it was.
  public let written: Counts?

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
