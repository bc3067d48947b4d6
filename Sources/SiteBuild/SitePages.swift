internal import CatalogueFacts
internal import HTMLText
internal import Rendering

/// Which pages a site has.
enum SitePages {
  static func all(of content: SiteContents, _ directory: KfuncDirectory) -> [any Page] {
    let introduction = content.pages["home"].map { WrittenText.html(of: $0) } ?? HTMLText()
    var pages: [any Page] = [
      HomePage(directory, introduction: introduction), KfuncIndexPage(directory), CoveragePage(directory),
      NotFoundPage(),
    ]
    pages += directory.histories.map { KfuncPage($0, in: directory) }
    return pages
  }
}
