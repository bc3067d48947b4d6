internal import HTMLText
internal import SiteContent
internal import KfuncModel
internal import Resolution

/// Passages that name something, each with where it stands and some words around the name.
enum BacklinksPart {
  static func add(_ backlinks: [Backlink], _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    let shown = backlinks.indices.compactMap { index in
      map.place(of: backlinks[index].source).map { (index, $0) }
    }.filter { $0.1.address != links.page }
    if shown.isEmpty { return }
    html.element("ul", ["class": "mentions"]) { html in
      for (index, place) in shown {
        let link = backlinks[index]
        html.element("li") { html in
          html.link(
            links, place.address, anchor: link.anchor.flatMap(place.anchor) ?? place.start,
            text: name(of: link, map))
          html.element("div", ["class": "snippet"]) { html in
            html.text(link.snippet.before)
            html.element("mark", text: link.snippet.name)
            html.text(link.snippet.after)
          }
        }
        html.newline()
      }
    }
  }

  private static func name(of link: Backlink, _ map: SiteMap) -> String {
    switch link.source {
    case .policy(let slug):
      let title = map.policy(slug)?.title ?? slug
      return link.heading.map { "\(title), \($0)" } ?? title
    case .message(let thread, let number):
      let title = map.title(ofThread: thread) ?? thread
      let writer = map.author(ofMessage: number, in: thread) ?? ""
      if let speaker = link.speaker, link.quoteDepth > 0, speaker.author != writer {
        return "\(speaker.author), quoted by \(writer) in “\(title)”"
      }
      return "\(writer) in “\(title)”"
    case .note(let name): return "Note on \(name)"
    case .page(let slug):
      return map.writtenPage(slug)?.title ?? (slug == "home" ? "Home" : slug)
    case .lead(let release): return "Release \(release)"
    }
  }
}

extension SiteMap.DocumentPlace {
  /// The anchor of its beginning, where it shares a page.
  var start: String? {
    guard let prefix else { return nil }
    return prefix.hasPrefix("m") ? String(prefix.dropLast()) : prefix == "note-" ? "notes" : nil
  }
}
