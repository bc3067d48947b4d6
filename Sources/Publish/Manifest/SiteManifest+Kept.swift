/// What stays of the site before.
///
/// A reader who loaded a page just before a publish goes on to ask for what that page names: scripts that it loads later, the
/// parts of a full-text index. Those lie under names made from their bytes, so the next site has others.
extension SiteManifest {
  /// The folders whose files only pages ask for.
  private static let partFolders = ["assets/", "pagefind/"]

  /// This manifest, with what has to stay of `old`: of each folder of parts what the site before had and this one has not;
  /// where both have the same, what was kept beside that one. So there are at most two of each part at any time, and a
  /// publish of the same site changes nothing.
  func keeping(partsOf old: SiteManifest?) -> SiteManifest {
    guard let old else { return self }
    let present = Set(files.map(\.path))
    func missing(_ candidates: [File], in folder: String) -> [File] {
      candidates.filter { $0.path.hasPrefix(folder) && !present.contains($0.path) }
    }
    let kept = Self.partFolders.flatMap { folder in
      let gone = missing(old.files, in: folder)
      return gone.isEmpty ? missing(old.kept, in: folder) : gone
    }
    return SiteManifest(files: files, kept: kept)
  }
}
