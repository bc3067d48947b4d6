internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import Rendering
internal import SiteContent

/// Which pages a site has.
enum SitePages {
  /// The main links of every page.
  static let navigation =
    [Crumb("Kfuncs", .kfuncs)] + GroupKind.allCases.map { Crumb($0.title, .groups($0)) }
    + [Crumb("Removed", .removed), Crumb("Coverage", .coverage)]

  static func all(of content: ContentFolder, _ directory: KfuncDirectory, _ record: StabilityRecord) -> [any Page] {
    let introduction = content.pages.first { $0.slug == "home" }.map { WrittenText.html(of: $0.document) } ?? HTMLText()
    var pages: [any Page] = [
      HomePage(directory, introduction: introduction), KfuncIndexPage(directory), CoveragePage(directory),
      NotFoundPage(),
    ]
    pages += directory.histories.map { KfuncPage($0, in: directory, hasRecord: record[$0.name] != nil) }
    pages += GroupIndex(directory).pages(of: directory)
    pages.append(RemovedPage(directory, record))
    let shared = StabilityPage.Shared(record, directory)
    for history in directory.histories {
      guard let kfunc = record[history.name] else { continue }
      pages.append(StabilityPage(history, kfunc, shared))
    }
    return pages
  }
}
