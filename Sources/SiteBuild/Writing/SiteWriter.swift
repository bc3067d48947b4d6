internal import CFileExchange
internal import Diagnostics
internal import Glibc
internal import ParallelMap
internal import Rendering
internal import SiteData

/// Writes a site beside the old one and puts it in its place in one step; whatever goes wrong before leaves the old site
/// as it was.
struct SiteWriter {
  let target: OutputTarget
  let width: Int?
  /// What makes the index of the texts, once all pages are there; nil for none.
  let indexing: FullTextIndexing?

  /// Writes pages, assets and the files for programs.
  ///
  /// - Throws: ``BuildFailure``; the old site is then whole.
  func write(
    _ prepared: PreparedSite
  ) async throws -> (counts: BuildReport.Counts, diagnostics: [Diagnostic]) {
    let lock = try BuildLock(target)
    try recover()
    do {
      var counts = try await fill(prepared)
      counts.fullText = try indexing?.run(on: target.building)
      try takePlace()
      // The new site stands; an old one that cannot be removed is no failure, and the next build tries again.
      var diagnostics: [Diagnostic] = []
      do {
        try FolderTree.removeLeftover(target.building)
        try FolderTree.removeLeftover(target.previous)
      } catch let failure as BuildFailure {
        diagnostics.append(
          Diagnostic(.note, "old-site-left", failure.diagnostic.message, at: failure.diagnostic.location))
      }
      _ = consume lock
      return (counts, diagnostics)
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
  private func fill(
    _ prepared: PreparedSite
  ) async throws -> BuildReport.Counts {
    let (site, assets, files) = (prepared.site, prepared.assets, prepared.files)
    let root = target.building
    try makeFolder(root)
    // First of all, so that a build that is killed leaves a folder that is known to be ours.
    try OutputFile.write(Array(OutputTarget.markerText.utf8), to: OutputTarget.marker, in: root)
    var counts = BuildReport.Counts(files: assets.count, bytes: 0)
    for asset in assets {
      try OutputFile.write(asset.bytes, to: prepared.assetFolder.path + "/" + asset.name, in: root)
      counts.bytes += asset.bytes.count
    }
    let sizes = try await WritingOrder.parts(files, site.plan).parallelMap(width: width) { part in
      let (path, bytes): (String, [UInt8])
      switch part {
      case .file(let place): (path, bytes) = (files[place].address.path, files[place].bytes())
      case .page(let place):
        let page = site.page(place)
        (path, bytes) = (page.address.path, site.bytes(of: page))
      }
      try OutputFile.write(bytes, to: path, in: root)
      return bytes.count
    }
    counts.files += sizes.count
    counts.bytes += sizes.reduce(0, +)
    return counts
  }

  private func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) == 0 else { throw BuildFailure("cannot-write", SystemFault.text(errno), at: path) }
  }

  /// Puts the new site where the old one stands.
  private func takePlace() throws {
    var status = stat()
    let hasOld = lstat(target.path, &status) == 0
    if !hasOld {
      guard rename(target.building, target.path) == 0 else { throw swapFailure() }
      return
    }
    // Someone may have put something there since the build began.
    guard status.st_mode & S_IFMT == S_IFDIR, FolderTree.isOurs(target.path) else {
      throw BuildFailure("output-refused", "'\(target.shown)' was not made by kfuncdocs build")
    }
    if kfuncdocs_exchange(target.building, target.path) == 0 { return }
    guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { throw swapFailure() }
    // A file system without exchange: for a moment there is no site, and a build killed then is undone by the next.
    guard rename(target.path, target.previous) == 0 else { throw swapFailure() }
    guard rename(target.building, target.path) == 0 else {
      let failure = swapFailure()
      _ = rename(target.previous, target.path)
      throw failure
    }
  }

  private func swapFailure() -> BuildFailure {
    BuildFailure("cannot-write", SystemFault.text(errno), at: target.shown)
  }
}
