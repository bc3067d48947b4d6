/// The templates and assets of this folder as the program carries them.
public enum BuiltInTemplates {
  /// Templates by their file's name without `.mustache`.
  public static let templates: [(name: String, bytes: [UInt8])] = [
    ("compare", PackageResources.compare_mustache),
    ("coverage", PackageResources.coverage_mustache),
    ("group", PackageResources.group_mustache),
    ("groups", PackageResources.groups_mustache),
    ("home", PackageResources.home_mustache),
    ("kfunc", PackageResources.kfunc_mustache),
    ("kfuncs", PackageResources.kfuncs_mustache),
    ("list-part", PackageResources.list_part_mustache),
    ("listing", PackageResources.listing_mustache),
    ("not-found", PackageResources.not_found_mustache),
    ("page", PackageResources.page_mustache),
    ("page-end", PackageResources.page_end_mustache),
    ("page-start", PackageResources.page_start_mustache),
    ("page-tools", PackageResources.page_tools_mustache),
    ("policy", PackageResources.policy_mustache),
    ("release", PackageResources.release_mustache),
    ("releases", PackageResources.releases_mustache),
    ("removed", PackageResources.removed_mustache),
    ("search", PackageResources.search_mustache),
    ("stability", PackageResources.stability_mustache),
    ("thread", PackageResources.thread_mustache),
    ("uncatalogued", PackageResources.uncatalogued_mustache),
  ]

  /// Files that are copied into a site's `assets/` as they are.
  public static let assets: [(name: String, bytes: [UInt8])] = [
    ("compare.js", PackageResources.compare_js),
    ("full-text.js", PackageResources.full_text_js),
    ("icon.svg", PackageResources.icon_svg),
    ("list.js", PackageResources.list_js),
    ("search.css", PackageResources.search_css),
    ("search.js", PackageResources.search_js),
    ("site.css", PackageResources.site_css),
    ("site.js", PackageResources.site_js),
  ]
}
