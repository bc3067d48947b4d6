internal import HTMLText
internal import KfuncModel
internal import MarkdownHTML
internal import MarkdownSyntax
internal import RecordWords
internal import Resolution
public import SiteContent

/// An excerpted thread: its outcome, all its messages as a tree, and what is excerpted, attributed by quote depth.
public struct ThreadPage: Page {
  private let thread: ExcerptedThread
  private let map: SiteMap

  /// The page of `thread`.
  public init(_ thread: ExcerptedThread, _ map: SiteMap) {
    self.thread = thread
    self.map = map
  }

  /// `/threads/SLUG/`.
  public var address: PageAddress { .thread(thread.slug) }
  /// Its title.
  public var title: String { thread.title }
  /// Its subject and size.
  public var summary: String {
    "“\(thread.subject)”: \(Phrases.count(thread.entries.count, "message")), \(thread.excerpts.count) excerpted."
  }
  /// The list of threads.
  public var trail: [Crumb] { [Crumb("Threads", .threads)] }
  /// All threads.
  public var series: PageSeries? { PageSeries("threads", page: thread.title) }

  /// The thread as JSON.
  public var alternates: [AlternateForm] { [.json(.threadData(thread.slug), "This thread as JSON")] }

  /// The keys of `thread.mustache`.
  public static let schema = TemplateSchema(
    "thread",
    [
      .init("subject", .text, "its subject on the lists"),
      .init("lists", .text, "the lists that it came through"),
      .init("counts", .text, "how many messages there are, and how many are excerpted"),
      .init("outcome", .text, "what came of it; empty where nobody wrote it down"),
      .init("outcomeSources", .html, "what the outcome rests on"),
      .init("concerns", .html, "the kfuncs and subsystems that it concerns"),
      .init("tree", .html, "all messages, who answers whom"),
      .init("messages", .html, "the excerpts"),
      .init("mentions", .html, "passages that refer to it"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("subject", text: thread.subject)
    fields.set("lists", text: Phrases.list(thread.lists))
    fields.set(
      "counts",
      text: "\(Phrases.count(thread.entries.count, "message")), \(thread.excerpts.count) excerpted; "
        + "what is left out of those is marked.")
    fields.set("outcome", text: thread.outcome ?? "")
    fields.set("outcomeSources", html: outcomeSources(links))
    fields.set("concerns", html: concerns(links))
    fields.set("tree", html: MessageTree.html(thread, map))
    fields.set("messages") { html in
      for entry in thread.entries { MessagePart.add(entry, of: thread, map, links, to: &html) }
    }
    let own = map.links.crossLinks.backlinks(toThread: thread.slug)
    fields.set("mentions") { BacklinksPart.add(own, map, links, to: &$0) }
    return fields
  }

  private func outcomeSources(_ links: PageLinks) -> HTMLText {
    if thread.outcomeSources.isEmpty { return HTMLText() }
    return HTMLText { html in
      html.text("By ")
      for (index, citation) in thread.outcomeSources.enumerated() {
        if index > 0 { html.text(", ") }
        CitationPart.add(citation, map, links, to: &html)
      }
      if let verified = thread.verified { html.text("; compared on \(verified)") }
    }
  }

  private func concerns(_ links: PageLinks) -> HTMLText {
    if thread.kfuncs.isEmpty, thread.subsystems.isEmpty { return HTMLText() }
    return HTMLText { html in
      html.text("Concerns ")
      for (index, name) in thread.kfuncs.enumerated() {
        if index > 0 { html.text(", ") }
        if map.links.targets.names.standing(of: name.value) != nil {
          html.link(links, .kfunc(name.value)) { $0.element("code", text: name.value) }
        } else {
          html.element("code", text: name.value)
        }
      }
      for (index, title) in thread.subsystems.enumerated() {
        if index > 0 || !thread.kfuncs.isEmpty { html.text("; ") }
        if let subsystem = map.links.subsystems.subsystem(title.value) {
          html.link(links, .group(.subsystem, subsystem.slug), text: title.value)
        } else {
          html.text(title.value)
        }
      }
    }
  }
}

/// Who answers whom.
enum MessageTree {
  static func html(_ thread: ExcerptedThread, _ map: SiteMap) -> HTMLText {
    HTMLText { html in
      html.element("ol", ["class": "tree"]) { html in
        for node in ThreadTree(thread).nodes {
          let entry = thread.entries[node.entry]
          html.element("li", ["class": "d\(node.depth)"]) { html in
            html.element("a", ["href": "#m\(entry.number)"], text: entry.author)
            html.element(
              "span", ["class": "src"],
              text: " \(MessagePart.day(entry))" + (entry.excerpt == nil ? ", not excerpted" : ""))
          }
          html.newline()
        }
      }
    }
  }
}

/// One message: who and when, the excerpt with each quoted line attributed, and the way to the archive.
package enum MessagePart {
  /// Nobody quotes deeper.
  private static let deepest = 16

  static func add(
    _ entry: ExcerptedThread.Entry, of thread: ExcerptedThread, _ map: SiteMap, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    html.open("article", ["class": "msg", "id": "m\(entry.number)", "aria-labelledby": "m\(entry.number)-by"])
    html.element("h3", ["id": "m\(entry.number)-by"]) { html in
      html.text("\(entry.author), \(day(entry))")
      Permalink.add("m\(entry.number)", to: "message \(entry.number)", in: &html)
    }
    if let subject = entry.subject { html.element("p", ["class": "src"], text: "Subject: " + subject) }
    if let excerpt = entry.excerpt {
      let document = map.document(.message(thread: thread.slug, number: entry.number))
      let marks = QuotedMarks(document, thread.slug, entry.number, map.links.quotations)
      let renderer = renderer(excerpt.document, marks, map, links)
      html.open("div", ["class": "mail"])
      html.newline()
      var left = marks.quotations
      let blocks = MailLines.flowing(MailBlocks.plain(excerpt.document.blocks))
      add(blocks, depth: 0, document?.source, renderer, to: &html) { range, html in
        // Said once, below the last block that holds the words.
        for (quotation, place) in left where place.map({ range.contains($0) }) == true {
          QuotedMarks.note(quotation, map, links, to: &html)
        }
        left.removeAll { $0.place.map { range.contains($0) } == true }
      }
      let footnotes = excerpt.document.footnotes.map { footnote in
        var footnote = footnote
        footnote.blocks = MailBlocks.plain(footnote.blocks)
        return footnote
      }
      renderer.renderFootnotes(footnotes, to: &html)
      for (quotation, _) in left { QuotedMarks.note(quotation, map, links, to: &html) }
      html.close("div")
      if !excerpt.attachments.isEmpty {
        html.element(
          "p", ["class": "src"], text: "Attached, not published: " + excerpt.attachments.joined(separator: ", "))
      }
    } else {
      html.element("p", ["class": "src"], text: "Not excerpted.")
    }
    html.element("p", ["class": "src"]) { html in
      html.text("Message \(entry.number), ")
      html.element("a", ["href": map.archive(entry.id)], text: entry.id)
    }
    html.close("article")
    html.newline()
  }

  /// A renderer that sets the editor's gaps apart from the words of the mail, marks official words, and links to the
  /// web alone.
  private static func renderer(
    _ document: MarkdownDocument, _ marks: QuotedMarks, _ map: SiteMap, _ links: PageLinks
  ) -> MarkdownRenderer {
    var hooks = map.renderer(for: document, links, headings: 4).hooks
    let names = hooks.text
    let code = hooks.code
    hooks.links = MailLinks()
    hooks.text = { bytes, place, html in
      let text = String(decoding: bytes, as: UTF8.self)
      let range = place()
      ElisionMarks.add(text, range, of: document, to: &html) { part, start, html in
        marks.add(part, from: start, of: text, range, to: &html) { words, html in
          words.utf8.span.withUnsafeBufferPointer { words in
            if !names(words, place, &html) { html.text(utf8: words) }
          }
        }
      }
      return true
    }
    hooks.code = { text, place, html in
      guard marks.marks(place()) else { return code(text, place, &html) }
      html.element("mark") { _ = code(text, place, &$0) }
      return true
    }
    return MarkdownRenderer(hooks)
  }

  /// Adds blocks, quoted ones under their writer's name; `below` is called behind each that holds text of its own.
  private static func add(
    _ blocks: [Block], depth: Int, _ source: LinkSource?, _ renderer: MarkdownRenderer, to html: inout HTMLText,
    below: (SourceRange, inout HTMLText) -> Void
  ) {
    for block in blocks {
      guard case .blockQuote(let inner) = block.kind, depth < deepest else {
        renderer.render([block], to: &html)
        if let range = block.range { below(range, &html) }
        continue
      }
      html.open("blockquote", ["class": "quoted"])
      let speaker = source?.speaker(at: depth + 1)?.author ?? "an earlier writer"
      html.element("p", ["class": "by"], text: speaker)
      add(inner, depth: depth + 1, source, renderer, to: &html, below: below)
      html.close("blockquote")
    }
  }

  /// The day as the writer's clock had it.
  package static func day(_ entry: ExcerptedThread.Entry) -> String {
    entry.date.map { String($0.prefix(10)) } ?? "no date"
  }
}

/// Links in mail: addresses of the web alone.
private struct MailLinks: LinkResolver {
  func href(of destination: LinkDestination, at range: SourceRange?) -> String? {
    if case .web = destination { destination.href } else { nil }
  }
  func link(to reference: CrossReference, at range: SourceRange?) -> ResolvedLink? { nil }
  func source(of image: LinkDestination, at range: SourceRange?) -> String? { nil }
}
