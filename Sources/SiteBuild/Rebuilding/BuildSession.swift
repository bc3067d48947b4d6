internal import Diagnostics
internal import FolderWatch

/// A build that stays: builds, watches what the site is made from, and brings the folder up to date after each save.
public struct BuildSession: Sendable {
  /// What a session tells whoever started it.
  public enum News: Sendable {
    /// A build has ended.
    case built(SiteRebuilder.Outcome)
    /// A build could not write; the site is as it was, and the next save tries again.
    case failed(BuildFailure)
    /// Files are looked at twice a second, since the system does not let them be listened to.
    case polling(reason: String)
  }

  private let options: BuildOptions
  private let news: @Sendable (News) -> Void

  /// A session for the site of `options`.
  public init(_ options: BuildOptions, news: @escaping @Sendable (News) -> Void) {
    self.options = options
    self.news = news
  }

  /// Runs until the task is cancelled; then nothing stands beside the site.
  ///
  /// - Throws: ``BuildFailure`` when the first build could not run; nothing was changed then.
  public func run() async throws {
    // The target is looked at first: a build that may not write need not begin.
    _ = try OutputTarget(options.output, sources: [options.content, options.templates])
    // Before the first build, so that no edit falls between.
    let watch = SiteWatch([options.content, options.templates])
    if let shortcoming = watch.shortcoming { news(.polling(reason: shortcoming)) }
    let rebuilder = SiteRebuilder(options)
    do {
      try await withTaskCancellationHandler {
        try await follow(watch, rebuilder)
      } onCancel: {
        watch.stop()
      }
    } catch is CancellationError {
      // Asked to end in the middle of a build: what it had begun is removed below.
    } catch {
      watch.stop()
      await rebuilder.close()
      throw error
    }
    watch.stop()
    await rebuilder.close()
  }

  private func follow(_ watch: SiteWatch, _ rebuilder: SiteRebuilder) async throws {
    news(.built(try await rebuilder.build()))
    await rebuilder.settle()
    for await _ in watch.changes {
      // A burst that was told before the end is nobody's concern behind it, and the watch is closed.
      if Task.isCancelled { return }
      do throws(WatchFailure) { try watch.refresh() } catch { news(.polling(reason: error.reason)) }
      do {
        news(.built(try await rebuilder.build()))
      } catch let failure as BuildFailure {
        news(.failed(failure))
      }
      await rebuilder.settle()
    }
  }
}
