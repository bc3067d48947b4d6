internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel

/// The releases that were read, newest first, with their kfuncs counted.
enum ReleasesTable {
  static func html(_ directory: KfuncDirectory, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      let columns = ["Release", "Read from", "Kfuncs", "For tests only", "New since the one before", "Gone since then"]
      ScrollingTable.add("Releases read", columns, to: &html) { html in
        for position in directory.catalogues.indices.reversed() {
          let catalogue = directory.catalogues[position]
          html.element("tr") { html in
            html.element("th", ["scope": "row"]) { html in
              let release = catalogue.release
              html.link(links, .release(release), text: release.description)
            }
            html.element("td", text: "\(catalogue.source.version), \(catalogue.source.description)")
            html.element("td", ["class": "number"], text: String(catalogue.kfuncs.count))
            html.element("td", ["class": "number"], text: String(catalogue.kfuncs.count { $0.isTestingOnly }))
            if position > 0 {
              let histories = directory.histories
              let new = histories.count { $0.facts[position] != nil && $0.facts[position - 1] == nil }
              let gone = histories.count { $0.facts[position] == nil && $0.facts[position - 1] != nil }
              html.element("td", ["class": "number"], text: String(new))
              html.element("td", ["class": "number"], text: String(gone))
            } else {
              html.element("td", ["class": "no"], text: "not checked")
              html.element("td", ["class": "no"], text: "not checked")
            }
          }
          html.newline()
        }
      }
    }
  }
}
