internal import HTMLText
internal import Resolution

/// Links to the pages of kfuncs as lists show them, each made once for all lists of pages that stand beside one another:
/// twenty policies may list ten thousand kfuncs in every clause.
struct KfuncLinks: Sendable {
  private let pieces: HTMLPieces

  /// The links to the pages of `names` from the page of `links`, which is none of them.
  init(_ names: [String], _ links: PageLinks) {
    var pieces = HTMLPieces()
    for name in names {
      pieces.append { html in html.link(links, .kfunc(name)) { $0.element("code", text: name) } }
    }
    self.pieces = pieces
  }

  /// Adds the link to the page of the name at `position`.
  func add(at position: Int, to html: inout HTMLText) { html.append(pieces, position) }
}
