internal import Diagnostics
internal import Glibc
internal import ParallelMap
internal import Reads
internal import Rendering
internal import SiteData

/// Writes a site beside the old one and puts it in its place in one step; whatever goes wrong before leaves the old site
/// as it was.
struct SiteWriter {
  let target: OutputTarget
  let width: Int?
  /// What makes the index of the texts, once all pages are there; nil for none.
  let indexing: FullTextIndexing?

  /// What came of it.
  struct Outcome {
    var counts: BuildReport.Counts
    /// What is not as it should be, though the site stands.
    var diagnostics: [Diagnostic] = []
    /// What each file was made from, in the order of ``MadeFiles``; empty where nobody asked.
    var reads: [[ReadKey]]
  }

  /// Writes pages, assets and the files for programs.
  ///
  /// - Throws: ``BuildFailure``; the old site is then whole.
  func write(_ prepared: PreparedSite) async throws -> Outcome {
    let lock = try BuildLock(target)
    let outcome = try await replace(with: prepared)
    _ = consume lock
    return outcome
  }

  /// The same for whoever holds the lock of the target; `notesReads` asks what the files are made from.
  func replace(with prepared: PreparedSite, notesReads: Bool = false) async throws -> Outcome {
    try recover()
    do {
      var outcome = try await fill(prepared, notesReads: notesReads)
      outcome.counts.fullText = try indexing?.run(on: target.building)
      try target.exchange()
      // The new site stands; an old one that cannot be removed is no failure, and the next build tries again.
      do {
        try FolderTree.removeLeftover(target.building)
        try FolderTree.removeLeftover(target.previous)
      } catch let failure as BuildFailure {
        outcome.diagnostics.append(
          Diagnostic(.note, "old-site-left", failure.diagnostic.message, at: failure.diagnostic.location))
      }
      return outcome
    } catch {
      try? FolderTree.removeLeftover(target.building)
      throw error
    }
  }

  /// Undoes what a killed build left behind.
  private func recover() throws {
    var status = stat()
    // Killed between two renames: the old site goes back to its place.
    if lstat(target.path, &status) != 0, lstat(target.previous, &status) == 0, FolderTree.isOurs(target.previous) {
      guard rename(target.previous, target.path) == 0 else {
        throw BuildFailure("cannot-write", SystemFault.text(errno), at: target.previous)
      }
    }
    try FolderTree.removeLeftover(target.building)
    try FolderTree.removeLeftover(target.previous)
  }

  /// Writes all files into the folder beside the target.
  private func fill(_ prepared: PreparedSite, notesReads: Bool) async throws -> Outcome {
    let root = target.building
    try makeFolder(root)
    // First of all, so that a build that is killed leaves a folder that is known to be ours.
    try OutputFile.write(Array(OutputTarget.markerText.utf8), to: OutputTarget.marker, in: root)
    let files = MadeFiles(prepared)
    let order = files.writingOrder
    let folders = FoldersAhead(of: files, at: order, in: root)
    // Also when something fails: what is half written is removed then, and nothing may come to it meanwhile.
    defer { folders.stop() }
    let written = try await order.parallelMap(width: width) { place -> (place: Int, size: Int, reads: [ReadKey]) in
      // A build that stays may be asked to end.
      try Task.checkCancellation()
      func write() throws -> Int {
        try OutputFile.write(to: files.path(at: place), in: root) { try files.write(at: place, $0) }
      }
      guard notesReads else { return (place: place, size: try write(), reads: []) }
      let made = ReadLog.reading { Result { try write() } }
      return (place: place, size: try made.value.get(), reads: Array(made.reads))
    }
    return Outcome(
      counts: BuildReport.Counts(files: written.count, bytes: written.reduce(0) { $0 + $1.size }),
      reads: notesReads ? written.sorted { $0.place < $1.place }.map(\.reads) : [])
  }

  private func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) == 0 else { throw BuildFailure("cannot-write", SystemFault.text(errno), at: path) }
  }
}
