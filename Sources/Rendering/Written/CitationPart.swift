internal import HTMLText
internal import SiteContent
internal import KfuncModel

/// Where a fact can be looked up, linked where it has an address: a message of a thread here, the archive, a commit.
enum CitationPart {
  static func add(_ citation: Citation, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    var text = citation.text
    if let id = citation.messageID {
      let message = map.message(id)
      // A citation that says no more than the Message-ID is told by its writer and day.
      if text.isEmpty || text.contains(id) {
        text = message.map { "\($0.entry.author), \(MessagePart.day($0.entry))" } ?? id
      }
      let href = message.map { links.href(.thread($0.thread.slug), anchor: "m\($0.entry.number)") } ?? map.archive(id)
      html.element("a", ["href": href], text: text)
    } else if let url = citation.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
      html.element("a", ["href": url], text: text.isEmpty ? url : text)
    } else if let commit = citation.commit, citation.source == nil, text.contains(commit.prefix(12)) {
      // The words name it already.
      return self.commit(commit, text, map, to: &html)
    } else if let release = citation.release, citation.source != nil {
      map.sources.add(text, in: release, to: &html)
    } else {
      html.text(text)
    }
    if let source = citation.source, !text.contains(source.description) {
      if !text.isEmpty { html.text(", ") }
      if let release = citation.release {
        map.sources.add(source, in: release, to: &html)
        html.text(" in \(release)")
      } else {
        html.text(source.description)
      }
    }
    guard let commit = citation.commit else { return }
    html.text(", ")
    self.commit(commit, "commit \(commit.prefix(12))", map, to: &html)
  }

  /// Adds `words`, linked to the commit that they are about where commits have addresses.
  private static func commit(_ commit: String, _ words: String, _ map: SiteMap, to html: inout HTMLText) {
    guard let pattern = map.content.settings.commitURL else { return html.text(words) }
    html.element("a", ["href": pattern.replacing("{commit}", with: commit)], text: words)
  }
}
