internal import KfuncModel
internal import RecordWords

/// Changes that several kfuncs share, told in one sentence.
extension NotesComposer {
  /// What changed in each group, whom it concerns, and where it can be looked up. Groups of the same kfuncs are told
  /// together.
  func groupBlocks(_ groups: [ChangeGroup]) -> [NotesBlock] {
    var order: [[String]] = []
    var byNames: [[String]: [ChangeGroup]] = [:]
    for group in groups {
      if byNames[group.names] == nil { order.append(group.names) }
      byNames[group.names, default: []].append(group)
    }
    return order.flatMap { names in blocks(byNames[names] ?? [], names) }
  }

  private func blocks(_ groups: [ChangeGroup], _ names: [String]) -> [NotesBlock] {
    var text = NotesText()
    // A few are named in the sentence itself.
    let isNamed = names.count <= 3
    for (index, group) in groups.enumerated() {
      let isOne = names.count == 1
      var sentence = NotesText()
      if index > 0 {
        sentence.say(isOne ? "It" : "They")
      } else if isNamed {
        sentence.add(.names(names))
      } else {
        sentence.say(NumberWords.atStart(NumberWords.count(names.count, "kfunc")))
      }
      sentence.say(" ")
      sentence.add(predicate(group, isOne: isOne))
      if let when = when(group.changes.flatMap(\.intervals).uniqued) { sentence.say(", \(when)") }
      sentence.say(".")
      text.sentence(sentence)
      if let place = group.changes.first?.change.definition { text.sentence(ChangeWords.definition(place)) }
      for more in explanation(group) { text.sentence(more) }
    }
    if let impact = impact(groups) { text.sentence(impact) }
    return [.paragraph(text)] + (isNamed ? [] : NameFamilies.blocks(names))
      + story(groups.flatMap(\.changes).flatMap(\.written).uniqued)
  }

  /// What it can mean for a program, where the groups are told because it can break one.
  private func impact(_ groups: [ChangeGroup]) -> String? {
    let changes = groups.compactMap(\.changes.first?.change).filter { $0.explanation == nil && $0.impact.canBreak }
    return changes.max { $0.impact < $1.impact }.flatMap(ChangeWords.impact)
  }

  /// The sentence behind `Three kfuncs `, without a full stop.
  private func predicate(_ group: ChangeGroup, isOne: Bool) -> NotesText {
    guard let change = group.changes.first?.change else { return NotesText() }
    let its = isOne ? "its" : "their"
    let are = isOne ? "is" : "are"
    let have = isOne ? "has" : "have"
    switch change.detail {
    case .flags(let difference):
      var text = NotesText()
      if !difference.gained.isEmpty {
        text.say("gained ")
        text.add(.codes(difference.gained.map(\.rawValue)))
      }
      if !difference.lost.isEmpty {
        text.say(text.isEmpty ? "lost " : " and lost ")
        text.add(.codes(difference.lost.map(\.rawValue)))
      }
      let sets = Set(
        group.changes.flatMap { change -> [String] in
          if case .flags(let difference) = change.change.detail { difference.sets.map(\.name) } else { [] }
        }
      ).inByteOrder
      if !sets.isEmpty {
        text.say(" in the ID \(sets.count == 1 ? "set" : "sets") ")
        text.add(.codes(sets))
      }
      return text
    case .demands:
      return NotesText(
        "\(isOne ? "asks" : "ask") more of \(its) arguments, though nothing changed in \(its) own sources")
    case .programTypes(let difference):
      return NotesText("\(are) " + ChangeWords.programTypes(difference).replacing("; ", with: " and "))
    case .filter(let differences):
      var text = NotesText("\(are) admitted to other programs: ")
      // Types with the same answers are told together.
      var order: [NotesText] = []
      var types: [NotesText: [String]] = [:]
      for difference in differences {
        let words = AdmissionWords.difference(difference)
        if types[words] == nil { order.append(words) }
        types[words, default: []].append(difference.programType.shortName)
      }
      for (index, words) in order.enumerated() {
        if index > 0 { text.say("; ") }
        text.say("\(Phrases.list(types[words] ?? [])) programs, ")
        text.add(words)
      }
      return text
    case .idSets(let gained, let lost):
      var text = NotesText()
      if !gained.isEmpty {
        text.say("\(are) now listed in ")
        text.add(.codes(gained.map(\.name)))
      }
      if !lost.isEmpty {
        text.say(text.isEmpty ? "\(are) no longer listed in " : " and no longer in ")
        text.add(.codes(lost.map(\.name)))
      }
      return text
    case .move(let from, let to): return NotesText(marked: "moved from `\(from)` to `\(to)`")
    case .build: return BuildWords.difference(change, isOne: isOne)
    case .kernelDoc:
      return NotesText("\(have) a documenting comment that changed, or that came or went")
    case .testingOnly(let isNow):
      return NotesText(
        isNow ? "\(are) for the kernel's own tests only now" : "\(are) no longer for the kernel's own tests only")
    case .prototype(let difference) where difference.isCOnly:
      return NotesText("\(have) another C prototype; BPF programs see the same one")
    case .prototype:
      return NotesText(
        "\(isOne ? "has a prototype that differs" : "have prototypes that differ") in qualifiers or names alone, which "
          + "the loader skips when it compares")
    case .presence, .notices, .rename: return NotesText("changed")
    }
  }

  /// What it means for callers.
  private func explanation(_ group: ChangeGroup) -> [NotesText] {
    guard let change = group.changes.first?.change else { return [] }
    var sentences: [NotesText] = []
    switch change.detail {
    case .flags(let difference):
      for flag in difference.gained {
        sentences.append(NotesText(FlagMeaning.of(flag) ?? ""))
        sentences.append(see([source.clauseOfFlag[flag]].compactMap { $0 }))
      }
    case .demands where change.explanation == nil:
      for change in group.changes {
        guard case .demands(let demands) = change.change.detail else { continue }
        sentences.append(NotesText(Self.demands(demands)))
      }
    default: break
    }
    if let id = change.explanation, let wide = record.releaseWide.first(where: { $0.id == id }) {
      sentences.append(NotesText("Part of a change of the whole release, told below: \(wide.title)."))
    }
    return sentences.filter { !$0.isEmpty }
  }

  private static func demands(_ demands: [ArgumentDemand]) -> String {
    let parts = demands.map { demand in
      let name = demand.parameter.name ?? "argument \(demand.index + 1)"
      return demand.demand == .notNull ? "\(name) must not be NULL" : "\(name) must be trusted and not NULL"
    }
    return NumberWords.atStart(Phrases.list(parts)) + "."
  }
}

/// What filters answer, before and now.
enum AdmissionWords {
  static func difference(_ difference: AdmissionDifference) -> NotesText {
    let (old, new) = (difference.old, difference.new)
    var text = NotesText()
    // Where only a list of members differs, what came and went says it all.
    if old.outcome == .conditional, new.outcome == .conditional, old.structOps == new.structOps,
      old.attachTypes == new.attachTypes, old.conditions == new.conditions, !old.structOpsMembers.isEmpty,
      !new.structOpsMembers.isEmpty
    {
      let gained = new.structOpsMembers.filter { !old.structOpsMembers.contains($0) }
      let lost = old.structOpsMembers.filter { !new.structOpsMembers.contains($0) }
      if !gained.isEmpty {
        text.say("now also in ")
        text.add(.codes(gained))
      }
      if !lost.isEmpty {
        text.say(gained.isEmpty ? "no longer in " : " and no longer in ")
        text.add(.codes(lost))
      }
      text.say(" of ")
      text.add(.codes(new.structOps))
      return text
    }
    text.say("before ")
    text.add(answer(old))
    text.say(", now ")
    text.add(answer(new))
    return text
  }

  private static func answer(_ admission: Admission) -> NotesText {
    switch admission.outcome {
    case .admitted: return NotesText("all")
    case .refused: return NotesText("none")
    case .unread: return NotesText("not read to an answer")
    case .conditional:
      var text = NotesText("only")
      func add(_ words: String, _ names: [String]) {
        if names.isEmpty { return }
        text.say(" \(words) ")
        text.add(.codes(names, "or"))
      }
      add("those of", admission.structOps)
      add("in", admission.structOpsMembers)
      add("attached as", admission.attachTypes)
      add("if", admission.conditions)
      return text.words == "only" ? NotesText("some, under a condition that was not read") : text
    }
  }
}

/// What decides whether a kernel has a kfunc, before and now.
enum BuildWords {
  static func difference(_ change: ChangeRecord, isOne: Bool) -> NotesText {
    let before = change.old.isEmpty ? nil : "before: \(change.old.map(\.text).joined(separator: ", "))"
    let now = change.new.isEmpty ? nil : "now: \(change.new.map(\.text).joined(separator: ", "))"
    return NotesText(
      "\(isOne ? "depends" : "depend") on another configuration ("
        + [before, now].compactMap { $0 }.joined(separator: "; ") + ")")
  }
}
