public import CatalogueFacts
public import Diagnostics
public import KfuncModel
internal import Rendering
public import Resolution
public import SiteContent

/// The addresses of the pages that a build would make, from the pages themselves: nothing lists them a second time.
public struct SiteAddresses: Sendable {
  /// The addresses, `/kfuncs/bpf_x/`.
  public let addresses: Set<String>
  /// Pages that a build would leave out because they have no address of their own (``DistinctPages``).
  public let diagnostics: [Diagnostic]

  /// The addresses of the site of `content`.
  public init(
    of content: ContentFolder, _ links: ContentLinks, _ indices: [CatalogueIndex], _ record: StabilityRecord
  ) {
    let directory = KfuncDirectory(indices)
    let pages = DistinctPages(
      SitePages.all(
        of: content, SiteMap(content, links), directory, record, GroupIndex(directory, links.subsystems),
        fullText: .notBuilt))
    addresses = SiteAddresses.addresses(of: pages.pages)
    diagnostics = pages.diagnostics
  }

  static func addresses(of pages: [any Page]) -> Set<String> { Set(pages.map(\.address.description)) }
}
