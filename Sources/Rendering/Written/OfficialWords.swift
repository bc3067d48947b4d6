internal import HTMLText
internal import RecordWords
internal import KfuncModel
internal import Resolution
internal import SiteContent

/// The official words of a clause as attributed quotation: gaps visible, what messages quote marked, and by whom.
enum OfficialWords {
  static func add(
    _ clause: Clause, isBrief: Bool = false, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText
  ) {
    // Whole sections from somebody's own kernel stand once on the policy's page, not on that of every kfunc.
    guard let text = map.links.quotations.text(ofClause: clause.id), text.origin == .quotes else {
      return source(clause, isBrief: isBrief, map, to: &html)
    }
    let words = AttributedText(text, quotations: map.links.quotations.quotations(ofClause: clause.id))
    html.element("blockquote", ["class": "official"]) { html in
      html.element("p") { add(words, map, links, to: &$0) }
      source(clause, isBrief: isBrief, map, to: &html)
    }
    quoted(words, map, links, to: &html)
  }

  /// The words with what is quoted in marks; behind each the numbers of the quotations that end there.
  static func add(_ words: AttributedText, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    var open: Set<Int> = []
    func close(_ next: [Int], to html: inout HTMLText) {
      // One quotation needs no number.
      for number in open.subtracting(next).sorted() where words.quotations.count > 1 {
        html.element("sup") { html in
          let quotation = words.quotations[number]
          let label = "\(number + 1), quoted by \(quotation.speaker?.author ?? "somebody")"
          let href = Self.href(quotation, links)
          html.element("a", ["href": href, "aria-label": label], text: String(number + 1))
        }
      }
      open = Set(next)
    }
    for part in words.parts {
      switch part {
      case .gap:
        close([], to: &html)
        html.text(" […] ")
      case .words(let text, let quotations):
        close(quotations, to: &html)
        if quotations.isEmpty { html.text(text) } else { html.element("mark", text: text) }
      }
    }
    close([], to: &html)
  }

  /// Where the words stand, and in which releases they were seen.
  static func source(_ clause: Clause, isBrief: Bool = false, _ map: SiteMap, to html: inout HTMLText) {
    html.element("p", ["class": "src"]) { html in
      guard let source = clause.source else {
        return html.text("Advice of this site, not of the kernel’s documentation.")
      }
      html.text(source.document + (source.section.map { ", \($0)" } ?? ""))
      for (index, release) in source.releases.enumerated() {
        html.text(index == 0 ? "; read in " : index == source.releases.count - 1 ? " and " : ", ")
        html.text("\(release)")
        // All lines stand on the policy's page; elsewhere that of the newest release will do.
        guard let line = source.lines[release], !isBrief || release == source.releases.last else { continue }
        html.text(" (")
        map.sources.addLine(SourceReference(file: source.document, line: line), in: release, to: &html)
        html.text(")")
      }
      if let verified = clause.verified { html.text("; compared on \(verified)") }
    }
  }

  /// Who quoted what is marked, each with the way to the paragraph of the message, and to those who quoted it on.
  static func quoted(_ words: AttributedText, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    if words.quotations.isEmpty { return }
    html.element("p", ["class": "src"]) { html in
      html.text("Quoted by ")
      for (index, quotation) in words.quotations.enumerated() {
        if index > 0 { html.text("; ") }
        if words.quotations.count > 1 { html.text("\(index + 1) ") }
        html.element("a", ["href": href(quotation, links)], text: quotation.speaker?.author ?? "somebody")
        html.text(map.title(ofThread: quotation.thread).map { " in “\($0)”" } ?? "")
        onward(quotation, map, links, to: &html)
      }
      html.text(".")
    }
  }

  /// Messages of others that quote the same words of the same person on.
  private static func onward(_ quotation: Quotation, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    var seen: Set<Int> = [quotation.occurrences.first?.message ?? 0]
    for place in quotation.occurrences where seen.insert(place.message).inserted {
      html.text(seen.count == 2 ? ", quoted on by " : ", ")
      let writer = map.author(ofMessage: place.message, in: quotation.thread)
      html.element("a", ["href": href(place, quotation, links)], text: writer ?? "message \(place.message)")
    }
  }

  private static func href(_ quotation: Quotation, _ links: PageLinks) -> String {
    guard let place = quotation.occurrences.first else { return links.href(.thread(quotation.thread)) }
    return href(place, quotation, links)
  }

  private static func href(_ place: Quotation.Occurrence, _ quotation: Quotation, _ links: PageLinks) -> String {
    links.href(.thread(quotation.thread), anchor: "m\(place.message)" + (place.anchor.map { "-\($0)" } ?? ""))
  }
}
