internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import Resolution

/// Kfuncs as rows. A script filters and sorts them by the words of their cells, so that nothing is said twice. Many
/// kfuncs are open to the same long list of program types: it stands once below the table, and rows lead to it.
enum KfuncTable {
  private static let columns = ["Name", "Subsystem", "Program types", "Flags", "State", "Releases", "Last change"]

  /// A row names no more types than these itself.
  private static let mostNamed = 3

  /// Long lists of types with their numbers, from 1 in the order of the rows.
  private struct TypeSets {
    private(set) var sets: [[String]] = []
    private var numbers: [[String]: Int] = [:]

    mutating func number(of types: [String]) -> Int {
      if let number = numbers[types] { return number }
      sets.append(types)
      numbers[types] = sets.count
      return sets.count
    }
  }

  static func html(
    _ histories: [KfuncHistory], _ record: StabilityRecord, _ subsystems: SubsystemMap, _ links: PageLinks
  ) -> HTMLText {
    var html = HTMLText(capacity: histories.count * 300)
    var sets = TypeSets()
    ScrollingTable.add("Kfuncs", columns, class: "list", to: &html) { html in
      for history in histories { row(history, record[history.name], subsystems, links, &sets, to: &html) }
    }
    add(sets, to: &html)
    return html
  }

  /// What would stand below the rows of `histories`: the same lists with the same anchors, also where the rows stand on
  /// other pages.
  static func longTypes(_ histories: [KfuncHistory]) -> HTMLText {
    var sets = TypeSets()
    for history in histories {
      let types = history.newest.map { Self.types($0.access) } ?? []
      if types.count > mostNamed { _ = sets.number(of: types) }
    }
    return HTMLText { add(sets, to: &$0) }
  }

  private static func add(_ sets: TypeSets, to html: inout HTMLText) {
    if sets.sets.isEmpty { return }
    html.element("h2", ["id": "types"]) { html in
      html.text("Long lists of program types")
      Permalink.add("types", to: "Long lists of program types", in: &html)
    }
    html.element("dl", ["class": "facts type-sets"]) { html in
      for (index, types) in sets.sets.enumerated() {
        html.element("dt", text: count(types))
        html.element("dd", ["id": "types-\(index + 1)"], text: types.joined(separator: ", "))
        html.newline()
      }
    }
  }

  private static func count(_ types: [String]) -> String { "\(types.count) types" }

  /// What the cells of a row say.
  struct Words: Sendable {
    let name: String
    let subsystem: String
    let types: [String]
    let flags: [String]
    let states: [String]
    let releases: [String]
    let lastChange: String

    init(_ history: KfuncHistory, _ record: KfuncRecord?, _ subsystems: SubsystemMap) {
      let facts = history.newest
      name = history.name
      subsystem = subsystems.principal(of: history.name)?.title ?? "not known"
      types = facts.map { KfuncTable.types($0.access) } ?? []
      flags = KfuncTable.flags(facts)
      states = KfuncTable.states(history, record)
      releases = history.present.map(\.description)
      lastChange = record.flatMap(KfuncTable.lastChange)?.description ?? "none found"
    }
  }

  private static func row(
    _ history: KfuncHistory, _ record: KfuncRecord?, _ subsystems: SubsystemMap, _ links: PageLinks,
    _ sets: inout TypeSets, to html: inout HTMLText
  ) {
    let words = Words(history, record, subsystems)
    html.element("tr") { html in
      html.element("th", ["scope": "row"]) { html in
        html.link(links, .kfunc(words.name)) { $0.element("code", text: words.name) }
      }
      html.element("td", text: words.subsystem)
      if words.types.count > mostNamed {
        html.element("td") {
          $0.element("a", ["href": "#types-\(sets.number(of: words.types))"], text: count(words.types))
        }
      } else {
        html.element("td", text: words.types.joined(separator: ", "))
      }
      html.element("td", text: words.flags.joined(separator: ", "))
      html.element("td", text: words.states.joined(separator: ", "))
      html.element("td", text: words.releases.joined(separator: ", "))
      html.element("td", text: words.lastChange)
    }
    html.newline()
  }

  /// The types that may call, those with conditions marked by words.
  private static func types(_ access: [ProgramTypeAccess]) -> [String] {
    let names = access.filter(\.mayCall).map { type in
      switch type.outcome {
      case .conditional: "some \(type.programType.shortName)"
      case .unread: "\(type.programType.shortName) (filter not read)"
      default: type.programType == .unspecified ? "every type" : type.programType.shortName
      }
    }
    return names.isEmpty ? ["none"] : names
  }

  /// The flags of all ID sets that list it; the column says what the prefix would.
  private static func flags(_ facts: KfuncFacts?) -> [String] {
    let flags = Set(facts?.memberships.flatMap(\.member.flags) ?? []).sorted()
    return flags.map { $0.rawValue.hasPrefix("KF_") ? String($0.rawValue.dropFirst(3)) : $0.rawValue }
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
