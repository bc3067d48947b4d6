/// What a publish changes, from the manifest that was published last and the new one.
public struct ManifestComparison: Sendable {
  /// Paths that were not there before, in bytes.
  public let added: [String]
  /// Paths whose bytes differ.
  public let changed: [String]
  /// Paths that are no more.
  public let removed: [String]
  /// Addresses that readers know and that nothing answers any more.
  public let vanishedAddresses: [String]
  /// Anchors of pages that stay, `/page/#anchor`, that are no more.
  public let vanishedAnchors: [String]

  /// What changes from `old`, nil for a first publish, to `new`; a page that took an address over as a redirect is
  /// named in `redirected`, and its anchors live on where it leads.
  public init(from old: SiteManifest?, to new: SiteManifest, redirected: Set<String> = []) {
    let before = old?.byPath ?? [:]
    let after = new.byPath
    var added: [String] = []
    var changed: [String] = []
    for file in new.everything {
      guard let earlier = before[file.path] else {
        added.append(file.path)
        continue
      }
      if earlier.digest != file.digest { changed.append(file.path) }
    }
    var removed: [String] = []
    var addresses: [String] = []
    var anchors: [String] = []
    for file in old?.everything ?? [] {
      let address = SitePath.address(of: file.path)
      guard let now = after[file.path] else {
        removed.append(file.path)
        if let address { addresses.append(address) }
        continue
      }
      guard let address, let earlier = file.anchors, !redirected.contains(address) else { continue }
      let left = Set(now.anchors ?? [])
      anchors += earlier.filter { !left.contains($0) }.map { "\(address)#\($0)" }
    }
    self.added = added
    self.changed = changed
    self.removed = removed
    vanishedAddresses = addresses
    vanishedAnchors = anchors
  }

  /// Whether both sites are the same.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
  /// What has to be sent.
  public var sent: [String] { (added + changed).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
