internal import CatalogueFacts
internal import KfuncModel
internal import ReleaseNotes
internal import Rendering
internal import Resolution
internal import SiteContent
internal import Stages

/// Which pages a site has, each made when it is asked for.
struct SitePages: RandomAccessCollection, Sendable {
  /// A page that is not made yet; numbers are positions in what the pages are made of.
  private enum Kind {
    case home, index, coverage, notFound, removed, compare, search, releases
    case listing(ListingPage.Subject)
    case group(Int)
    case treeUsers(Int)
    /// What is cut off lists that are too long: their parts, and what clauses reach.
    case cut(Int)
    case policy(Int)
    case thread(Int)
    case written(Int)
    case kfunc(Int)
    case uncatalogued(Int)
    case stability(Int)
    case release(Int)
  }

  private let content: ContentFolder
  private let map: SiteMap
  private let directory: KfuncDirectory
  private let record: StabilityRecord
  private let groups: [any Page]
  private let treeUses: TreeUses
  private let treeUsers: [TreeUsersPage]
  private let lists: LongLists
  private let cut: [any Page]
  private let uncatalogued: [KfuncNote]
  private let fullText: SearchPage.FullText
  private let entries: Once<KfuncPage.Shared>
  private let stability: Once<StabilityPage.Shared>
  /// The notes of each release against the release read before it.
  private let releases: [ReleasePage]
  private let kinds: [Kind]

  /// The pages of `content`, which the other values were made of.
  init(
    _ content: ContentFolder, _ map: SiteMap, _ directory: KfuncDirectory, _ record: StabilityRecord,
    _ groups: GroupIndex, _ lists: LongLists, notes: SiteNotes, fullText: SearchPage.FullText
  ) {
    self.content = content
    self.map = map
    self.directory = directory
    self.record = record
    self.groups = groups.pages(of: directory, SourceLinks(content), lists)
    self.lists = lists
    cut = lists.pages(content, map, directory, record, notes)
    treeUses = groups.treeUses
    treeUsers = TreeUsersPage.pages(groups.treeUses, map)
    self.fullText = fullText
    uncatalogued = map.uncatalogued
    entries = Once { KfuncPage.Shared(directory, map) }
    stability = Once { StabilityPage.Shared(record, directory, map) }
    releases = record.releases.imported.map { ReleasePage($0, notes, map, lists) }
    var kinds: [Kind] = [.home, .index, .coverage, .notFound, .removed, .compare, .search]
    kinds += self.groups.indices.map { .group($0) }
    kinds += cut.indices.map { .cut($0) }
    kinds += ListingPage.Subject.allCases.map { .listing($0) }
    kinds += treeUsers.indices.map { .treeUsers($0) }
    kinds += content.policies.indices.map { .policy($0) }
    kinds += content.threads.indices.map { .thread($0) }
    // The text of the first page stands on it.
    kinds += content.pages.indices.filter { content.pages[$0].slug != "home" }.map { .written($0) }
    // The two pages of every name: of releases, of notes, of proposals.
    kinds += directory.histories.indices.map { .kfunc($0) }
    kinds += uncatalogued.indices.map { .uncatalogued($0) }
    kinds += record.kfuncs.indices.map { .stability($0) }
    kinds.append(.releases)
    kinds += releases.indices.map { .release($0) }
    self.kinds = kinds
  }

  var startIndex: Int { 0 }
  var endIndex: Int { kinds.count }

  subscript(position: Int) -> any Page {
    switch kinds[position] {
    case .home: return HomePage(directory, record, map)
    case .index: return KfuncIndexPage(directory, record, map.links.subsystems, lists)
    case .coverage: return CoveragePage(directory, SourceLinks(content))
    case .notFound: return NotFoundPage()
    case .removed: return RemovedPage(directory, record, map, lists)
    case .compare: return ComparePage(directory)
    case .search:
      return SearchPage(
        directory, ways: Self.navigation + Self.browse(content).filter { $0.address != .search }, fullText: fullText,
        map)
    case .group(let position): return groups[position]
    case .treeUsers(let position): return treeUsers[position]
    case .cut(let position): return cut[position]
    case .listing(let subject): return ListingPage(subject, map, directory, treeUses)
    case .policy(let position): return PolicyPage(content.policies[position], map, lists)
    case .thread(let position): return ThreadPage(content.threads[position], map)
    case .written(let position): return WrittenPage(content.pages[position], map)
    case .kfunc(let position):
      let history = directory.histories[position]
      return KfuncPage(history, record[history.name], entries.value)
    case .uncatalogued(let position): return UncataloguedPage(uncatalogued[position], map, in: directory)
    case .stability(let position):
      let kfunc = record.kfuncs[position]
      return StabilityPage(directory[kfunc.name] ?? directory.absent(kfunc.name), kfunc, stability.value)
    case .releases: return ReleaseListPage(releases)
    case .release(let position): return releases[position]
    }
  }

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
}
