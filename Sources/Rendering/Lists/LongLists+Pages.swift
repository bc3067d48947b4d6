public import CatalogueFacts
public import KfuncModel
public import ReleaseNotes
internal import Resolution
public import SiteContent

extension LongLists {
  /// The pages of the parts of all kfuncs, of those that went, of notes of releases, and of what clauses of policies reach;
  /// those of groups stand with the groups.
  public func pages(
    _ content: ContentFolder, _ map: SiteMap, _ directory: KfuncDirectory, _ record: StabilityRecord,
    _ notes: SiteNotes
  ) -> [any Page] {
    var pages: [any Page] = []
    if kfuncs != nil { pages += KfuncIndexPage(directory, record, map.links.subsystems, self).partPages as [any Page] }
    if removed != nil { pages += RemovedPage(directory, record, map, self).partPages as [any Page] }
    for release in releases.keys.sorted() { pages += ReleasePage(release, notes, map, self).partPages as [any Page] }
    guard !reaches.isEmpty else { return pages }
    for policy in content.policies {
      for clause in policy.clauses {
        guard let page = ClauseReachPage(clause, policy, map, self) else { continue }
        pages.append(page)
        pages += page.partPages as [any Page]
      }
    }
    return pages
  }
}
