public import CatalogueFacts
public import KfuncModel
internal import Rendering
public import Resolution
public import SiteContent

/// The addresses of the pages that a build would make, from the pages themselves: nothing lists them a second time.
public enum SiteAddresses {
  /// The addresses, `/kfuncs/bpf_x/`.
  public static func all(
    of content: ContentFolder, _ links: ContentLinks, _ indices: [CatalogueIndex], _ record: StabilityRecord
  ) -> Set<String> {
    let directory = KfuncDirectory(indices)
    return addresses(
      of: SitePages.all(
        of: content, SiteMap(content, links), directory, record, GroupIndex(directory, links.subsystems),
        fullText: .notBuilt))
  }

  static func addresses(of pages: [any Page]) -> Set<String> { Set(pages.map(\.address.description)) }
}
