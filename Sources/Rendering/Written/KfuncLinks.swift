internal import HTMLText

/// Links to the pages of kfuncs as lists show them, each made once for all lists of pages that stand beside one another:
/// twenty policies may list ten thousand kfuncs in every clause.
struct KfuncLinks: Sendable {
  private let known: [String: HTMLText]
  private let links: PageLinks

  /// The links to the pages of `names` from the page of `links`, which is none of them.
  init(_ names: [String], _ links: PageLinks) {
    self.links = links
    known = Dictionary(names.map { ($0, Self.html($0, links)) }) { first, _ in first }
  }

  /// Adds the link to the page of `name`.
  func add(_ name: String, to html: inout HTMLText) { html.append(known[name] ?? Self.html(name, links)) }

  private static func html(_ name: String, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      html.element("a", ["href": links.href(.kfunc(name))]) { $0.element("code", text: name) }
    }
  }
}
