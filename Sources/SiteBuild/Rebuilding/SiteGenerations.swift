internal import Diagnostics
internal import Glibc
internal import ParallelMap

/// The site that stands, and beside it, at ``OutputTarget/building``, a second folder of the same files: the next site is
/// the second one with what an edit changed, and comes into its place by one exchange, after which the old one is the second.
///
/// The two share their files by hard links, so the second one takes no room but for its folders. A file that is changed is a
/// new one; none is ever written into, since the site that stands would change with it, and readers would see half of it.
struct SiteGenerations: Sendable {
  private let target: OutputTarget
  private var standing: FolderStamps
  private var second: FolderStamps
  /// What the second folder has as it was before the last exchange.
  private var behind: Set<String> = []

  /// The generations of the site of `paths` that stands at `target`, of which a second folder is made.
  ///
  /// - Throws: ``BuildFailure``; nothing is left then.
  init(of paths: [String], at target: OutputTarget) throws {
    self.target = target
    let all = [OutputTarget.marker] + paths
    guard mkdir(target.building, 0o777) == 0 else {
      throw BuildFailure("cannot-write", SystemFault.text(errno), at: target.building)
    }
    do {
      // First of all, so that a build that is killed leaves a folder that is known to be ours.
      try OutputFile.link(OutputTarget.marker, of: target.path, in: target.building)
      let failures = paths.concurrentMap { path in
        Result { () throws(BuildFailure) in try OutputFile.link(path, of: target.path, in: target.building) }
      }
      for failure in failures { try failure.get() }
    } catch {
      try? FolderTree.removeLeftover(target.building)
      throw error
    }
    standing = FolderStamps(of: all, in: target.path)
    second = FolderStamps(of: all, in: target.building)
  }

  /// Whether the site stands where it was put, and nobody touched what is to become the next one.
  var areUntouched: Bool {
    guard let top = FolderStamps.Stamp(target.path), let known = standing.top, top.isOfSameEntry(as: known) else {
      return false
    }
    return second.hold(in: target.building)
  }

  /// Brings the second folder to what stands.
  ///
  /// - Throws: ``BuildFailure``; the second folder is then good for nothing.
  mutating func catchUp() throws {
    // What someone did in these folders while the site stood there would be taken for what is done now.
    guard second.hold(Array(behind), in: target.building) else {
      throw BuildFailure("changed-meanwhile", "someone changed it", at: target.building)
    }
    for path in behind.sorted() {
      try OutputFile.remove(path, in: target.building)
      guard FolderStamps.Stamp(target.path + "/" + path) != nil else { continue }
      try OutputFile.link(path, of: target.path, in: target.building)
    }
    second.note(Array(behind), in: target.building)
    behind = []
  }

  /// Whether the file `path` of the site that stands holds `bytes`.
  func has(_ bytes: [UInt8], at path: String) -> Bool { OutputFile.holds(bytes, at: path, in: target.path) }

  /// Takes `path` out of the next site, with the folders that are empty then.
  func remove(_ path: String) throws { try OutputFile.remove(path, in: target.building) }

  /// Puts `bytes` into the next site, as a new file at `path`.
  func put(_ bytes: [UInt8], at path: String) throws {
    let place = target.building + "/" + path
    guard unlink(place) == 0 || errno == ENOENT else {
      throw BuildFailure("cannot-write", SystemFault.text(errno), at: place)
    }
    try OutputFile.write(bytes, to: path, in: target.building)
  }

  /// Puts the next site, which differs from the one that stands at `paths`, into its place.
  ///
  /// - Throws: ``BuildFailure``; the site that stands is then as it was.
  mutating func exchange(_ paths: Set<String>) throws {
    second.note(Array(paths), in: target.building)
    try target.exchange()
    // Where the file system cannot exchange, the old site stands elsewhere.
    if FolderStamps.Stamp(target.previous) != nil {
      guard rename(target.previous, target.building) == 0 else {
        throw BuildFailure("cannot-write", SystemFault.text(errno), at: target.previous)
      }
    }
    swap(&standing, &second)
    behind = paths
  }
}
