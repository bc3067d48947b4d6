internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel

/// Releases across, facts down: present, absent and changed told in words; a fact that stays is one cell.
enum ReleaseMatrix {
  /// One fact of a release as the texts of a cell; equal texts are an equal fact.
  private struct Row: Sendable {
    let title: String
    let isCode: Bool
    let value: @Sendable (KfuncFacts) -> [String]
  }

  private static let rows: [Row] = [
    Row(title: "Prototype", isCode: true) { $0.bpfPrototype.map { [$0.text] } ?? ["no definition found"] },
    Row(title: "Flags", isCode: false) { flags($0) },
    Row(title: "May call it", isCode: false) { access($0.access) },
    Row(title: "Filters", isCode: true) { facts in
      let names = Set(facts.access.flatMap { $0.answers.map(\.filter.name) }).sorted()
      return names.isEmpty ? ["none"] : names
    },
    Row(title: "File", isCode: true) { facts in
      let files = facts.kfunc.definitions.map(\.source.file)
      return files.isEmpty ? ["no definition found"] : Set(files).sorted()
    },
    Row(title: "Needs", isCode: true) { facts in
      guard let definition = facts.kfunc.principalDefinition else { return ["not known"] }
      let form: [String] = definition.build.form == .builtIn ? [] : [definition.build.form.rawValue]
      let needs = form + definition.build.symbols + [definition.condition].compactMap { $0 }
      return needs.isEmpty ? ["nothing more"] : needs
    },
  ]

  static func html(_ history: KfuncHistory) -> HTMLText {
    HTMLText { html in
      let columns = [""] + history.releases.map(\.description)
      ScrollingTable.add("Release by release", columns, class: "matrix", to: &html) { html in
        html.element("tr") { html in
          html.element("th", ["scope": "row"], text: "In the kernel")
          for facts in history.facts {
            html.element("td", ["class": facts == nil ? "no" : nil], text: facts == nil ? "absent" : "present")
          }
        }
        html.newline()
        for row in rows {
          html.element("tr") { html in
            html.element("th", ["scope": "row"], text: row.title)
            cells(of: row, history, to: &html)
          }
          html.newline()
        }
      }
    }
  }

  /// One cell for each run of releases in which the fact is the same.
  private static func cells(of row: Row, _ history: KfuncHistory, to html: inout HTMLText) {
    let values = history.facts.map { $0.map(row.value) }
    var wasPresent = false
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, values[end] == values[start] { end += 1 }
      let span = end - start > 1 ? String(end - start) : nil
      if let value = values[start] {
        html.element("td", ["class": wasPresent ? "ch" : nil, "colspan": span]) { html in
          if wasPresent { html.element("span", ["class": "word"], text: "changed: ") }
          for (index, text) in value.enumerated() {
            if index > 0 { html.text(", ") }
            if row.isCode { html.element("code", text: text) } else { html.text(text) }
          }
        }
        wasPresent = true
      } else {
        html.element("td", ["class": "no", "colspan": span], text: "–")
      }
      start = end
    }
  }

  private static func flags(_ facts: KfuncFacts) -> [String] {
    let groups = FlagsPart.groups(facts.memberships)
    if groups.count <= 1 {
      let flags = groups.first?.flags.map(\.shortName) ?? []
      return flags.isEmpty ? ["none"] : flags
    }
    return groups.map { group in
      let flags = group.flags.map(\.shortName).joined(separator: ", ")
      return "\(flags.isEmpty ? "none" : flags) in \(Phrases.list(group.sets.map(\.set.name)))"
    }
  }

  private static func access(_ access: [ProgramTypeAccess]) -> [String] {
    let open = access.filter { $0.outcome == .open || $0.outcome == .admitted }.map(\.programType.shortName)
    let some = access.filter { $0.outcome == .conditional }.map { type in
      let which = type.answers.compactMap(\.verdict).filter { $0.outcome == .conditional }.map(AccessWords.conditions)
      return "\(type.programType.shortName) (\(which.joined(separator: "; ")))"
    }
    let unread = access.filter { $0.outcome == .unread }.map { "\($0.programType.shortName) (filter not read)" }
    let all = open + some + unread
    return all.isEmpty ? ["no program type"] : all
  }
}
