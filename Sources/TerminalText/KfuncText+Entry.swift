internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Rendering

extension KfuncText {
  /// What the newest release that has it says.
  func entry(_ facts: KfuncFacts, _ lines: inout TerminalLines) {
    prototypes(facts, &lines)
    let parameters = facts.bpfPrototype?.parameters ?? []
    if !parameters.isEmpty { lines.heading("Parameters") }
    for parameter in parameters {
      var words = parameter.type
      if let annotation = parameter.annotation {
        words += "; \(annotation): \(AnnotationMeaning.of(annotation) ?? "no explanation was written yet")"
      }
      lines.entry(parameter.name ?? parameter.text, words)
    }
    flags(facts, &lines)
    lines.heading("Program types")
    if facts.access.isEmpty {
      lines.paragraph("No registration of its ID sets was found in \(facts.release).")
    }
    for group in AccessWords.groups(facts.access) {
      let names = group.types.map { $0.programType.shortName + ($0.isRegistered ? "" : " (by hook)") }
      lines.entry(AccessWords.answer(group.first.outcome), names.joined(separator: ", "))
      for reason in AccessWords.reasons(group.first) { lines.paragraph(reason, indent: 18, .faint) }
      for registration in AccessWords.registrations(group.first) {
        lines.paragraph(registration, indent: 18, .faint)
      }
    }
    definitions(facts, &lines)
    lines.heading("Who looks after it")
    if facts.maintainers.isEmpty {
      lines.paragraph("No section of MAINTAINERS of \(facts.release) names its file.")
    }
    for section in facts.maintainers {
      lines.paragraph(section.title, .strong)
      var words = [section.status.map { "status \($0)" }].compactMap { $0 }
      if !section.lists.isEmpty { words.append(Phrases.list(section.lists)) }
      words.append("MAINTAINERS:\(section.line)")
      lines.paragraph(words.joined(separator: "; "), indent: 4, .faint)
    }
    lines.heading("BPF programs in the tree")
    lines.paragraph(TreeUsersPart.summary(facts.kfunc.users, facts.release))
    for use in facts.kfunc.users { lines.paragraph("\(use.source) \(use.form.rawValue) it", indent: 4, .faint) }
  }

  private func prototypes(_ facts: KfuncFacts, _ lines: inout TerminalLines) {
    lines.heading("Prototype")
    if facts.kfunc.definitions.isEmpty {
      lines.paragraph("An ID set lists it, and no definition was found in the source of \(facts.release).")
    }
    var shown: [KfuncDefinition] = []
    for definition in facts.kfunc.definitions
    where !shown.contains(where: {
      $0.prototype == definition.prototype && $0.bpfPrototype == definition.bpfPrototype
    }) {
      shown.append(definition)
      lines.code(PrototypePart.lines(of: definition.bpfPrototype ?? definition.prototype))
      if definition.bpfPrototype != nil {
        lines.paragraph("The C source has more parameters, which the verifier supplies:")
        lines.code(PrototypePart.lines(of: definition.prototype))
      }
      lines.paragraph("\(facts.release), \(definition.source)", indent: 4, .faint)
    }
  }

  private func flags(_ facts: KfuncFacts, _ lines: inout TerminalLines) {
    lines.heading("Flags")
    for group in FlagsPart.groups(facts.memberships) {
      for flag in group.flags {
        lines.entry(flag.rawValue, FlagMeaning.of(flag) ?? "No explanation was written for this flag yet.", column: 22)
      }
      if group.flags.isEmpty { lines.paragraph("None.") }
      let sets = group.sets.map { "\($0.set.name) (\($0.member.source))" }
      lines.paragraph("ID \(sets.count == 1 ? "set" : "sets") \(Phrases.list(sets))", indent: 4, .faint)
    }
  }

  private func definitions(_ facts: KfuncFacts, _ lines: inout TerminalLines) {
    lines.heading("Definition")
    for definition in facts.kfunc.definitions {
      lines.paragraph("\(definition.source)" + (definition.condition.map { ", where \($0)" } ?? ""))
      let symbols = definition.build.symbols
      lines.paragraph(
        definition.build.form.rawValue.replacing("-", with: " ")
          + (symbols.isEmpty ? "" : " with " + Phrases.list(symbols)), indent: 4, .faint)
      for notice in definition.notices {
        let form = notice.form == .comment ? "A comment" : "A warning when it is called,"
        let releases = notice.releases.isEmpty ? "" : ", naming \(Phrases.list(notice.releases))"
        lines.paragraph("\(form) at \(notice.source) announces a deprecation or removal\(releases).", indent: 4)
      }
    }
  }
}
