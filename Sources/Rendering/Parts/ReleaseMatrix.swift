internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// Releases across, facts down: present, absent and changed told in words; a fact that stays is one cell.
enum ReleaseMatrix {
  /// One fact of a release as the texts of a cell; equal texts are an equal fact.
  private struct Row: Sendable {
    let title: String
    let isCode: Bool
    /// The kinds of changes that make the fact another one.
    let kinds: Set<EventKind>
    let value: @Sendable (KfuncFacts) -> [String]
    /// Whether two releases surely say the same of it, found without its texts: most rows of most kfuncs never change, and
    /// making their texts for each release was 4 % of a build.
    let isSurelySame: @Sendable (KfuncFacts, KfuncFacts) -> Bool
    /// What a cell shows of it where the whole would be too long, text by text; nil for the whole.
    var shown: (@Sendable (KfuncFacts) -> [String])?
    /// What many of its texts are called, where they are a list: a long one is folded, and its change told alone.
    var unit: String?
  }

  private static let rows: [Row] = [
    Row(
      title: "Prototype", isCode: true, kinds: [.prototypeChanged],
      value: { $0.bpfPrototype.map { [$0.text] } ?? ["no definition found"] },
      isSurelySame: { $0.hasSamePrototype(as: $1) }),
    Row(
      title: "Flags", isCode: false, kinds: [.flagsChanged], value: { flags($0) },
      isSurelySame: { $0.hasSameFlags(as: $1) }),
    Row(
      title: "May call it", isCode: false, kinds: [.programTypesChanged, .filterChanged],
      value: { access($0.access, AccessWords.conditions) },
      isSurelySame: { $0.hasSameTypes(as: $1) },
      shown: { access($0.access, AccessWords.briefConditions) }, unit: "program type"),
    Row(
      title: "Filters", isCode: true, kinds: [.filterChanged],
      value: { facts in
        if facts.isUnfiltered { return ["none"] }
        let names = Set(facts.access.flatMap { $0.answers.map(\.filter.name) }).sorted()
        return names.isEmpty ? ["none"] : names
      }, isSurelySame: { $0.isUnfiltered(like: $1) }),
    Row(
      title: "File", isCode: true, kinds: [.moved],
      value: { facts in
        let definitions = facts.kfunc.definitions
        if definitions.count == 1 { return [definitions[0].source.file] }
        let files = definitions.map(\.source.file)
        return files.isEmpty ? ["no definition found"] : Set(files).sorted()
      },
      isSurelySame: { $0.hasSameFile(as: $1) }),
    Row(
      title: "Needs", isCode: true, kinds: [.buildChanged],
      value: { facts in
        guard let definition = facts.definition else { return ["not known"] }
        let form: [String] = definition.build.form == .builtIn ? [] : [definition.build.form.rawValue]
        let needs = form + definition.build.symbols + [definition.condition].compactMap { $0 }
        return needs.isEmpty ? ["nothing more"] : needs
      },
      isSurelySame: { $0.hasSameBuild(as: $1) }),
  ]

  /// The table of `history`, of which ``KfuncHistory/isAsBefore`` is known; with its record, changes that the release as a
  /// whole explains are told apart.
  static func html(_ history: KfuncHistory, _ isAsBefore: [Bool], record: KfuncRecord? = nil) -> HTMLText {
    HTMLText(capacity: 2048) { html in
      let columns = [""] + history.releases.map(\.description)
      ScrollingTable.add("Release by release", columns, class: "matrix", to: &html) { html in
        html.element("tr") { html in
          html.element("th", ["scope": "row"], text: "In the kernel")
          for facts in history.facts {
            html.element("td", ["class": facts == nil ? "no" : nil], text: facts == nil ? "absent" : "present")
          }
        }
        html.newline()
        // Of what no release has there is nothing more to tell.
        for row in rows where !history.present.isEmpty {
          html.element("tr") { html in
            html.element("th", ["scope": "row"], text: row.title)
            cells(of: row, history, isAsBefore, record, to: &html)
          }
          html.newline()
        }
      }
    }
  }

  /// Releases side by side in which a fact is the same.
  private struct Run {
    let releases: Range<Int>
    /// Nil where the kfunc is absent.
    let value: [String]?
  }

  /// The runs of `row`, each with its texts; they are made where the fact may have changed.
  private static func runs(of row: Row, _ history: KfuncHistory, _ isAsBefore: [Bool]) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start < history.facts.count {
      let first = history.facts[start]
      var last: KfuncFacts?
      var end = start + 1
      while end < history.facts.count {
        if isAsBefore[end] {
          end += 1
          continue
        }
        last = history.facts[end - 1]
        let next = history.facts[end]
        if let last, let next {
          guard row.isSurelySame(last, next) else { break }
        } else if last != nil || next != nil {
          break
        }
        end += 1
      }
      let value = first.map(row.value)
      if let before = runs.last, before.value == value {
        runs[runs.count - 1] = Run(releases: before.releases.lowerBound..<end, value: value)
      } else {
        runs.append(Run(releases: start..<end, value: value))
      }
      start = end
    }
    return runs
  }

  /// One cell for each run of releases in which the fact is the same.
  private static func cells(
    of row: Row, _ history: KfuncHistory, _ isAsBefore: [Bool], _ record: KfuncRecord?, to html: inout HTMLText
  ) {
    var wasPresent = false
    var before: (shown: [String], value: [String])?
    for run in runs(of: row, history, isAsBefore) {
      let start = run.releases.lowerBound
      let span = run.releases.count > 1 ? String(run.releases.count) : nil
      guard let value = run.value else {
        html.element("td", ["class": "no", "colspan": span], text: "–")
        continue
      }
      html.element("td", ["class": wasPresent ? "ch" : nil, "colspan": span]) { html in
        if wasPresent {
          let isExplained = isExplained(row, at: history.releases[start], record)
          html.element("span", ["class": "word"], text: isExplained ? "with the whole release: " : "changed: ")
        }
        let shown = row.shown.flatMap { shown in history.facts[start].map(shown) } ?? value
        if let unit = row.unit, value.count > mostShown {
          long(shown, value, before: before, unit, to: &html)
        } else {
          texts(shown, isCode: row.isCode, to: &html)
        }
        before = (shown, value)
      }
      wasPresent = true
    }
  }

  /// Longer lists are folded.
  private static let mostShown = 5

  /// A long list: what came and went since `before`, and the whole folded.
  private static func long(
    _ shown: [String], _ value: [String], before: (shown: [String], value: [String])?, _ unit: String,
    to html: inout HTMLText
  ) {
    if let before {
      let gained = zip(shown, value).filter { !before.value.contains($0.1) }.map(\.0)
      let lost = zip(before.shown, before.value).filter { !value.contains($0.1) }.map(\.0)
      let parts = [("gained ", gained), ("lost ", lost)].filter { !$0.1.isEmpty }
      html.element("div", text: parts.map { $0.0 + Phrases.list($0.1) }.joined(separator: "; "))
    }
    html.element("details") { html in
      html.element("summary", text: Phrases.count(shown.count, unit))
      texts(shown, isCode: false, to: &html)
    }
  }

  private static func texts(_ texts: [String], isCode: Bool, to html: inout HTMLText) {
    for (index, text) in texts.enumerated() {
      if index > 0 { html.text(", ") }
      if isCode { html.element("code", text: text) } else { html.text(text) }
    }
  }

  /// Whether every change of the row's kinds that came with `release` is part of a change of the whole release.
  private static func isExplained(_ row: Row, at release: KernelRelease, _ record: KfuncRecord?) -> Bool {
    var isChange = false
    for case let change? in record?.events.lazy.map({ $0.change }) ?? [] {
      guard change.to == release, row.kinds.contains(change.kind) else { continue }
      if change.countsForKfunc { return false }
      isChange = true
    }
    return isChange
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

  private static func access(
    _ access: [ProgramTypeAccess], _ conditions: (KfuncFilter.Verdict) -> String
  ) -> [String] {
    var (open, some, unread): ([String], [String], [String]) = ([], [], [])
    for type in access {
      let name = type.programType.shortName
      switch type.outcome {
      case .open, .admitted: open.append(name)
      case .conditional:
        let which = type.answers.compactMap(\.verdict).filter { $0.outcome == .conditional }.map(conditions)
        some.append("\(name) (\(which.joined(separator: "; ")))")
      case .unread: unread.append("\(name) (filter not read)")
      case .refused: continue
      }
    }
    let all = open + some + unread
    return all.isEmpty ? ["no program type"] : all
  }
}
