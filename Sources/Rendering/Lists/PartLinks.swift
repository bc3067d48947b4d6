internal import HTMLText
internal import RecordWords

/// Links between a list and its parts.
enum PartLinks {
  /// What a part is called: `bpf_t…`.
  static func name(_ part: NameParts.Part) -> String { part.start + "…" }

  /// The parts of `part` of `list`, each with how many kfuncs it has, and from which to which.
  static func list(of list: some PartedList, under part: Int = 0, _ links: PageLinks) -> HTMLText {
    guard let parts = list.parts, parts.parts[part].isCut else { return HTMLText() }
    return HTMLText { html in
      html.element("p", ["class": "src"], text: list.partsWords)
      html.newline()
      html.element("ul", ["class": "browse name-parts"]) { html in
        for shown in parts.shown(under: part) {
          html.element("li") { html in
            html.link(links, list.address(ofPart: shown)) {
              $0.element("code", text: name(parts.parts[shown]))
            }
            html.element("small") { extent(shown, of: list, to: &$0) }
          }
          html.newline()
        }
      }
      html.newline()
    }
  }

  /// The parts beside `part`, and itself without a link.
  static func siblings(of list: some PartedList, _ part: Int, _ links: PageLinks) -> HTMLText {
    guard let parts = list.parts, let parent = parts.parts[part].parent else { return HTMLText() }
    return HTMLText { html in
      for sibling in parts.parts[parent].children {
        let text = name(parts.parts[sibling])
        html.element("li") { html in
          if sibling == part {
            html.element("span", ["aria-current": "page"]) { $0.element("code", text: text) }
          } else {
            html.link(links, list.address(ofPart: sibling)) { $0.element("code", text: text) }
          }
        }
      }
    }
  }

  /// `412 kfuncs, bpf_tail to bpf_tx`.
  static func extent(_ part: Int, of list: some PartedList, to html: inout HTMLText) {
    guard let parts = list.parts else { return }
    let (first, last) = parts.ends(part)
    html.text(Phrases.count(parts.parts[part].count, list.noun) + ": ")
    html.element("code", text: first)
    if first == last { return }
    html.text(" to ")
    html.element("code", text: last)
  }
}
