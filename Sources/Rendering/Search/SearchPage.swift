public import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import SiteContent
internal import SiteHeaders

extension PageAddress {
  /// Full-text search, and what answers the same questions without it.
  public static let search = PageAddress("search")
}

/// Search over policies, threads and notes; without a script it says what to browse instead.
public struct SearchPage: Page {
  /// Whether the texts can be searched.
  public enum FullText: Sendable {
    /// The index is made with the site.
    case built
    /// The site was built without it.
    case notBuilt
  }

  private let ways: [Crumb]
  private let fullText: FullText
  private let directory: KfuncDirectory
  private let map: SiteMap

  /// The page of a site that can be looked through by `ways`.
  public init(_ directory: KfuncDirectory, ways: [Crumb], fullText: FullText, _ map: SiteMap) {
    self.map = map
    self.directory = directory
    self.ways = ways
    self.fullText = fullText
  }

  /// `/search/`.
  public var address: PageAddress { .search }
  /// The title.
  public var title: String { "Search" }
  /// What the page holds.
  public var summary: String { "Search over policies, threads and notes, and what loader and verifier say of kfuncs." }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }
  /// Pagefind's search is WebAssembly.
  public var contentPolicy: String { ContentPolicy.search }

  /// The keys of `search.mustache`.
  public static let schema = TemplateSchema(
    "search",
    [
      .init("fullTextScript", .text, "link to the script of the search over texts"),
      .init("bundle", .text, "link to Pagefind's script; empty where the texts were not indexed"),
      .init("hasFullText", .flag, "whether the texts were indexed"),
      .init("isOffline", .flag, "whether the site was built for `file://`"),
      .init("ways", .html, "what to browse, as list elements"),
      .init("messages", .html, "what loader and verifier say, as a table"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("fullTextScript", text: links.asset("full-text.js"))
    fields.set("hasFullText", flag: fullText == .built)
    if fullText == .built {
      fields.set("bundle", text: links.href(PageAddress(file: "pagefind.js", in: ["pagefind"])))
    }
    fields.set("isOffline", flag: links.style == .files)
    fields.set(
      "ways",
      html: HTMLText { html in
        for way in ways { html.element("li") { $0.link(links, way.address, text: way.text) } }
      })
    fields.set("messages", html: messages(links))
    return fields
  }

  private func messages(_ links: PageLinks) -> HTMLText {
    let flags = Set(
      directory.catalogues.flatMap {
        $0.flags.map(\.flag.rawValue) + $0.idSets.flatMap(\.members).flatMap { $0.flags.map(\.rawValue) }
      })
    if map.saidMessages.isEmpty { return HTMLText() }
    return HTMLText { html in
      ScrollingTable.add("Messages", ["Message", "What it is about", "Read at"], class: "messages", to: &html) { html in
        for message in map.saidMessages {
          html.element("tr", ["id": message.anchor]) { html in
            html.element("th", ["scope": "row"]) { $0.element("code", text: message.pattern) }
            html.element("td") { html in
              html.text(message.listing.about)
              guard let flag = message.listing.flag, flags.contains(flag) else { return }
              html.text(" ")
              html.link(links, .group(.flag, flag)) { $0.element("code", text: flag) }
            }
            html.element("td", ["class": "src"]) { html in
              if let source = message.newest { CitationPart.add(source, map, links, to: &html) }
            }
          }
          html.newline()
        }
      }
    }
  }
}
