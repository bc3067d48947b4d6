internal import Diagnostics
internal import SiteBuild

/// Builds again and again, one build at a time.
actor Rebuilder {
  private let pipeline: SitePipeline
  private var memory = BuildMemory()
  private var history = PreviewHistory()
  private var told: Set<Diagnostic> = []

  init(_ options: BuildOptions) {
    var options = options
    // A page whose stylesheet changed keeps its bytes, so that the sheet is swapped and the page is not loaded anew.
    options.assetVersion = "preview"
    pipeline = SitePipeline(options)
  }

  /// What came of a build.
  struct Result: Sendable {
    let state: PreviewState
    /// What was not found by the build before, of every gravity, sorted.
    let news: [Diagnostic]
    /// How many errors there are, and warnings.
    let counts: (errors: Int, warnings: Int)
    /// How long it took.
    let time: Duration
  }

  /// Builds.
  func build() -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let preparation: SitePreparation
    do {
      preparation = try pipeline.prepare(&memory)
    } catch let failure as BuildFailure {
      preparation = SitePreparation(failure)
    } catch {
      preparation = SitePreparation(site: nil, diagnostics: [Diagnostic(.error, "cannot-build", "\(error)")])
    }
    let found = Set(preparation.diagnostics)
    let errors = found.filter { $0.severity == .error }.sorted()
    let state = history.state(files: preparation.site.map { ServedFiles($0) }, errors: errors)
    let news = found.subtracting(told).sorted()
    told = found
    return Result(
      state: state, news: news, counts: (errors.count, found.count { $0.severity == .warning }),
      time: clock.now - start)
  }
}
