internal import HTMLText

/// The sign behind a heading, an event or a message that leads to its own address.
enum Permalink {
  /// Adds the link to `anchor`, which stands on this page; `name` is what it leads to, for those who cannot see where.
  static func add(_ anchor: String, to name: String, in html: inout HTMLText) {
    html.text(" ")
    html.element(
      "a", ["class": "permalink", "href": "#" + PageLinks.fragment(anchor), "aria-label": "Link to \(name)"], text: "#")
  }
}
