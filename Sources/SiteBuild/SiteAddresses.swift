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
  /// Pages that a build would leave out because they have no address of their own (``DistinctPages``).
  public let diagnostics: [Diagnostic]

  /// The addresses of the site of `content`.
  public init(
    of content: ContentFolder, _ links: ContentLinks, _ indices: [CatalogueIndex], _ record: StabilityRecord
  ) {
    let directory = KfuncDirectory(indices)
    let map = SiteMap(content, links)
    let notes = SiteNotes(
      NotesSource(
        content: content, directory: directory, record: record, targets: links.targets, subsystems: links.subsystems))
    let pages = DistinctPages(
      SitePages.all(
        of: content, map, directory, record, GroupIndex(directory, links.subsystems), notes: notes,
        fullText: .notBuilt))
    let frame = SiteFrame(
      title: content.settings.title, baseURL: content.settings.baseURL, navigation: [],
      hasFeeds: SiteDataFiles.hasFeeds(record))
    let files = SiteDataFiles(
      PublishedFacts(content, links, directory, record, map, notes: notes, frame: frame),
      pages: pages.pages.map(\.address))
    addresses = SiteAddresses.addresses(of: pages.pages, files.files)
    diagnostics = pages.diagnostics + files.diagnostics
  }

  static func addresses(of pages: [any Page], _ files: [DataFile]) -> Set<String> {
    Set(pages.map(\.address.description)).union(files.map(\.address.description))
  }
}
