internal import KfuncModel
internal import RecordWords
internal import Resolution

/// What is new, what was relaxed, other names, and what no program can see.
extension NotesComposer {
  /// What people wrote down and no comparison sees.
  var written: NotesSection? {
    if record.written.isEmpty { return nil }
    return NotesSection(
      "behaviour", "Behaviour, as people wrote it down",
      [
        .list(
          record.written.map { event in
            var text = NotesText.names([event.kfunc])
            text.say(": \(event.kind.title.lowercased())" + (event.release.map { " in \($0)" } ?? "") + ". ")
            text.add(CitationText.text(event, source))
            return [.paragraph(text)]
          })
      ])
  }

  var added: NotesSection? {
    guard !record.added.isEmpty else { return nil }
    var parts: [NotesSection] = []
    for group in record.added {
      var blocks =
        [NotesBlock.paragraph(NotesText(access(group)))] + NameFamilies.blocks(group.kfuncs.map(\.change.name))
      blocks += dates(group)
      if parts.last?.title == group.subsystem {
        parts[parts.count - 1].blocks += blocks
      } else {
        parts.append(NotesSection("new-" + Subsystem(title: group.subsystem).slug, group.subsystem, blocks))
      }
    }
    return NotesSection("new", "New", parts: parts)
  }

  /// Who may call; of several kfuncs, in the plural.
  private func access(_ group: AddedGroup) -> String {
    group.kfuncs.count == 1 ? group.access : group.access.replacing("may call it", with: "may call these")
  }

  /// When each came, where that is known, and which were there once before.
  private func dates(_ group: AddedGroup) -> [NotesBlock] {
    var keys: [String] = []
    var names: [String: [String]] = [:]
    for kfunc in group.kfuncs {
      // What people wrote tells when by itself.
      guard kfunc.change.written.isEmpty, let when = when(kfunc.change.intervals) else { continue }
      if names[when] == nil { keys.append(when) }
      names[when, default: []].append(kfunc.change.name)
    }
    var blocks: [NotesBlock] = []
    if keys.count == 1, let only = keys.first, names[only]?.count == group.kfuncs.count {
      blocks.append(.paragraph(NotesText(group.kfuncs.count == 1 ? "It came \(only)." : "All came \(only).")))
    } else {
      for key in keys {
        var text = NotesText("Came \(key): ")
        text.add(.names(names[key] ?? []))
        text.say(".")
        blocks.append(.paragraph(text))
      }
    }
    for kfunc in group.kfuncs {
      guard let went = kfunc.wentBefore else { continue }
      var text = NotesText.names([kfunc.change.name])
      text.say(" is back: it went \(went).")
      blocks.append(.paragraph(text))
    }
    let told = group.kfuncs.filter { !$0.change.written.isEmpty }
    if !told.isEmpty {
      blocks.append(
        .list(
          told.map { kfunc in
            var text = NotesText.names([kfunc.change.name])
            text.say(":")
            return [.paragraph(text)] + story(kfunc.change.written)
          }))
    }
    return blocks
  }

  var relaxed: NotesSection? {
    NotesSection("relaxed", "Relaxed", groupBlocks(record.relaxed))
  }

  /// Conditions of building, and what a comparison cannot weigh; comments are many and folded.
  var other: NotesSection? {
    let (comments, rest) = record.other.reduce(into: ([ChangeGroup](), [ChangeGroup]())) { lists, group in
      if group.changes.first?.change.kind == .kernelDocChanged { lists.0.append(group) } else { lists.1.append(group) }
    }
    var blocks = groupBlocks(rest)
    if !comments.isEmpty {
      let count = comments.reduce(0) { $0 + $1.names.count }
      blocks.append(
        .folded("Comments that document \(NumberWords.count(count, "kfunc"))", groupBlocks(comments)))
    }
    return NotesSection("other", "Other differences", blocks)
  }

  var renamed: NotesSection? {
    guard !record.renamed.isEmpty else { return nil }
    var blocks: [NotesBlock] = []
    let confirmed = record.renamed.filter(\.isConfirmed)
    let suspected = record.renamed.filter { !$0.isConfirmed }
    if !confirmed.isEmpty { blocks.append(table(confirmed)) }
    if !suspected.isEmpty {
      blocks.append(
        .paragraph(NotesText("Perhaps renamed: the names look alike, and no source was found that says so.")))
      blocks.append(table(suspected))
    }
    for rename in record.renamed where !rename.prototypes.isEmpty {
      var text = NotesText.names([rename.old])
      text.say(" and ")
      text.add(.names([rename.new]))
      text.say(" differ in more than the name:")
      blocks.append(.paragraph(text))
      blocks.append(.forms(old: rename.prototypes[0], new: rename.prototypes[1]))
    }
    let stories = record.renamed.flatMap(\.written)
    blocks += story(stories)
    return NotesSection("renamed", "Other names", blocks)
  }

  private func table(_ renames: [RenamedKfunc]) -> NotesBlock {
    .table(
      header: ["Old name", "New name", "When", "Old name in \(record.to.release)"],
      rows: renames.map { rename in
        [
          .names([rename.old]), .names([rename.new]),
          NotesText(rename.interval.map { $0.isExact ? "in \($0.by)" : "by \($0.by)" } ?? "not known"),
          NotesText(rename.keepsOldName ? "there" : "gone"),
        ]
      })
  }

  var invisible: NotesSection? {
    guard !record.invisible.isEmpty else { return nil }
    let names = Set(record.invisible.flatMap(\.names)).count
    return NotesSection(
      "invisible", "Changes that no program can see",
      [
        .folded(
          "\(NumberWords.atStart(NumberWords.count(names, "kfunc"))), in C or in place alone",
          groupBlocks(record.invisible))
      ])
  }

  /// What came and went, or changed and changed back.
  var passing: NotesSection? {
    guard !record.passing.isEmpty else { return nil }
    return NotesSection(
      "passing", "Came and went on the way",
      [
        .list(
          record.passing.map { passing in
            var text = NotesText.names([passing.name])
            let steps = passing.intervals.map { $0.isExact ? "in \($0.by)" : "by \($0.by)" }
            switch passing.course {
            case .cameAndWent: text.say(" was added and removed again (\(Phrases.list(steps)))")
            case .wentAndCameBack: text.say(" was removed and came back (\(Phrases.list(steps)))")
            case .changedBack:
              text.say(": \(passing.kind.title.lowercased()) and changed back (\(Phrases.list(steps)))")
            }
            text.say(".")
            return [.paragraph(text)] + story(passing.written)
          })
      ])
  }

  var releaseWide: NotesSection? {
    NotesSection(
      "release-wide", "Changes of the release as a whole",
      parts: record.releaseWide.map { wide in
        var text = NotesText(wide.explanation)
        let facts = wide.evidence.filter { $0.source != nil }
        for (index, fact) in facts.enumerated() {
          guard let place = fact.source else { continue }
          text.say(index == 0 ? " " : index == facts.count - 1 ? ", and " : ", ")
          text.say(fact.text + " in \(fact.release) (")
          text.place(place, fact.release)
          text.say(")")
        }
        if !facts.isEmpty { text.say(".") }
        return NotesSection(
          "release-wide-" + wide.id.rawValue, wide.title,
          [.paragraph(text)] + covered(wide))
      })
  }

  /// The kfuncs that it covers; those that stand in a group of their own above are not listed twice.
  private func covered(_ wide: ReleaseWideChange) -> [NotesBlock] {
    let told = Set(
      (record.stricter + record.invisible).filter { $0.changes.first?.change.explanation == wide.id }.flatMap(\.names))
    let rest = wide.kfuncs.filter { !told.contains($0) }
    if rest.isEmpty { return [.paragraph(NotesText("The kfuncs in which it shows stand above."))] }
    let count = NumberWords.count(rest.count, told.isEmpty ? "kfunc" : "more kfunc", told.isEmpty ? nil : "more kfuncs")
    return [.folded("\(NumberWords.atStart(count)) in which it shows", NameFamilies.blocks(rest))]
  }

  var testing: NotesSection? {
    let testing = record.testing
    let lists = [("New", testing.added), ("Gone", testing.removed), ("Changed", testing.changed)].filter {
      !$0.1.isEmpty
    }
    guard !lists.isEmpty else { return nil }
    let count = lists.reduce(0) { $0 + $1.1.count }
    return NotesSection(
      "testing", "For the kernel’s own tests",
      [
        .folded(
          "\(NumberWords.atStart(NumberWords.count(count, "kfunc"))) that only the kernel’s tests can call",
          lists.flatMap { [.paragraph(NotesText($0.0 + ":"))] + NameFamilies.blocks($0.1) })
      ])
  }
}
