internal import HTMLText
internal import Stages

/// The links at the head and the foot of a page, made once for all pages that see the same: those of one folder at
/// the top and one depth. Made for each page they were 2 % of a build.
struct FrameLists: Sendable {
  /// The lists of one page.
  struct Lists: Sendable {
    let navigation: HTMLText
    let browse: HTMLText
    /// Where the first page, style, script and icon stand.
    let home: String
    let stylesheet: String
    let script: String
    let icon: String
  }

  /// What the lists of a page depend on, besides the frame.
  private struct Place: Hashable {
    let folder: String
    let depth: Int
    /// Which links lead to the page itself, and which to a page above it.
    let marks: [String?]
  }

  private let known = OnceTable<Place, Lists>()

  /// The lists of `frame` on `page`, whose links are `links`.
  func lists(of frame: SiteFrame, on page: any Page, _ links: PageLinks) -> Lists {
    let address = page.address
    let trail = page.trail
    let crumbs = frame.navigation + frame.browse
    func mark(_ crumb: Crumb) -> String? {
      address == crumb.address ? "page" : trail.contains { $0.address == crumb.address } ? "true" : nil
    }
    // A page that shares a folder below the first with what is linked would see other links than its neighbours.
    let isPlain = crumbs.allSatisfy { $0.address.folders.count <= 1 || $0.address.folders[0] != address.folders.first }
    guard isPlain, address.file == nil, !address.folders.isEmpty else {
      return make(frame, crumbs.map(mark), links)
    }
    let place = Place(folder: address.folders[0], depth: address.folders.count, marks: crumbs.map(mark))
    return known(place) { make(frame, place.marks, links) }
  }

  private func make(_ frame: SiteFrame, _ marks: [String?], _ links: PageLinks) -> Lists {
    let count = frame.navigation.count
    return Lists(
      navigation: html(frame.navigation, marks[..<count], links), browse: html(frame.browse, marks[count...], links),
      home: links.href(.home), stylesheet: links.asset("site.css"), script: links.asset("site.js"),
      icon: links.asset("icon.svg"))
  }

  /// Links as list elements; the one that the reader is on, or below, is marked.
  private func html(_ crumbs: [Crumb], _ marks: ArraySlice<String?>, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      for (crumb, mark) in zip(crumbs, marks) {
        html.element("li") {
          $0.element("a", ["href": links.href(crumb.address), "aria-current": mark], text: crumb.text)
        }
      }
    }
  }
}
