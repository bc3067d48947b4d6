internal import Diagnostics
internal import Foundation
internal import Glibc

/// A folder of this machine: every release whole in a folder of its own, and one symbolic link that names the present one.
///
/// ```
/// FOLDER/current -> releases/000012-5f0c3a9e1b7d
/// FOLDER/releases/000011-…/
/// FOLDER/releases/000012-5f0c3a9e1b7d/     the number of the publish, and its manifest's hash
/// ```
///
/// A web server shows `FOLDER/current`. The link changes in one rename(2), so a reader gets one release or the other, never
/// a mixture. What is the same as in the release before is a hard link to it.
struct DirectoryTarget: PublishTarget {
  /// The folder.
  let folder: String
  /// How many releases stay, the present one among them.
  let keep: Int

  private var releases: String { folder + "/releases" }
  private var current: String { folder + "/current" }
  private var next: String { folder + "/.current.next" }
  private var marker: String { folder + "/.kfuncdocs-publish" }

  func published() throws -> SiteManifest? {
    guard try isOurs() else { return nil }
    return try currentRelease().map { try manifest(of: $0) }
  }

  func publish(_ publication: PreparedPublication, replacing old: SiteManifest?) throws -> PublishOutcome {
    _ = try isOurs()
    try LocalFile.makeFolders(releases)
    let lock = try DirectoryLock(folder + "/.lock", of: folder)
    defer { lock.release() }
    if LocalFile.kind(marker) == nil {
      try LocalFile.create(Array("kfuncdocs publish keeps its releases here.\n".utf8), at: marker)
    }
    try removeLeftovers()
    let present = try currentRelease()
    // What readers would lose was judged by the release that stood there then.
    guard try present.map({ try manifest(of: $0) }) == old else {
      throw PublishFailure(
        "target-moved", "someone else published meanwhile; nothing was changed, run it again", path: folder)
    }
    let names = try releaseNames()
    let number = (names.compactMap { Self.number(of: $0) }.max() ?? 0) + 1
    let name = Self.name(number, publication.manifest)
    let building = releases + "/.building"
    do {
      try fill(building, with: publication, linking: present)
      try verify(building, publication.manifest)
      guard rename(building, releases + "/" + name) == 0 else { throw LocalFile.failure("cannot-write", name) }
    } catch {
      try? LocalFile.removeTree(building)
      throw error
    }
    LocalFile.synchronize(releases)
    try switchTo(name)
    try removeOld(names + [name], current: name)
    return PublishOutcome("\(current) shows \(name)")
  }

  /// Killed behind its switch, a publish leaves releases that are too many.
  func finish(_ publication: PreparedPublication) throws -> PublishOutcome? {
    let lock = try DirectoryLock(folder + "/.lock", of: folder)
    defer { lock.release() }
    unlink(next)
    try removeLeftovers()
    if let present = try currentRelease() { try removeOld(releaseNames(), current: present) }
    return nil
  }

  func rollBack() throws -> PublishOutcome {
    guard try isOurs() else { throw PublishFailure("no-rollback", "nothing was published here", path: folder) }
    let lock = try DirectoryLock(folder + "/.lock", of: folder)
    defer { lock.release() }
    let names = try releaseNames()
    guard let present = try currentRelease(), let index = names.firstIndex(of: present), index > 0 else {
      throw PublishFailure("no-rollback", "there is no older release", path: folder)
    }
    let earlier = names[index - 1]
    try verify(releases + "/" + earlier, try manifest(of: earlier))
    try switchTo(earlier)
    return PublishOutcome("\(current) shows \(earlier) again")
  }

  // MARK: Names

  private static func name(_ number: Int, _ manifest: SiteManifest) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + "-" + manifest.identity.prefix(12)
  }

  private static func number(of name: String) -> Int? {
    let parts = name.split(separator: "-")
    guard parts.count == 2, parts[1].utf8.count == 12, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(parts[0])
  }

  /// The releases, oldest first.
  private func releaseNames() throws -> [String] {
    guard LocalFile.kind(releases) != nil else { return [] }
    return try LocalFile.names(in: releases).compactMap { name in Self.number(of: name).map { (name, $0) } }
      .sorted { $0.1 < $1.1 }.map(\.0)
  }

  /// The release that the link names.
  private func currentRelease() throws -> String? {
    guard let kind = LocalFile.kind(current) else { return nil }
    guard kind == S_IFLNK, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: current),
      target.hasPrefix("releases/"), Self.number(of: String(target.dropFirst("releases/".count))) != nil
    else { throw PublishFailure("target-refused", "is not a link that kfuncdocs publish made", path: current) }
    return String(target.dropFirst("releases/".count))
  }

  private func manifest(of name: String) throws -> SiteManifest {
    let path = releases + "/" + name + "/" + SiteManifest.path
    return try SiteManifest(json: LocalFile.bytes(path), file: path)
  }

  /// Whether a publish made the folder; false where it is not there or empty.
  private func isOurs() throws -> Bool {
    guard let kind = LocalFile.kind(folder) else { return false }
    guard kind == S_IFDIR else {
      throw PublishFailure("target-refused", "is not a folder", path: folder)
    }
    if LocalFile.kind(marker) == S_IFREG { return true }
    // Killed between its first folder and its marker, a publish leaves these.
    guard try LocalFile.names(in: folder).allSatisfy({ [".lock", "releases"].contains($0) }),
      try LocalFile.kind(releases) == nil || LocalFile.names(in: releases).isEmpty
    else {
      throw PublishFailure(
        "target-refused", "was not made by kfuncdocs publish; name an empty folder or one that is not there",
        path: folder)
    }
    return false
  }

  // MARK: Files

  private func fill(_ place: String, with publication: PreparedPublication, linking present: String?) throws {
    let earlier = try present.map { try manifest(of: $0).byPath } ?? [:]
    try LocalFile.makeFolders(place)
    let folders = Set(publication.manifest.everything.flatMap { SitePath.folders(of: $0.path) })
    for folder in folders.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard mkdir(place + "/" + folder, 0o755) == 0 else { throw LocalFile.failure("cannot-write", folder) }
    }
    for file in publication.manifest.files {
      let path = place + "/" + file.path
      if let present, earlier[file.path]?.digest == file.digest,
        linkIfWhole(releases + "/" + present + "/" + file.path, file, to: path)
      {
        continue
      }
      try LocalFile.create(LocalFile.bytes(publication.path(of: file.path)), at: path)
    }
    for file in publication.manifest.kept {
      guard let present else { break }
      let old = releases + "/" + present + "/" + file.path
      // What is no longer as it was sent helps nobody.
      guard let bytes = whole(old, file), link(old, place + "/" + file.path) != 0 else { continue }
      try LocalFile.create(bytes, at: place + "/" + file.path)
    }
    try LocalFile.create(publication.manifest.json, at: place + "/" + SiteManifest.path)
  }

  /// Whether the old file still is what its manifest says and could be linked; else it is copied.
  private func linkIfWhole(_ old: String, _ file: SiteManifest.File, to path: String) -> Bool {
    whole(old, file) != nil && link(old, path) == 0
  }

  private func whole(_ path: String, _ file: SiteManifest.File) -> [UInt8]? {
    guard let bytes = try? LocalFile.bytes(path), FileDigest.hexadecimal(of: bytes) == file.digest else { return nil }
    return bytes
  }

  private func verify(_ place: String, _ manifest: SiteManifest) throws {
    let findings = try SiteVerification.folder(place, against: manifest)
    if let first = findings.first {
      throw PublishFailure("not-as-sent", first.message, at: first.location)
    }
  }

  private func switchTo(_ name: String) throws {
    unlink(next)
    guard symlink("releases/" + name, next) == 0 else { throw LocalFile.failure("cannot-write", next) }
    guard rename(next, current) == 0 else { throw LocalFile.failure("cannot-write", current) }
    LocalFile.synchronize(folder)
  }

  private func removeLeftovers() throws {
    for name in try LocalFile.names(in: releases) where name == ".building" || name.hasPrefix(".removing-") {
      try LocalFile.removeTree(releases + "/" + name)
    }
  }

  private func removeOld(_ names: [String], current: String) throws {
    for name in names.dropLast(keep) where name != current {
      // Under another name first: what is removed by half is no release.
      let leaving = releases + "/.removing-" + name
      guard rename(releases + "/" + name, leaving) == 0 else { throw LocalFile.failure("cannot-write", name) }
      try LocalFile.removeTree(leaving)
    }
  }
}
