internal import KfuncModel
internal import RecordWords
internal import SiteContent

/// Plans, policy, discussion, and what was not checked.
extension NotesComposer {
  // MARK: Plans

  var plans: NotesSection? {
    guard !record.plans.isEmpty else { return nil }
    var keys: [PlanKey] = []
    var groups: [PlanKey: [NotedPlan]] = [:]
    for plan in record.plans {
      let key = PlanKey(plan)
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(plan)
    }
    return NotesSection(
      "plans", "Announced",
      [.list(keys.map { key in entry(groups[key] ?? []) })])
  }

  private struct PlanKey: Hashable {
    let target: String?
    let standing: Plan.Standing
    let isNew: Bool

    init(_ plan: NotedPlan) {
      target = plan.plan.target
      standing = plan.standing
      isNew = plan.isNew
    }
  }

  private func entry(_ plans: [NotedPlan]) -> [NotesBlock] {
    guard let first = plans.first else { return [] }
    let names = plans.map(\.plan.kfunc)
    var text = NotesText.names(names)
    let target = first.plan.targetRelease?.description ?? first.plan.target
    text.say(
      first.isNew ? ": newly announced as deprecated or to be removed" : ": announced as deprecated or to be removed")
    text.say(target.map { " with \($0). " } ?? ", for no named release. ")
    let it = names.count == 1 ? "it" : "them"
    let to = record.to.release
    switch first.standing {
    case .unscheduled: text.say("\(to) still has \(it).")
    case .namesReleaseThatNeverExisted:
      text.say("There never was a \(target ?? "")\(gap(first.plan.targetRelease)); \(to) still has \(it).")
    case .toCome: text.say("\(target ?? "") is later than \(to).")
    case .notChecked: text.say("\(target ?? "") was not read.")
    case .due: text.say("It is due, and \(to) still has \(it).")
    case .keptPast: text.say("It is overdue: \(to) still has \(it).")
    case .carriedOut(let interval): text.say("Done: gone \(when([interval]) ?? "in \(to)").")
    case .withdrawn: text.say("Taken back.")
    case .noLongerStated: text.say("\(to) no longer says so, and still has \(it).")
    }
    // The newest statement on the way, with its place.
    let places = plans.compactMap { $0.plan.notices.last { $0.release <= to } }.uniqued
    for (index, stated) in places.enumerated() {
      text.say(index == 0 ? " Said at " : index == places.count - 1 ? " and " : ", ")
      text.place(stated.notice.source, stated.release)
      text.say(" in \(stated.release)")
    }
    if !places.isEmpty { text.say(".") }
    let written = plans.flatMap(\.plan.written).filter { event in event.release.map { $0 <= to } ?? true }
    return [.paragraph(text)] + story(written)
  }

  /// `: 6.19 was followed by 7.0`.
  private func gap(_ release: KernelRelease?) -> String {
    let releases = source.record.releases.releases
    guard let release, let before = releases.last(where: { $0 < release }),
      let after = releases.first(where: { $0 > release })
    else { return "" }
    return ": \(before) was followed by \(after)"
  }

  // MARK: Policy

  var policy: NotesSection? {
    guard !record.policy.isEmpty else { return nil }
    var entries: [[NotesBlock]] = []
    for document in record.policy {
      var text = NotesText([.code(document.file, nil)])
      text.say(": ")
      if document.added.isEmpty, document.removed.isEmpty, document.changed.isEmpty {
        text.say("the same words in both releases.")
      } else {
        let parts = [
          sections("new", document.added), sections("gone", document.removed),
          sections("in other words", document.changed),
        ].compactMap { $0 }
        text.say(parts.joined(separator: "; ") + "; \(NumberWords.count(document.unchanged, "section")) as before.")
      }
      switch document.lifecycle {
      case .same: text.sentence("What it says about the life and deprecation of kfuncs is the same, word for word.")
      case .changed: text.sentence("What it says about the life and deprecation of kfuncs changed.")
      case .added: text.sentence("What it says about the life and deprecation of kfuncs is new.")
      case .removed: text.sentence("What it said about the life and deprecation of kfuncs is gone.")
      case nil: break
      }
      if !document.clauses.isEmpty {
        text.say(" Clauses that rest on those sections: ")
        for (index, id) in document.clauses.enumerated() {
          if index > 0 { text.say(", ") }
          text.spans.append(.link(source.clauseTitles[id] ?? id, .clause(id)))
        }
        text.say(".")
      }
      entries.append([.paragraph(text)])
    }
    return NotesSection("policy", "What the policy says", [.list(entries)])
  }

  private func sections(_ words: String, _ sections: [PolicySection]) -> String? {
    guard !sections.isEmpty else { return nil }
    return "\(words): \(sections.map { "“\($0.title)”" }.joined(separator: ", "))"
  }

  // MARK: Discussion

  var discussion: NotesSection? {
    let discussion = record.discussion
    if discussion.threadCount == 0 { return nil }
    guard let period = discussion.period else {
      let missing = [record.from, record.to].filter { $0.date == nil }.map(\.release.description)
      return NotesSection(
        "discussion", "Discussion",
        [
          .paragraph(
            NotesText(
              "Not checked: the day of \(Phrases.list(missing)) is not written down, so no thread could be placed between the two."
            ))
        ])
    }
    if discussion.talks.isEmpty { return nil }
    return NotesSection(
      "discussion", "Discussion",
      [
        .paragraph(NotesText("Threads with messages after \(period.after), up to \(period.by):")),
        .list(
          discussion.talks.map { talk in
            var text = NotesText([.link(talk.thread.title, .thread(talk.thread.slug, message: nil))])
            text.say(" (\(NumberWords.count(talk.messages, "message"))). ")
            if let outcome = talk.thread.outcome { text.add(NamedText.text(outcome, source)) }
            return [.paragraph(text)]
          }),
      ])
  }

  // MARK: Coverage

  var coverage: NotesSection? {
    var entries: [NotesText] = [record.from, record.to].map { end in
      NotesText("\(end.release) was read from \(end.source.description), version \(end.source.version).")
    }
    if record.steps.count > 1 {
      entries.append(NotesText("Read on the way: \(Phrases.list(record.steps.dropLast().map(\.description)))."))
    }
    if !record.unread.isEmpty {
      entries.append(
        NotesText(
          "Not read: \(Phrases.list(record.unread.map(\.description))). What came and went between them is known only where people wrote it down, and a release is named only where a source dates a change."
        ))
    }
    for end in [record.from, record.to] where !end.unreadFilters.isEmpty {
      entries.append(
        NotesText("Not read to an answer in \(end.release): \(Phrases.list(end.unreadFilters))."))
    }
    entries.append(
      NotesText(
        "What a function does inside is not compared: changes of behaviour are told only where people wrote them down.")
    )
    entries.append(
      NotesText("No entry about users does not mean unused: programs outside the kernel tree are not searched."))
    var backports = NotesText("Kernels of distributions carry backports and differ from the releases compared here.")
    backports.sentence(see([AdviceClause.backports]))
    entries.append(backports)
    return NotesSection("coverage", "What was compared, and what was not", [.list(entries.map { [.paragraph($0)] })])
  }
}

extension Array where Element: Hashable {
  /// The elements, each at its first place.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
