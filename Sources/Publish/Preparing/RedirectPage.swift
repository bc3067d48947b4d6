internal import HTMLText
internal import SiteContent

/// The page at an address that went: it leads on, by itself and by a link that can be followed by hand.
enum RedirectPage {
  /// The bytes of the page at the file `path`, leading to the address `target`.
  static func bytes(at path: String, to target: String) -> [UInt8] {
    // Relative, so that the site works under any path of a host.
    let up = String(repeating: "../", count: SitePath.folders(of: path).count)
    let rest = String(target.drop { $0 == "/" })
    let link = up + rest
    let address = link.isEmpty || link.hasPrefix("#") ? "./" + link : link
    return Array("<!doctype html>\n".utf8) + page(address, target).bytes
  }

  private static func page(_ address: String, _ target: String) -> HTMLText {
    HTMLText { html in
      html.element("html", ["lang": "en"]) { html in
        html.element("head") { html in
          html.open("meta", ["charset": "utf-8"])
          html.element("title") { $0.text("Moved to \(target)") }
          html.open("meta", ["http-equiv": "refresh", "content": "0; url=\(address)"])
          html.open("meta", ["name": "robots", "content": "noindex"])
          html.open("link", ["rel": "canonical", "href": address])
        }
        html.element("body") { html in
          html.element("p") { html in
            html.text("This page moved to ")
            html.element("a", ["href": address]) { $0.text(target) }
            html.text(".")
          }
        }
      }
      html.newline()
    }
  }

  /// The lines of a `_redirects` file, which hosts that know it answer with status 301.
  static func hostRules(_ redirects: [RedirectSettings]) -> [UInt8] {
    Array(redirects.map { "\($0.from.value) \($0.to.value) 301\n" }.joined().utf8)
  }
}
