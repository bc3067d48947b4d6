internal import Rendering

/// The addresses of all pages for search engines (sitemaps.org, protocol 0.9): full addresses, so only with a base URL.
///
/// No page says when it last changed: the facts of a page have days, its words do not.
struct SitemapText: Sendable {
  /// The most addresses that one file may hold by the protocol.
  static let longest = 50_000

  private let addresses: [String]
  private let base: String
  /// Whether the site stands at the top of its host, the only place where `robots.txt` is looked for.
  private let isAtTop: Bool

  /// The map of `pages`; nil where full addresses are not known.
  init?(_ pages: [PageAddress], frame: SiteFrame) {
    guard let root = frame.rootPath, let base = frame.baseURL else { return nil }
    addresses = pages.sorted().compactMap(frame.canonical)
    self.base = base
    isAtTop = root == "/"
  }

  /// `sitemap.xml`, its parts where there are too many addresses for one file, and `robots.txt`.
  func files() -> [DataFile] {
    var files: [DataFile] = []
    let parts = stride(from: 0, to: addresses.count, by: Self.longest).map {
      Array(addresses[$0..<min($0 + Self.longest, addresses.count)])
    }
    if parts.count <= 1 {
      files.append(DataFile(.sitemap) { Self.list(parts.first ?? [], root: "urlset", element: "url") })
    } else {
      let names = parts.indices.map { "sitemap-\($0 + 1).xml" }
      let full = names.map { base + "/" + $0 }
      files.append(DataFile(.sitemap) { Self.list(full, root: "sitemapindex", element: "sitemap") })
      for (name, part) in zip(names, parts) {
        files.append(DataFile(PageAddress(file: name)) { Self.list(part, root: "urlset", element: "url") })
      }
    }
    if isAtTop {
      let text = "User-agent: *\nDisallow:\n\nSitemap: \(base)/sitemap.xml\n"
      files.append(DataFile(.robots) { Array(text.utf8) })
    }
    return files
  }

  private static func list(_ addresses: [String], root: StaticString, element: StaticString) -> [UInt8] {
    var xml = XMLText()
    xml.open(root, ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
    for address in addresses {
      xml.newline()
      xml.open(element)
      xml.element("loc", text: address)
      xml.close(element)
    }
    xml.newline()
    xml.close(root)
    xml.newline()
    return xml.bytes
  }
}
