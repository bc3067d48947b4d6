internal import Diagnostics
internal import SiteHeaders

/// A folder of another machine, or of object storage, which changes file by file while it is read.
///
/// The order keeps readers from a page whose parts are missing: what pages refer to first, then pages, then, when all of
/// it was compared, the manifest; what is no more goes last. Before the first of these a list of every file that may then
/// be there is left (``pending``): a publish that was stopped is finished by the next one, which first asks what differs,
/// and removes what neither needs. One publish at a time: each leaves its ``PublishClaim`` first.
struct RemoteTarget<Transport: RemoteTransport>: PublishTarget {
  let transport: Transport
  /// Whether claims count for nothing that are of machines of which nobody here knows what they do.
  let takesOver: Bool

  /// The list of a publish that is under way, or was stopped.
  private var pending: String { "site-manifest.pending.json" }

  func published() throws -> SiteManifest? { try state().manifest }

  func publish(_ publication: PreparedPublication, replacing old: SiteManifest?) throws -> PublishOutcome {
    let names = try transport.names()
    try refuseForeign(names ?? [])
    let claim = PublishClaim()
    do {
      let notes = try TemporaryFolder()
      try LocalFile.create(claim.bytes, at: notes.path + "/" + claim.name)
      try transport.send([claim.name], of: notes.path, for: .revalidated, isFirst: names == nil)
      return try publish(publication, replacing: old, by: claim)
    } catch {
      // Where that cannot be done either, this process has ended when the next one asks.
      try? transport.remove([claim.name], folders: [])
      throw error
    }
  }

  /// Killed after its manifest and before its removals, a publish leaves its list.
  func finish(_ publication: PreparedPublication) throws -> PublishOutcome? {
    let names = try transport.names() ?? []
    guard names.contains(where: { $0 == pending || $0.hasPrefix(PublishClaim.prefix) }) else { return nil }
    return try publish(publication, replacing: publication.manifest)
  }

  private func publish(
    _ publication: PreparedPublication, replacing old: SiteManifest?, by claim: PublishClaim
  ) throws -> PublishOutcome {
    let hasLeftClaims = try refuseOthers(than: claim)
    let state = try state()
    guard state.manifest == old else {
      throw PublishFailure("target-moved", "someone else published meanwhile; nothing was changed, run it again")
    }
    let manifest = publication.manifest
    let known = manifest.byPath
    let stale = ((old?.everything ?? []) + (state.pending?.everything ?? [])).filter { known[$0.path] == nil }
    let mayBeThere = SiteManifest(
      files: manifest.everything
        + Dictionary(stale.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }).values)

    let notes = try TemporaryFolder()
    try LocalFile.create(mayBeThere.json, at: notes.path + "/" + pending)
    try transport.send([pending], of: notes.path, for: .revalidated, isFirst: false)

    let sent: [String]
    if state.pending == nil {
      sent = ManifestComparison(from: old, to: manifest).sent
    } else {
      // Nobody knows how far the other one came: the files themselves are asked.
      sent = try transport.differences(manifest.files.map(\.path), of: publication.folder)
    }
    try send(sent, of: publication)
    let differing = try transport.differences(manifest.files.map(\.path), of: publication.folder)
    if let first = differing.first {
      throw PublishFailure(
        "not-as-sent",
        "\(differing.count) files are not there as they were sent, '\(first)' first; the manifest is still the old one")
    }
    // Someone may have taken over meanwhile, who was told that this one had ended.
    guard try transport.names()?.contains(claim.name) == true else {
      throw PublishFailure("target-moved", "another publish took over meanwhile; run it again")
    }
    try transport.send([SiteManifest.path], of: publication.folder, for: .revalidated, isFirst: false)
    try removeUnfinished(mayBeThere, isDeep: state.pending != nil || hasLeftClaims)
    try remove(mayBeThere, except: known, claim)
    return PublishOutcome("\(sent.count) files sent, \(manifest.files.count) compared, \(stale.count) removed")
  }

  private struct State {
    var manifest: SiteManifest?
    var pending: SiteManifest?
  }

  private func state() throws -> State {
    guard let names = try transport.names() else { return State() }
    try refuseForeign(names)
    func manifest(_ name: String) throws -> SiteManifest? {
      try names.contains(name) ? SiteManifest(json: transport.bytes(of: name), file: name) : nil
    }
    return State(manifest: try manifest(SiteManifest.path), pending: try manifest(pending))
  }

  private func refuseForeign(_ names: [String]) throws {
    guard !names.contains(SiteManifest.path), !names.contains(pending),
      let foreign = names.first(where: { name in
        !name.hasPrefix(PublishClaim.prefix) && [name].compactMap(transport.unfinished).of([pending]).isEmpty
      })
    else { return }
    throw PublishFailure(
      "target-refused",
      "the target holds files, '\(foreign)' first, that kfuncdocs publish did not put there; name an empty folder")
  }

  /// Whether publishes that ended before their time left claims; they are removed.
  ///
  /// - Throws: `publish-running` where another one may be under way.
  private func refuseOthers(than own: PublishClaim) throws -> Bool {
    // One that is not whole says nothing: its publish was stopped before it changed anything.
    let others = try (transport.names() ?? []).filter {
      $0.hasPrefix(PublishClaim.prefix) && $0 != own.name && transport.unfinished($0) == nil
    }
    let left = try others.filter { name in
      if takesOver { return true }
      do {
        return PublishClaim(name: name, bytes: try transport.bytes(of: name)).hasEnded
      } catch {
        // It went while it was read: that publish has given way, or is done. What it did is seen by the manifest.
        guard try transport.names()?.contains(name) == false else { throw error }
        return true
      }
    }
    guard left.count == others.count else {
      throw PublishFailure(
        "publish-running",
        "another publish writes there, from another machine or from this one; run it again when it is done, or with "
          + "--take-over if it was stopped")
    }
    if !left.isEmpty { try transport.remove(left, folders: []) }
    return !left.isEmpty
  }

  /// Removes what was being put together there when the program on the other side was killed: at the top always, since a
  /// claim or a list may have been the first thing that it was to receive, below where a publish was stopped.
  private func removeUnfinished(_ mayBeThere: SiteManifest, isDeep: Bool) throws {
    let unfinished = try (isDeep ? transport.pathsOfUnfinished() : transport.names() ?? []).compactMap(
      transport.unfinished)
    if unfinished.isEmpty { return }
    let files = Set(mayBeThere.files.map(\.path)).union([pending, SiteManifest.path])
    let own = unfinished.of(files).map(\.path)
    if !own.isEmpty { try transport.remove(own, folders: []) }
  }

  private func send(_ paths: [String], of publication: PreparedPublication) throws {
    func isPage(_ path: String) -> Bool { SitePath.isPage(path) || path.hasSuffix(".html.gz") }
    let immutable = paths.filter { FileLifetime(of: $0) == .immutable }
    let parts = paths.filter { FileLifetime(of: $0) == .revalidated && !isPage($0) }
    for (group, lifetime) in [
      (immutable, FileLifetime.immutable), (parts, .revalidated), (paths.filter(isPage), .revalidated),
    ] where !group.isEmpty {
      try transport.send(group, of: publication.folder, for: lifetime, isFirst: false)
    }
  }

  private func remove(
    _ mayBeThere: SiteManifest, except kept: [String: SiteManifest.File], _ claim: PublishClaim
  ) throws {
    let gone = mayBeThere.files.map(\.path).filter { kept[$0] == nil }
    if !gone.isEmpty {
      let neededFolders = Set(kept.keys.flatMap { SitePath.folders(of: $0) })
      let folders = Set(gone.flatMap { SitePath.folders(of: $0) }).subtracting(neededFolders)
      // Deepest first; of one depth in order of bytes.
      let sorted = folders.map { (depth: $0.utf8.count { $0 == UInt8(ascii: "/") }, path: $0) }
        .sorted { ($1.depth, $0.path) < ($0.depth, $1.path) }.map(\.path)
      try transport.remove(gone, folders: sorted)
    }
    try transport.remove([pending], folders: [])
    try transport.remove([claim.name], folders: [])
  }
}
