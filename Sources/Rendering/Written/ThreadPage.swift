internal import HTMLText
internal import KfuncModel
internal import MarkdownHTML
internal import MarkdownSyntax
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
    fields.set(
      "messages",
      html: HTMLText { html in
        for entry in thread.entries { MessagePart.add(entry, of: thread, map, links, to: &html) }
      })
    let own = map.links.crossLinks.backlinks(toThread: thread.slug)
    fields.set("mentions", html: BacklinksPart.html(own, map, links))
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
          html.element("a", ["href": links.href(.kfunc(name.value))]) { $0.element("code", text: name.value) }
        } else {
          html.element("code", text: name.value)
        }
      }
      for (index, title) in thread.subsystems.enumerated() {
        if index > 0 || !thread.kfuncs.isEmpty { html.text("; ") }
        if let subsystem = map.links.subsystems.subsystem(title.value) {
          html.element("a", ["href": links.href(.group(.subsystem, subsystem.slug))], text: title.value)
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
enum MessagePart {
  /// Nobody quotes deeper.
  private static let deepest = 16

  static func add(
    _ entry: ExcerptedThread.Entry, of thread: ExcerptedThread, _ map: SiteMap, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    html.open("article", ["class": "msg", "id": "m\(entry.number)", "aria-labelledby": "m\(entry.number)-by"])
    html.element("h3", ["id": "m\(entry.number)-by"]) { html in
      html.text("\(entry.author), \(day(entry)) ")
      html.element(
        "a", ["class": "permalink", "href": "#m\(entry.number)", "aria-label": "Link to message \(entry.number)"],
        text: "#")
    }
    if let subject = entry.subject { html.element("p", ["class": "src"], text: "Subject: " + subject) }
    if let excerpt = entry.excerpt {
      let source = map.links.crossLinks.documents.first {
        $0.source.kind == .message(thread: thread.slug, number: entry.number)
      }
      let renderer = renderer(excerpt.document, map, links)
      html.open("div", ["class": "mail"])
      html.newline()
      add(MailBlocks.plain(excerpt.document.blocks), depth: 0, source?.source, renderer, to: &html)
      let footnotes = excerpt.document.footnotes.map { footnote in
        var footnote = footnote
        footnote.blocks = MailBlocks.plain(footnote.blocks)
        return footnote
      }
      renderer.renderFootnotes(footnotes, to: &html)
      html.close("div")
      if !excerpt.attachments.isEmpty {
        html.element(
          "p", ["class": "src"], text: "Attached, not published: " + excerpt.attachments.joined(separator: ", "))
      }
    } else {
      html.element("p", ["class": "src"], text: "Not excerpted.")
    }
    quotes(entry, thread, map, links, to: &html)
    html.element("p", ["class": "src"]) { html in
      html.text("Message \(entry.number), ")
      html.element("a", ["href": map.archive(entry.id)], text: entry.id)
    }
    html.close("article")
    html.newline()
  }

  /// A renderer that sets the editor's gaps apart from the words of the mail, and links to the web alone.
  private static func renderer(_ document: MarkdownDocument, _ map: SiteMap, _ links: PageLinks) -> MarkdownRenderer {
    var hooks = map.renderer(for: document, links, headings: 4).hooks
    let names = hooks.text
    hooks.links = MailLinks()
    hooks.text = { text, range, html in
      ElisionMarks.add(text, range, of: document, to: &html) { text, html in
        if !names(text, range, &html) { html.text(text) }
      }
      return true
    }
    return MarkdownRenderer(hooks)
  }

  private static func add(
    _ blocks: [Block], depth: Int, _ source: LinkSource?, _ renderer: MarkdownRenderer, to html: inout HTMLText
  ) {
    for block in blocks {
      guard case .blockQuote(let inner) = block.kind, depth < deepest else {
        renderer.render([block], to: &html)
        continue
      }
      html.open("blockquote", ["class": "quoted"])
      let speaker = source?.speaker(at: depth + 1)?.author ?? "an earlier writer"
      html.element("p", ["class": "by"], text: speaker)
      add(inner, depth: depth + 1, source, renderer, to: &html)
      html.close("blockquote")
    }
  }

  /// The clauses whose official words the message quotes.
  private static func quotes(
    _ entry: ExcerptedThread.Entry, _ thread: ExcerptedThread, _ map: SiteMap, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    let quotations = map.links.quotations.quotations(inMessage: entry.number, of: thread.slug)
    if quotations.isEmpty { return }
    html.element("p", ["class": "context"]) { html in
      html.text("Holds words of ")
      for (index, quotation) in quotations.enumerated() {
        if index > 0 { html.text(", ") }
        guard let place = map.links.targets.clauses[quotation.clause] else { continue }
        html.element("a", ["href": links.href(.policy(place.policy), anchor: place.anchor)], text: map.title(of: place))
        if let speaker = quotation.speaker, speaker.author != entry.author {
          html.text(" (quoted by \(speaker.author))")
        }
      }
      html.text(".")
    }
  }

  /// The day as the writer's clock had it.
  static func day(_ entry: ExcerptedThread.Entry) -> String { entry.date.map { String($0.prefix(10)) } ?? "no date" }
}

/// Links in mail: addresses of the web alone.
private struct MailLinks: LinkResolver {
  func href(of destination: LinkDestination, at range: SourceRange?) -> String? {
    if case .web = destination { destination.href } else { nil }
  }
  func link(to reference: CrossReference, at range: SourceRange?) -> ResolvedLink? { nil }
  func source(of image: LinkDestination, at range: SourceRange?) -> String? { nil }
}
