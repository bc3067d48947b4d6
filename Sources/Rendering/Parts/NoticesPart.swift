internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// Places near the definition that announce a deprecation or removal: where, not what they say.
enum NoticesPart {
  static func add(
    _ definitions: [KfuncDefinition], in release: KernelRelease, _ sources: SourceLinks, to html: inout HTMLText
  ) {
    let notices = definitions.flatMap(\.notices)
    if notices.isEmpty { return }
    html.element("ul") { html in
      for notice in notices {
        html.element("li") { html in
          html.text(notice.form == .comment ? "A comment at " : "A warning when it is called, at ")
          sources.add(notice.source, in: release, isCode: true, to: &html)
          if !notice.releases.isEmpty { html.text(", naming \(Phrases.list(notice.releases))") }
          html.text(".")
        }
      }
    }
  }
}
