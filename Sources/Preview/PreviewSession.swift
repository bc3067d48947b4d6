public import Diagnostics
internal import FolderWatch
public import SiteBuild

/// A preview from its beginning to its end: listens, builds, watches, rebuilds.
public struct PreviewSession: Sendable {
  /// What a session tells whoever started it.
  public enum News: Sendable {
    /// Browsers can come; the port, and whether the machine has no IPv6.
    case listening(port: Int, isIPv4Only: Bool)
    /// A build has ended.
    case built(Build)
    /// Files are looked at twice a second, since the system does not let them be listened to.
    case polling(reason: String)
  }

  /// A build as it is told.
  public struct Build: Sendable {
    /// What the build before did not find.
    public let diagnostics: [Diagnostic]
    /// How many errors there are now.
    public let errors: Int
    /// How many warnings there are now.
    public let warnings: Int
    /// Whether the pages are those of an earlier build.
    public let isKept: Bool
    /// How long it took.
    public let time: Duration
  }

  private let options: BuildOptions
  private let port: Int
  private let news: @Sendable (News) -> Void

  /// A session for a site of `options`, whose output is not touched, on `port` (0 for any that is free).
  public init(_ options: BuildOptions, port: Int, news: @escaping @Sendable (News) -> Void) {
    self.options = options
    self.port = port
    self.news = news
  }

  /// Runs until the task is cancelled; then every socket is closed.
  ///
  /// - Throws: ``PreviewServer/Failure`` when nothing could be listened on.
  public func run() async throws {
    let current = CurrentState(.coming)
    let server = try await PreviewServer.start(port: port, current)
    news(.listening(port: server.port, isIPv4Only: server.addresses.count < 2))
    // Before the first build, so that no edit falls between.
    let watch = SiteWatch([options.content, options.templates])
    if let shortcoming = watch.shortcoming { news(.polling(reason: shortcoming)) }
    await withTaskCancellationHandler {
      await follow(watch, server, current)
    } onCancel: {
      watch.stop()
    }
    watch.stop()
    await server.stop()
  }

  private func follow(_ watch: SiteWatch, _ server: PreviewServer, _ current: CurrentState) async {
    var options = options
    // Links from the top, as on the page for what is not found, lead to the preview.
    options.baseURL = "http://localhost:\(server.port)"
    options.isOffline = false
    let rebuilder = Rebuilder(options)
    await build(rebuilder, current)
    for await _ in watch.changes {
      // A burst that was told before the end is nobody's concern behind it, and the watch is closed.
      if Task.isCancelled { return }
      do {
        try watch.refresh()
      } catch {
        news(.polling(reason: error.reason))
      }
      await build(rebuilder, current)
    }
  }

  private func build(_ rebuilder: Rebuilder, _ current: CurrentState) async {
    let result = await rebuilder.build()
    current.replace(with: result.state)
    news(
      .built(
        Build(
          diagnostics: result.news, errors: result.counts.errors, warnings: result.counts.warnings,
          isKept: result.state.isKept, time: result.time)))
  }
}
