internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// The MAINTAINERS sections of a file: status, lists and trees, no persons.
enum MaintainersPart {
  static func add(
    _ sections: [MaintainersSection], in release: KernelRelease, _ sources: SourceLinks, to html: inout HTMLText
  ) {
    if sections.isEmpty { return }
    html.element("ul", ["class": "sections"]) { html in
      for section in sections {
        html.element("li") { html in
          html.element("strong", text: section.title)
          var facts: [String] = []
          if let status = section.status { facts.append("status \(status)") }
          if !section.lists.isEmpty {
            facts.append((section.lists.count == 1 ? "list " : "lists ") + Phrases.list(section.lists))
          }
          facts.append("MAINTAINERS:\(section.line)")
          html.element("div", ["class": "src"]) { sources.add(facts.joined(separator: "; "), in: release, to: &$0) }
        }
        html.newline()
      }
    }
  }
}
