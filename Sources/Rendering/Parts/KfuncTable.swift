internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import Resolution

/// Kfuncs as rows. A script filters and sorts them by the words of their cells, so that nothing is said twice.
enum KfuncTable {
  private static let columns = ["Name", "Subsystem", "Program types", "Flags", "State", "Releases", "Last change"]

  static func html(
    _ histories: [KfuncHistory], _ record: StabilityRecord, _ subsystems: SubsystemMap, _ links: PageLinks
  ) -> HTMLText {
    var html = HTMLText(capacity: histories.count * 400)
    ScrollingTable.add("Kfuncs", columns, class: "list", to: &html) { html in
      for history in histories { row(history, record[history.name], subsystems, links, to: &html) }
    }
    return html
  }

  private static func row(
    _ history: KfuncHistory, _ record: KfuncRecord?, _ subsystems: SubsystemMap, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    let facts = history.newest
    html.element("tr") { html in
      html.element("th", ["scope": "row"]) { html in
        html.element("a", ["href": links.href(.kfunc(history.name))]) { $0.element("code", text: history.name) }
      }
      html.element("td", text: subsystems.principal(of: history.name)?.title ?? "not known")
      html.element("td", text: facts.map { types($0.access) } ?? "")
      html.element("td", text: flags(facts))
      html.element("td", text: states(history, record).joined(separator: ", "))
      html.element("td", text: history.present.map(\.description).joined(separator: ", "))
      html.element("td", text: record.flatMap(lastChange)?.description ?? "none found")
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

  /// The flags of all ID sets that list it; the column says what the prefix would.
  private static func flags(_ facts: KfuncFacts?) -> String {
    let flags = Set(facts?.memberships.flatMap(\.member.flags) ?? []).sorted()
    return flags.map { $0.rawValue.hasPrefix("KF_") ? String($0.rawValue.dropFirst(3)) : $0.rawValue }
      .joined(separator: ", ")
  }

  /// What the record says of its state, each in a word or two.
  private static func states(_ history: KfuncHistory, _ record: KfuncRecord?) -> [String] {
    var states = [history.isInNewest ? "present" : "gone"]
    if history.newest?.kfunc.isTestingOnly == true { states.append("for tests only") }
    if let state = record?.state {
      if state.deprecations > 0 { states.append("notice given") }
      if state.openPlans > 0 { states.append("plan open") }
    }
    return states
  }

  /// The newest release with an event of its own, its coming and going included; what the release as a whole explains
  /// counts only where it can break a program.
  static func lastChange(_ record: KfuncRecord) -> KernelRelease? {
    record.events.lazy.filter { $0.change?.countsForKfunc ?? true }.compactMap { $0.interval?.by }.max()
  }
}
