internal import CatalogueFacts
internal import KfuncModel
internal import ReleaseNotes
internal import Rendering
internal import Resolution
internal import SiteContent

/// Which pages a site has.
enum SitePages {
  /// The main links of every page.
  static let navigation = [
    Crumb("Kfuncs", .kfuncs), Crumb("Releases", .releases), Crumb("Policies", .policies), Crumb("Threads", .threads),
    Crumb("Users", .users),
  ]

  /// All other ways in: for the foot of every page.
  static func browse(_ content: ContentFolder) -> [Crumb] {
    let written = content.pages.filter { $0.slug != "home" }.map { Crumb($0.title ?? $0.slug, PageAddress($0.slug)) }
    return GroupKind.allCases.map { Crumb($0.title, .groups($0)) }
      + [
        Crumb("Removed", .removed), Crumb("Proposed", .proposed), Crumb("Compare", .compare), Crumb("Search", .search),
        Crumb("What was read", .coverage),
      ] + written
  }

  static func all(
    of content: ContentFolder, _ map: SiteMap, _ directory: KfuncDirectory, _ record: StabilityRecord,
    _ groups: GroupIndex, notes: SiteNotes, fullText: SearchPage.FullText
  ) -> [any Page] {
    let links = map.links
    var pages: [any Page] = [
      HomePage(directory, record, map), KfuncIndexPage(directory, record, links.subsystems),
      CoveragePage(directory, SourceLinks(content)), NotFoundPage(), RemovedPage(directory, record, map),
      ComparePage(directory),
      SearchPage(directory, ways: navigation + browse(content).filter { $0.address != .search }, fullText: fullText),
    ]
    pages += groups.pages(of: directory, SourceLinks(content))
    pages += ListingPage.Subject.allCases.map { ListingPage($0, map, directory) }
    pages += content.policies.map { PolicyPage($0, map) }
    pages += content.threads.map { ThreadPage($0, map) }
    // The text of the first page stands on it.
    pages += content.pages.filter { $0.slug != "home" }.map { WrittenPage($0, map) }
    pages += kfuncs(directory, record, map)
    pages += releases(notes, map)
    return pages
  }

  /// The list of releases, and the notes of each against the release read before it.
  private static func releases(_ notes: SiteNotes, _ map: SiteMap) -> [any Page] {
    let pages = notes.source.record.releases.imported.map { ReleasePage($0, notes, map) }
    return [ReleaseListPage(pages)] + pages
  }

  /// The two pages of every name: of releases, of notes, of proposals.
  private static func kfuncs(
    _ directory: KfuncDirectory, _ record: StabilityRecord, _ map: SiteMap
  ) -> [any Page] {
    let shared = StabilityPage.Shared(record, directory, map)
    var pages: [any Page] = []
    for history in directory.histories {
      pages.append(KfuncPage(history, in: directory, hasRecord: record[history.name] != nil, map))
    }
    for note in map.uncatalogued { pages.append(UncataloguedPage(note, map, in: directory)) }
    for kfunc in record.kfuncs {
      pages.append(StabilityPage(directory[kfunc.name] ?? directory.absent(kfunc.name), kfunc, shared))
    }
    return pages
  }
}
