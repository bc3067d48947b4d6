internal import HTMLText
internal import KfuncModel
internal import Resolution
internal import SiteContent

/// Whole sections of official documents on the page of a policy, where its reader has them: each once, below the first
/// clause that was told from it.
struct WholeSections {
  private var anchors: [Key: String] = [:]

  private struct Key: Hashable {
    let release: KernelRelease
    let source: SourceReference
  }

  /// Adds the section of `clause`, or the way to where it stands already.
  mutating func add(_ clause: Clause, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    guard let whole = map.links.wholeSection(of: clause) else { return }
    let section = whole.section
    let key = Key(release: whole.release, source: section.source)
    let name = (section.number.map { "\($0) " } ?? "") + section.title
    if let anchor = anchors[key] {
      html.element("p", ["class": "src"]) { html in
        html.element("a", ["href": "#" + anchor], text: "The whole section “\(name)”")
        html.text(", from your own \(whole.release), stands further up.")
      }
      return
    }
    // No heading's and no clause's anchor holds a colon.
    let anchor = "section:" + clause.id
    anchors[key] = anchor
    html.element("details", ["class": "whole", "id": anchor]) { html in
      html.element("summary", text: "The whole section “\(name)”, from your own \(whole.release)")
      html.element("p", ["class": "src"]) { html in
        map.sources.add(section.source, in: whole.release, to: &html)
        html.text(". Read into Content/local, which is not part of this site’s content. ")
        html.text(standing(section, whole.release, map))
      }
      html.element("pre", ["class": "as-written"]) { OfficialWords.add(whole.words, map, links, to: &$0) }
      OfficialWords.quoted(whole.words, map, links, to: &html)
    }
    html.newline()
  }

  /// Whether the words are those of the release as it was imported.
  private func standing(_ section: PolicySection, _ release: KernelRelease, _ map: SiteMap) -> String {
    guard let catalogue = map.content.catalogues.first(where: { $0.release == release.mainline }) else {
      return "\(release) was not imported."
    }
    let own = catalogue.policySections.first { $0.source.file == section.source.file && $0.title == section.title }
    let version = catalogue.source.version
    guard let own else { return "The \(version) that was imported has no such section." }
    return own.hash == section.hash
      ? "The same words as in the \(version) that was imported."
      : "Not the same words as in the \(version) that was imported."
  }
}
