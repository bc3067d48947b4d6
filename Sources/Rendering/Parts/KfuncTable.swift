internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import Resolution

/// Kfuncs as rows: name, subsystem, program types, releases.
enum KfuncTable {
  static func html(_ histories: [KfuncHistory], _ subsystems: SubsystemMap, _ links: PageLinks) -> HTMLText {
    var html = HTMLText(capacity: histories.count * 400)
    ScrollingTable.add("Kfuncs", ["Name", "Subsystem", "Program types", "Releases"], class: "list", to: &html) { html in
      for history in histories { row(history, subsystems, links, to: &html) }
    }
    return html
  }

  private static func row(
    _ history: KfuncHistory, _ subsystems: SubsystemMap, _ links: PageLinks, to html: inout HTMLText
  ) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"]) { html in
        html.element("a", ["href": links.href(.kfunc(history.name))]) { $0.element("code", text: history.name) }
      }
      let facts = history.newest
      html.element("td", text: subsystems.principal(of: history.name)?.title ?? "not known")
      html.element("td", text: facts.map { types($0.access) } ?? "")
      html.element("td") { html in
        html.text(releases(history))
        if facts?.kfunc.isTestingOnly == true { html.element("span", ["class": "src"], text: " for tests only") }
      }
    }
    html.newline()
  }

  /// The types that may call, those with conditions marked by words.
  private static func types(_ access: [ProgramTypeAccess]) -> String {
    let names = access.filter(\.mayCall).map { type in
      switch type.outcome {
      case .conditional: "some \(type.programType.shortName)"
      case .unread: "\(type.programType.shortName) (filter not read)"
      default: type.programType == .unspecified ? "every type" : type.programType.shortName
      }
    }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private static func releases(_ history: KfuncHistory) -> String {
    history.present.map(\.description).joined(separator: ", ") + (history.isInNewest ? "" : "; gone")
  }
}
