internal import Diagnostics

/// Whether every link of written pages leads to a file of the site, and every fragment to an anchor of it.
struct SiteLinkCheck {
  /// A page as far as it counts here.
  struct Page: Sendable {
    /// Its path.
    let path: String
    /// Its anchors, each once, in bytes.
    let anchors: [String]
    /// Links into the site, each with its place.
    let links: [(target: SiteLink, line: Int, column: Int, address: String)]
    /// What is wrong with the page alone.
    let diagnostics: [Diagnostic]

    /// Reads the page `bytes`; `base` is where the site will stand.
    init(path: String, bytes: [UInt8], base: SiteBase) {
      let scan = HTMLScan(bytes)
      self.path = path
      var diagnostics: [Diagnostic] = []
      func report(_ code: Diagnostic.Code, _ message: String, _ offset: Int) {
        let place = scan.place(of: offset)
        diagnostics.append(
          Diagnostic(
            .error, code, message, at: SourceLocation(file: path, line: place.line, column: place.column)))
      }
      if scan.isBrokenOff { report("broken-page", "the page ends within a tag", bytes.count) }
      var seen: Set<String> = []
      for anchor in scan.anchors where !seen.insert(anchor.name).inserted {
        report("duplicate-anchor", "the anchor '\(anchor.name)' stands twice", anchor.offset)
      }
      anchors = seen.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      var known: [String: SiteLink?] = [:]
      var links: [(target: SiteLink, line: Int, column: Int, address: String)] = []
      for link in scan.links {
        // A page that links to one place a hundred times is looked at once.
        if known[link.address] != nil { continue }
        let target = SiteLink(link.address, from: path, base: base)
        known[link.address] = .some(target)
        guard let target else { continue }
        let place = scan.place(of: link.offset)
        links.append((target, place.line, place.column, link.address))
      }
      self.links = links
      self.diagnostics = diagnostics
    }
  }

  /// What is wrong with the links of `pages`, in a site of the files `paths`.
  static func diagnostics(of pages: [Page], paths: Set<String>) -> [Diagnostic] {
    let anchors = Dictionary(pages.map { ($0.path, Set($0.anchors)) }, uniquingKeysWith: { first, _ in first })
    var diagnostics: [Diagnostic] = []
    for page in pages {
      diagnostics += page.diagnostics
      for link in page.links {
        func report(_ code: Diagnostic.Code, _ message: String) {
          diagnostics.append(
            Diagnostic(
              .error, code, message, at: SourceLocation(file: page.path, line: link.line, column: link.column)))
        }
        guard case .file(let path, let anchor) = link.target else {
          report("broken-link", "'\(link.address)' leads out of the site")
          continue
        }
        guard paths.contains(path) else {
          report("broken-link", "'\(link.address)' leads to no file of the site: \(path)")
          continue
        }
        guard let anchor, !anchor.isEmpty, let there = anchors[path] else { continue }
        if !there.contains(anchor) { report("broken-anchor", "'\(link.address)' leads to no anchor of \(path)") }
      }
    }
    return diagnostics.sorted()
  }
}
