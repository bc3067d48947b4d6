internal import HTMLText
internal import SiteContent
internal import KfuncModel
internal import MarkdownHTML
internal import MarkdownSyntax
internal import Resolution

/// Where the links of a written document lead, seen from the page that shows it.
struct WrittenLinks: LinkResolver {
  let map: SiteMap
  let links: PageLinks
  /// The document's file.
  let file: String

  func href(of destination: LinkDestination, at range: SourceRange?) -> String? {
    switch destination {
    case .web, .mail: return destination.href
    case .fragment(let anchor):
      return map.place(ofFile: file).map { links.href($0.address, anchor: $0.anchor(anchor)) }
    case .relative(let text):
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(parts[0].prefix { $0 != "?" })
      let anchor = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
      if path.hasPrefix("/") {
        let address = PageAddress(names: path.split(separator: "/").map(String.init))
        return map.isPage(address) ? links.href(address, anchor: anchor) : nil
      }
      guard let place = map.place(ofFile: beside(path)) else { return nil }
      return links.href(place.address, anchor: anchor.flatMap(place.anchor))
    }
  }

  func link(to reference: CrossReference, at range: SourceRange?) -> ResolvedLink? {
    guard let target = try? map.links.targets.resolve(reference) else { return nil }
    switch target {
    case .kfunc(let name): return ResolvedLink(href: links.href(.kfunc(name)), text: name, isCode: true)
    case .clause(let id, let place):
      return ResolvedLink(href: map.href(ofClause: id, at: place, links), text: map.title(of: place), isCode: false)
    case .thread(let slug, let number):
      guard let thread = map.thread(slug) else { return nil }
      let entry = number.flatMap { thread.position(ofMessage: $0) }.map { thread.entries[$0] }
      return ResolvedLink(
        href: links.href(.thread(slug), anchor: number.map { "m\($0)" }),
        text: entry.map { "message \($0.number), \($0.author)" } ?? thread.title, isCode: false)
    case .release(let release, .imported):
      return ResolvedLink(href: links.href(.release(release)), text: release.mainline.description, isCode: false)
    case .release: return nil
    }
  }

  /// Images would come from files that no page shows.
  func source(of image: LinkDestination, at range: SourceRange?) -> String? { nil }

  private func beside(_ path: String) -> String {
    var folders = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
    }
    return folders.joined(separator: "/")
  }
}

extension SiteMap {
  /// A renderer for `document` on the page of `links`: names of kfuncs become links, code is marked up, passages that
  /// others point at have anchors.
  ///
  /// `anchors` are the document's own, where they are known: finding them again is a third of rendering a note.
  func renderer(
    for document: MarkdownDocument, _ links: PageLinks, headings level: Int, anchors known: PassageAnchors? = nil
  ) -> MarkdownRenderer {
    var hooks = MarkdownHooks(links: WrittenLinks(map: self, links: links, file: document.path))
    let names = self.links.targets.names
    let anchors = known ?? PassageAnchors(document)
    hooks.topHeadingLevel = level
    hooks.idPrefix = place(ofFile: document.path)?.prefix ?? ""
    hooks.anchor = { anchors.anchor(at: $0) }
    hooks.codeBlock = { info, text, html in
      guard info == "c" || info.hasPrefix("c ") else { return false }
      CodeMarkup.add(text, to: &html)
      return true
    }
    hooks.text = { text, _, html in Self.add(text, names, links, to: &html) }
    hooks.code = { text, _, html in
      html.open("code")
      if !Self.add(text, names, links, to: &html) { html.text(utf8: text) }
      html.close("code")
      return true
    }
    return MarkdownRenderer(hooks)
  }

  /// Adds text with links to the kfuncs that it names; false, and nothing added, when it names none.
  private static func add(
    _ text: UnsafeBufferPointer<UInt8>, _ names: KfuncNames, _ links: PageLinks, to html: inout HTMLText
  ) -> Bool {
    var start = 0
    names.visitHits(in: text) { name, bytes in
      html.text(utf8: UnsafeBufferPointer(rebasing: text[start..<bytes.lowerBound]))
      let spelled = UnsafeBufferPointer(rebasing: text[bytes])
      let address = PageAddress.kfunc(name)
      if address == links.page {
        html.text(utf8: spelled)
      } else {
        html.link(links, address) { $0.text(utf8: spelled) }
      }
      start = bytes.upperBound
    }
    if start == 0 { return false }
    html.text(utf8: UnsafeBufferPointer(rebasing: text[start...]))
    return true
  }
}
