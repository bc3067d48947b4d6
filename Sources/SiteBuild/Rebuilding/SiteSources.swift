internal import KfuncModel
internal import Reads
internal import Rendering
internal import Resolution
internal import SiteContent
internal import Stages

/// All that a site is made from, next to the options of the build.
///
/// It is what the outline of the content tells, the words of its files, what documents name, and what stands beside the
/// content. Words and namings note who reads them; nothing else does, so whatever else differs makes every file anew.
struct SiteSources: Sendable {
  let content: ContentFolder
  let outline: Versioned<ContentOutline>
  let crossLinks: CrossLinks
  /// The kernel's own words from the user's own kernels.
  let texts: [KernelTexts]
  let templates: [TemplateText]
  let assets: [TemplateReader.Asset]

  /// What is not as it was in `before`; `folder` and `templateFolder` are those of the content and of the templates.
  func difference(since before: SiteSources, in folder: String, _ templateFolder: String) -> SiteDifference {
    // The number of an outline that came back is another one.
    let isSameOutline = outline == before.outline || outline.value == before.outline.value
    var paths = isSameOutline ? [] : outline.value.changes(since: before.outline.value, in: folder)
    if texts != before.texts { paths.append(folder + "/local") }
    if templates != before.templates || assets != before.assets { paths.append(templateFolder) }
    guard paths.isEmpty, isSameOutline, let named = crossLinks.changes(since: before.crossLinks) else {
      return SiteDifference(paths: paths, keys: nil)
    }
    let words = content.changedWords(since: before.content)
    return SiteDifference(paths: words.map(\.path), keys: named.union(words.map(\.key)))
  }
}

/// What an edit changed.
struct SiteDifference: Sendable {
  /// The files, as people know them.
  let paths: [String]
  /// What of the site's words is another; nil where more than words may be.
  let keys: Set<ReadKey>?

  /// Whether what was made by reading `reads` may be another now.
  func concerns(_ reads: [ReadKey]) -> Bool { keys.map { keys in reads.contains(where: keys.contains) } ?? true }
}
