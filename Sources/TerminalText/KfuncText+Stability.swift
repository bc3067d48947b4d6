internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Rendering
internal import Resolution
internal import SiteContent

extension KfuncText {
  /// What may be expected of it: the sections of the stability page.
  func stability(_ record: KfuncRecord, _ history: KfuncHistory?, _ lines: inout TerminalLines) {
    lines.heading("Stability")
    lines.paragraph(StateWords.sentence(record.state))
    if let release = history?.newest?.release { policy(release, &lines) }
    releases(history, &lines)
    changes(record, &lines)
    lines.heading("Plans")
    if record.plans.isEmpty {
      lines.paragraph("No stated intention to deprecate or remove it was found in the sources read.")
    }
    for plan in record.plans {
      lines.paragraph(PlansPart.headline(plan) + " " + PlansPart.standing(plan))
      for stated in plan.notices { lines.paragraph("\(stated.release), \(stated.notice.source)", indent: 4, .faint) }
      for written in plan.written { self.written(written, &lines) }
    }
    discussion(&lines)
    lines.heading("Users outside the tree")
    for (user, use) in map.uses(of: name) {
      let without = use.without.map { " Without it: \($0)" } ?? ""
      lines.paragraph("\(user.name): \(use.purpose)\(without)")
      citation(use.citation, &lines)
    }
    lines.paragraph("No entry does not mean unused: programs outside the tree are not searched.", .faint)
    if let facts = history?.newest, let call = CallingPart.code(facts) {
      lines.heading("Calling it defensively")
      lines.code(call)
    }
    lines.heading("Sources")
    for catalogue in directory.catalogues {
      lines.paragraph("\(catalogue.source.version), \(catalogue.source.description)")
    }
  }

  private func policy(_ release: KernelRelease, _ lines: inout TerminalLines) {
    let reached = map.links.reach.clauses(reaching: name, in: release)
    if reached.isEmpty { return }
    lines.heading("What the policy says")
    for clause in reached where !clause.reachesAll {
      lines.paragraph(title(of: map.links.reach.clauses[clause.position]))
      let facts = clause.facts.map { fact in fact.text + (fact.source.map { " (\($0), \(fact.release))" } ?? "") }
      lines.paragraph(
        "Reaches it by \(facts.isEmpty ? "what it is not" : Phrases.list(facts)).", indent: 4, .faint)
    }
    let all = reached.filter(\.reachesAll)
    if all.isEmpty { return }
    lines.paragraph(
      "\(Phrases.count(all.count, "clause")) that \(all.count == 1 ? "reaches" : "reach") every kfunc:", .faint)
    for clause in all { lines.paragraph(title(of: map.links.reach.clauses[clause.position]), indent: 4, hanging: 2) }
  }

  private func title(of clause: Clause) -> String {
    let place = map.links.targets.clauses[clause.id]
    return (place.map(map.title(of:)) ?? clause.heading) + " [\(clause.id)]"
  }

  private func releases(_ history: KfuncHistory?, _ lines: inout TerminalLines) {
    guard let history else { return }
    lines.heading("Release by release")
    for (release, facts) in zip(history.releases, history.facts) {
      guard let facts else {
        lines.entry(release.description, "absent", column: 10)
        continue
      }
      lines.entry(release.description, facts.bpfPrototype?.text ?? "no definition found", column: 10)
      let flags = FlagsPart.groups(facts.memberships).map { group in
        group.flags.isEmpty ? "no flags" : group.flags.map(\.rawValue).joined(separator: ", ")
      }
      lines.paragraph(flags.joined(separator: "; "), indent: 10)
      lines.paragraph(AccessWords.sentence(facts.access), indent: 10)
      if let place = facts.kfunc.principalDefinition?.source {
        lines.paragraph(place.description, indent: 10, .faint)
      }
    }
  }

  private func changes(_ record: KfuncRecord, _ lines: inout TerminalLines) {
    lines.heading("Changes")
    if record.events.isEmpty {
      lines.paragraph("No difference was found between the releases that have it.")
    }
    for event in record.events.reversed() {
      let when = event.interval.map { ", \($0)" } ?? ""
      lines.paragraph(event.kind.title + when, .strong)
      lines.paragraph(ChangeWords.headline(event), indent: 4)
      if let change = event.change {
        side(change.from, change.old, &lines)
        side(change.to, change.new, &lines)
        if let impact = ChangeWords.impact(change) { lines.paragraph(impact, indent: 4, .faint) }
      }
      if let notice = event.noticeGiven { lines.paragraph(ChangeWords.notice(notice), indent: 4) }
      for written in event.written { self.written(written, &lines) }
    }
  }

  private func side(_ release: KernelRelease, _ facts: [RecordedFact], _ lines: inout TerminalLines) {
    for fact in facts {
      let place = fact.source.map { " (\($0))" } ?? ""
      lines.paragraph("\(release): \(fact.text)\(place)", indent: 4, hanging: 2)
    }
  }

  private func discussion(_ lines: inout TerminalLines) {
    lines.heading("Discussion")
    let concerns = map.links.concerns.threads(concerning: name)
    if concerns.isEmpty {
      lines.paragraph("None of the threads excerpted here concerns it or its subsystem. Others were not read.")
    }
    for concern in concerns {
      guard let thread = map.thread(concern.thread) else { continue }
      lines.paragraph(thread.title, .strong)
      let why = concern.reason == .subsystem ? "It concerns the subsystem, not this kfunc by name. " : ""
      lines.paragraph(why + (thread.outcome ?? "Nobody wrote down yet what came of it."), indent: 4)
    }
  }

  private func written(_ event: WrittenEvent, _ lines: inout TerminalLines) {
    lines.paragraph(event.text, indent: 4)
    citation(event.citation, &lines)
  }

  /// Where a fact can be looked up.
  private func citation(_ citation: Citation, _ lines: inout TerminalLines) {
    var parts = [citation.text.isEmpty ? nil : citation.text].compactMap { $0 }
    if let source = citation.source { parts.append("\(source)" + (citation.release.map { " in \($0)" } ?? "")) }
    if let id = citation.messageID { parts.append(map.archive(id)) }
    if let commit = citation.commit { parts.append("commit \(commit.prefix(12))") }
    if let url = citation.url { parts.append(url) }
    lines.paragraph(parts.joined(separator: ", "), indent: 6, .faint)
  }
}
