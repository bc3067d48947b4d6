internal import HTMLText
internal import KfuncModel
internal import Resolution
internal import SiteContent

/// Threads that concern a kfunc or its subsystem, with outcome, and the passages of their messages that name it.
enum DiscussionPart {
  static func add(_ name: String, _ backlinks: [Backlink], _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText)
  {
    let named = backlinks.filter { $0.source.thread != nil }
    let subsystem = map.links.subsystems.principal(of: name)?.title
    let threads = map.threads(concerning: name, subsystem: subsystem, and: named.lazy.compactMap(\.source.thread))
    if threads.isEmpty { return }
    for thread in threads {
      html.element("div", ["class": "msg"]) { html in
        let anchor = "thread-" + thread.slug
        html.element("h3", ["id": anchor]) { html in
          html.link(links, .thread(thread.slug), text: thread.title)
          Permalink.add(anchor, to: thread.title, in: &html)
        }
        let own = named.filter { $0.source.thread == thread.slug }
        let why =
          thread.kfuncs.contains { $0.value == name } || !own.isEmpty
          ? "" : "It concerns the subsystem, not this kfunc by name. "
        html.element("p", text: why + (thread.outcome ?? "Nobody wrote down yet what came of it."))
        BacklinksPart.add(own, map, links, to: &html)
      }
      html.newline()
    }
  }
}

extension LinkSource.Kind {
  /// The thread of a message; nil for another document.
  fileprivate var thread: String? { if case .message(let thread, _) = self { thread } else { nil } }
}
