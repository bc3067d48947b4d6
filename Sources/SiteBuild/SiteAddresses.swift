public import CatalogueFacts
public import Diagnostics
public import KfuncModel
internal import ReleaseNotes
internal import Rendering
public import Resolution
public import SiteContent
internal import SiteData

/// The addresses of the pages and files for programs that a build would make, from these themselves: nothing lists them a
/// second time.
public struct SiteAddresses: Sendable {
  /// The addresses, `/kfuncs/bpf_x/` and `/feed.atom`.
  public let addresses: Set<String>
  /// Pages that a build would leave out because they have no address of their own (``PagePlan``).
  public let diagnostics: [Diagnostic]

  /// The addresses of the site of `content`.
  public init(
    of content: ContentFolder, _ links: ContentLinks, _ indices: [CatalogueIndex], _ record: StabilityRecord
  ) {
    let directory = KfuncDirectory(indices)
    let map = SiteMap(content, links)
    let notes = SiteNotes(of: record.releases) {
      NotesSource(
        content: content, directory: directory, record: record, targets: links.targets, subsystems: links.subsystems)
    }
    let groups = GroupIndex(directory, links.subsystems)
    let plan = PagePlan(
      SitePages(
        content, map, directory, record, groups, LongLists(directory, groups, links, record, notes), notes: notes,
        fullText: .notBuilt))
    let frame = SiteFrame(
      title: content.settings.title, baseURL: content.settings.baseURL, navigation: [],
      hasFeeds: SiteDataFiles.hasFeeds(record))
    let files = SiteDataFiles(
      PublishedFacts(content, links, directory, record, map, notes: notes, frame: frame), pages: plan.addresses)
    addresses = SiteAddresses.addresses(of: plan, files)
    diagnostics = plan.diagnostics + files.diagnostics
  }

  static func addresses(of plan: PagePlan, _ files: SiteDataFiles) -> Set<String> {
    Set(plan.addresses.map(\.description)).union(files.addresses.map(\.description))
  }
}
