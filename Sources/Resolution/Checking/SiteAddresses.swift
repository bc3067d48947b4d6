internal import KfuncModel
internal import SiteContent

/// The addresses of the pages that a site's content gives rise to, for links that are written from the top.
enum SiteAddresses {
  private static let fixed = [
    "/", "/kfuncs/", "/policies/", "/threads/", "/subsystems/", "/program-types/", "/flags/", "/id-sets/", "/releases/",
    "/removed/", "/proposed/", "/users/", "/search/", "/feed.atom", "/sitemap.xml", "/about/coverage/",
  ]

  static func all(of content: ContentFolder, _ links: ContentLinks) -> Set<String> {
    var pages = Set(fixed)
    for name in links.targets.names.names { pages.formUnion(["/kfuncs/\(name)/", "/kfuncs/\(name)/stability/"]) }
    for policy in content.policies { pages.insert("/policies/\(policy.slug)/") }
    for thread in content.threads { pages.insert("/threads/\(thread.slug)/") }
    for subsystem in links.subsystems.subsystems { pages.insert("/subsystems/\(subsystem.slug)/") }
    for page in content.pages { pages.insert("/\(page.slug)/") }
    for catalogue in content.catalogues {
      pages.insert("/releases/\(catalogue.release)/")
      for flag in catalogue.flags { pages.insert("/flags/\(flag.flag.rawValue)/") }
      for set in catalogue.idSets { pages.insert("/id-sets/\(set.identity.name)/") }
      for type in catalogue.hooks.lazy.flatMap(\.programTypes) { pages.insert("/program-types/\(type.rawValue)/") }
    }
    return pages
  }
}
