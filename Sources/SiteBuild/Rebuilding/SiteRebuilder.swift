internal import Diagnostics
internal import ParallelMap
internal import Reads

/// Brings a site's folder up to date again and again, one build at a time; each writes what an edit changed and no more.
///
/// After each build without errors the folder holds, byte for byte and file for file, what a build from nothing writes. A
/// build with errors keeps the site before it, if there is a good one.
public actor SiteRebuilder {
  private let options: BuildOptions
  private let pipeline: SitePipeline
  private var memory = BuildMemory()
  private var lock: SiteLock?
  private var standing: StandingSite?
  /// Whether a site without errors was written.
  private var isGood = false
  /// Whether the last build kept the site before it.
  private var isKept = false
  private var told: Set<Diagnostic> = []

  /// A rebuilder of the site of `options`, which ask for no full-text index.
  public init(_ options: BuildOptions) {
    self.options = options
    pipeline = SitePipeline(options)
  }

  /// The site that was written last.
  private struct StandingSite {
    var sources: SiteSources
    /// The paths of its files, and what each was made from.
    var paths: [String]
    var reads: [[ReadKey]]
    /// Nil where no second folder can be had: then every build writes all of it.
    var generations: SiteGenerations?
  }

  /// Builds; not to be asked for while another build is on its way.
  ///
  /// - Throws: ``BuildFailure`` when nothing could be written; the site is then as it was. `CancellationError` when the
  ///   task was asked to end.
  public func build() async throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = Outcome()
    let (preparation, isUntouched) = try concurrently {
      try pipeline.prepare(&memory)
    } beside: { [generations = standing?.generations] in
      generations?.areUntouched ?? false
    }
    var found = Set(preparation.diagnostics)
    let isFaulty = found.contains { $0.severity >= (options.isStrict ? .warning : .error) }
    if let site = preparation.site, !isFaulty || !isGood && !options.isStrict {
      let (written, diagnostics) = try await write(site, isUntouched: isUntouched)
      outcome.written = written
      found.formUnion(diagnostics)
      if !isFaulty { isGood = true }
    }
    outcome.isMended = isKept && outcome.written != nil
    isKept = outcome.written == nil
    outcome.news = found.subtracting(told).sorted()
    outcome.errors = found.count { $0.severity == .error }
    outcome.warnings = found.count { $0.severity == .warning }
    told = found
    outcome.time = clock.now - start
    return outcome
  }

  /// Makes ready for the next build, so that it has less to do; to be called when nobody waits.
  public func settle() {
    do { try standing?.generations?.catchUp() } catch { standing?.generations = nil }
  }

  /// Removes what stands beside the site, and lets others build it.
  public func close() {
    // Without the lock it may be another build's.
    if let lock, lock.isInPlace { try? FolderTree.removeLeftover(lock.target.building) }
    lock = nil
    standing = nil
  }

  private func write(
    _ site: PreparedSite, isUntouched: Bool
  ) async throws -> (written: Written, diagnostics: [Diagnostic]) {
    // Whatever goes wrong on the way, what was noted of the site holds no longer.
    let before = standing
    standing = nil
    guard isUntouched, let lock, lock.isInPlace, let before, var generations = before.generations,
      case .success = Result(catching: { try generations.catchUp() })
    else { return try await replace(with: site, before) }
    return (try await update(before, &generations, to: site), [])
  }

  // MARK: - What changed

  private func update(
    _ before: StandingSite, _ generations: inout SiteGenerations, to site: PreparedSite
  ) async throws -> Written {
    let files = MadeFiles(site)
    let difference = site.sources.difference(since: before.sources, in: options.content, options.templates)
    var written = Written(edited: difference.paths, siteFiles: files.count)
    var new = before
    new.sources = site.sources
    var changed: Set<String> = []
    let places: [Int]
    let paths = files.paths
    // A place must be the same file as before: what was noted of it is looked up by place.
    if difference.keys == nil || paths != before.paths {
      new.paths = paths
      new.reads = Array(repeating: [], count: files.count)
      changed = Set(before.paths).subtracting(new.paths)
      for path in changed { try generations.remove(path) }
      places = Array(0..<files.count)
    } else {
      places = before.reads.indices.filter { difference.concerns(before.reads[$0]) }
    }
    let made = try await places.parallelMap(width: options.width) { [paths = new.paths, generations] place in
      try Task.checkCancellation()
      let (bytes, reads) = ReadLog.reading { files.bytes(at: place) }
      let isSame = generations.has(bytes, at: paths[place])
      if !isSame { try generations.put(bytes, at: paths[place]) }
      return (place: place, reads: Array(reads), size: isSame ? nil : bytes.count)
    }
    for (place, reads, size) in made {
      new.reads[place] = reads
      guard let size else { continue }
      changed.insert(new.paths[place])
      written.bytes += size
    }
    written.made = made.count
    written.files = changed.count
    if !changed.isEmpty { try generations.exchange(changed) }
    new.generations = generations
    standing = new
    return written
  }

  // MARK: - All of it

  private func replace(
    with site: PreparedSite, _ before: StandingSite?
  ) async throws -> (written: Written, diagnostics: [Diagnostic]) {
    // The folders above may be gone, and with them the file of the lock.
    if lock?.isInPlace != true {
      lock = nil
      lock = try SiteLock(OutputTarget(options.output, sources: [options.content, options.templates]))
    }
    guard let target = lock?.target else { preconditionFailure("the lock was just taken") }
    let outcome = try await SiteWriter(target: target, width: options.width, indexing: nil).replace(
      with: site, notesReads: true)
    var diagnostics = outcome.diagnostics
    let paths = MadeFiles(site).paths
    var generations: SiteGenerations?
    do { generations = try SiteGenerations(of: paths, at: target) } catch let failure as BuildFailure {
      diagnostics.append(
        Diagnostic(
          .note, "no-second-folder", "every save writes the whole site: \(failure.diagnostic.message)",
          at: failure.diagnostic.location))
    }
    standing = StandingSite(sources: site.sources, paths: paths, reads: outcome.reads, generations: generations)
    var written = Written(
      made: outcome.counts.files, files: outcome.counts.files, bytes: outcome.counts.bytes,
      siteFiles: outcome.counts.files, isWhole: true)
    if let before {
      written.edited =
        site.sources.difference(since: before.sources, in: options.content, options.templates).paths
    }
    return (written, diagnostics)
  }
}
