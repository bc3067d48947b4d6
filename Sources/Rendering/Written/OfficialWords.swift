internal import HTMLText
internal import SiteContent
internal import KfuncModel
internal import Resolution

/// The official words of a clause as attributed quotation: gaps visible, what messages quote marked, and by whom.
enum OfficialWords {
  static func html(_ clause: Clause, _ map: SiteMap, _ links: PageLinks) -> HTMLText {
    HTMLText { html in
      if let text = map.links.quotations.texts.first(where: { $0.clause == clause.id }) {
        let attributed = AttributedText(text, quotations: map.links.quotations.quotations(ofClause: clause.id))
        html.element("blockquote", ["class": "official"]) { html in
          html.element("p") { html in
            for part in attributed.parts {
              switch part {
              case .gap: html.text(" […] ")
              case .words(let words, let quotations):
                if quotations.isEmpty { html.text(words) } else { html.element("mark", text: words) }
              }
            }
          }
          source(clause, to: &html)
        }
        quoted(attributed.quotations, map, links, to: &html)
      } else {
        source(clause, to: &html)
      }
    }
  }

  /// Where the words stand, and in which releases they were seen.
  static func source(_ clause: Clause, to html: inout HTMLText) {
    html.element("p", ["class": "src"]) { html in
      guard let source = clause.source else {
        return html.text("Advice of this site, not of the kernel’s documentation.")
      }
      html.text(source.document + (source.section.map { ", \($0)" } ?? ""))
      if !source.releases.isEmpty {
        let list = source.releases.map { release in
          "\(release)" + (source.lines[release].map { " (line \($0))" } ?? "")
        }
        html.text("; read in \(Phrases.list(list))")
      }
      if let verified = clause.verified { html.text("; compared on \(verified)") }
    }
  }

  private static func quoted(
    _ quotations: [Quotation], _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText
  ) {
    if quotations.isEmpty { return }
    html.element("p", ["class": "src"]) { html in
      html.text("Quoted by ")
      for (index, quotation) in quotations.enumerated() {
        if index > 0 { html.text(", ") }
        let name = quotation.speaker?.author ?? "somebody"
        guard let place = quotation.occurrences.first else { continue }
        html.element(
          "a",
          [
            "href": links.href(
              .thread(quotation.thread), anchor: "m\(place.message)" + (place.anchor.map { "-\($0)" } ?? ""))
          ],
          text: name)
        html.text(map.thread(quotation.thread).map { " in “\($0.title)”" } ?? "")
      }
    }
  }
}
