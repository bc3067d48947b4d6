internal import HTMLText
internal import KfuncModel
internal import Rendering

/// A feed of changes (Atom, RFC 4287).
///
/// Links are full addresses where the site's is known, else relative to the feed: RFC 4287 allows both (2, 4.2.7.1).
struct AtomFeed: Sendable {
  /// The most entries that a feed holds; a reader asks for all of it each time.
  static let longest = 200

  let title: String
  /// Where it stands.
  let address: PageAddress
  /// The page that it belongs to.
  let page: PageAddress
  /// Its entries in order, all of them.
  let entries: [FeedEntry]
  let releaseWide: [ReleaseWideChange.ID: ReleaseWideChange]
  let frame: SiteFrame
  let dates: FeedDates
  /// The release whose day a feed without entries bears.
  let newest: KernelRelease

  func bytes() -> [UInt8] {
    let shown = entries.prefix(Self.longest)
    let updated = shown.map { dates.day(of: $0).date }.max() ?? dates.day(of: newest).date
    var xml = XMLText()
    xml.open("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"])
    func element(_ name: StaticString, _ text: String) {
      xml.newline()
      xml.element(name, text: text)
    }
    element("id", StableID.of(address.description, site: frame.baseURL))
    element("title", title)
    if entries.count > shown.count {
      element(
        "subtitle",
        "The newest \(shown.count) of \(entries.count) entries; of a release, what can break programs comes first. "
          + "All of them: data/index.json names a file for each kfunc and each comparison of releases.")
    }
    element("updated", "\(updated)T00:00:00Z")
    xml.newline()
    xml.empty("link", ["rel": "self", "type": "application/atom+xml", "href": href(address)])
    xml.newline()
    xml.empty("link", ["rel": "alternate", "type": "text/html", "href": href(page)])
    xml.newline()
    xml.open("author")
    xml.element("name", text: frame.title)
    xml.close("author")
    element("generator", "kfuncdocs")
    for entry in shown { add(entry, to: &xml) }
    xml.newline()
    xml.close("feed")
    xml.newline()
    return xml.bytes
  }

  private func add(_ entry: FeedEntry, to xml: inout XMLText) {
    let day = dates.day(of: entry)
    xml.newline()
    xml.open("entry")
    // The same in every feed that has it (RFC 4287, 4.2.6).
    let release = entry.release?.description ?? "none"
    xml.element("id", text: StableID.of("/kfuncs/\(entry.name)/stability/ \(release)", site: frame.baseURL))
    xml.element("title", text: entry.title)
    xml.element("updated", text: day.moment)
    xml.empty("link", ["rel": "alternate", "type": "text/html", "href": href(.stability(entry.name))])
    for kind in entry.kinds { xml.empty("category", ["term": kind.rawValue]) }
    xml.element("content", ["type": "html"], text: entry.content(releaseWide, day).string)
    xml.close("entry")
  }

  private func href(_ target: PageAddress) -> String {
    frame.canonical(target) ?? PageLinks(from: address, style: frame.linkStyle).href(target)
  }
}
