internal import HTMLText
internal import Stages

/// The links at the head and the foot of a page, made once for all pages that see the same: those of one folder at
/// the top and one depth. Made for each page they were 2 % of a build.
struct FrameLists: Sendable {
  /// The lists of one page.
  struct Lists: Sendable {
    let navigation: HTMLText
    let browse: HTMLText
    /// The link to the feed of all changes, for the head of the page; empty where there is none.
    let feed: HTMLText
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
    /// For each link.
    let marks: [Mark]
  }

  /// Whether a link leads to the page itself, or to a page above it.
  private enum Mark: UInt8 {
    case none, page, above

    /// The value of `aria-current`.
    var value: String? {
      switch self {
      case .none: nil
      case .page: "page"
      case .above: "true"
      }
    }
  }

  private let known = OnceTable<Place, Lists>()
  private let hasFeed: Bool

  /// The lists of a site, which may have a feed of all changes.
  init(hasFeed: Bool) { self.hasFeed = hasFeed }

  /// The lists of `frame` on the page at `address`, which stands below `trail` and whose links are `links`.
  func lists(of frame: SiteFrame, on address: PageAddress, below trail: [Crumb], _ links: PageLinks) -> Lists {
    var marks: [Mark] = []
    marks.reserveCapacity(frame.navigation.count + frame.browse.count)
    var isPlain = address.file == nil && !address.folders.isEmpty
    for crumbs in [frame.navigation, frame.browse] {
      for crumb in crumbs {
        let isAbove = trail.contains { $0.address == crumb.address }
        marks.append(crumb.address == address ? .page : isAbove ? .above : .none)
        // A page that shares a folder below the first with what is linked would see other links than its neighbours.
        let folders = crumb.address.folders
        if folders.count > 1, folders[0] == address.folders.first { isPlain = false }
      }
    }
    guard isPlain else { return make(frame, marks, links) }
    let place = Place(folder: address.folders[0], depth: address.folders.count, marks: marks)
    return known(place) { make(frame, place.marks, links) }
  }

  private func make(_ frame: SiteFrame, _ marks: [Mark], _ links: PageLinks) -> Lists {
    let count = frame.navigation.count
    return Lists(
      navigation: html(frame.navigation, marks[..<count], links), browse: html(frame.browse, marks[count...], links),
      feed: HTMLText { html in
        if hasFeed { AlternateForm.feed(.feed, "All changes").add(links, to: &html) }
      },
      home: links.href(.home), stylesheet: links.asset("site.css"), script: links.asset("site.js"),
      icon: links.asset("icon.svg"))
  }

  /// Links as list elements; the one that the reader is on, or below, is marked.
  private func html(_ crumbs: [Crumb], _ marks: ArraySlice<Mark>, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      for (crumb, mark) in zip(crumbs, marks) {
        html.element("li") {
          $0.element("a", ["href": links.href(crumb.address), "aria-current": mark.value], text: crumb.text)
        }
      }
    }
  }
}
