internal import KfuncModel
internal import RecordWords

/// What can break a program: what went, other prototypes, stricter rules.
extension NotesComposer {
  var breaks: NotesSection? {
    NotesSection("breaks", "What can break a program", parts: [removed, prototypes, stricter].filter { !$0.isEmpty })
  }

  // MARK: What is gone

  private var removed: NotesSection {
    guard !record.removed.isEmpty else { return NotesSection("removed", "Gone") }
    let count = record.removed.count
    var text = NotesText(
      marked: "A program that declares \(count == 1 ? "it" : "one of these") with a strong `extern` does not load with "
        + "\(record.to.release), even if it never calls it. Declared `__weak`, it loads and can ask with "
        + "`bpf_ksym_exists()`.")
    text.sentence(see([AdviceClause.weak]))
    // What goes by another name comes last, told in a few words.
    let gone = record.removed.filter { kfunc in !kfunc.successors.contains(where: \.isRename) }
    let renamed = record.removed.filter { kfunc in kfunc.successors.contains(where: \.isRename) }
    return NotesSection("removed", "Gone", [.paragraph(text)] + (gone + renamed).map(entry))
  }

  private func entry(_ kfunc: RemovedKfunc) -> NotesBlock {
    var text = NotesText()
    for successor in kfunc.successors {
      var sentence = NotesText(
        successor.isRename ? (successor.isConfirmed ? "It is " : "Perhaps it is ") : "Use ")
      sentence.add(.names([successor.name]))
      sentence.say(successor.isRename ? " now" : " in its place")
      sentence.say(successor.isConfirmed ? "." : "; the two look alike, and no source was found that says so.")
      text.sentence(sentence)
    }
    if let when = when(kfunc.change.intervals) { text.sentence("It went \(when).") }
    if let notice = kfunc.notice { text.sentence(given(notice)) }
    var blocks: [NotesBlock] = []
    if let old = kfunc.change.change.old.first {
      blocks.append(.code(old.text))
      if let place = old.source {
        var sentence = NotesText("In \(record.from.release) it stands at ")
        sentence.place(place, record.from.release)
        sentence.say(".")
        text.sentence(sentence)
      }
    }
    let files = Set(kfunc.treeUsers.map(\.source.file)).count
    if files > 0 {
      text.sentence(
        NumberWords.atStart(
          "\(NumberWords.count(files, "file")) of BPF programs in the tree of \(record.from.release) "
            + (files == 1 ? "declares or calls it." : "declare or call it.")))
    }
    if !kfunc.users.isEmpty {
      text.sentence("Outside the tree it is known to be used by \(Phrases.list(kfunc.users)).")
    }
    if !text.isEmpty { blocks.append(.paragraph(text)) }
    var events = kfunc.notice?.written ?? []
    events += kfunc.change.written.filter { !events.contains($0) }
    blocks += story(events)
    return .entry(name: kfunc.change.name, blocks)
  }

  /// The notice that went before, and where it stands.
  private func given(_ notice: NoticeGiven) -> NotesText {
    if notice.notices.isEmpty, notice.written.isEmpty {
      return NotesText("No notice was found in \(record.from.release).")
    }
    var text = NotesText("Notice was given")
    for (index, stated) in notice.notices.enumerated() {
      text.say(index == 0 ? " at " : index == notice.notices.count - 1 ? " and " : ", ")
      text.place(stated.notice.source, stated.release)
      text.say(" in \(stated.release)")
    }
    text.say(ChangeWords.lead(of: notice) + ".")
    return text
  }

  // MARK: Other prototypes

  private var prototypes: NotesSection {
    guard !record.prototypes.isEmpty else { return NotesSection("prototype", "Other prototypes") }
    var text = NotesText(
      "A program that declares \(record.prototypes.count == 1 ? "it" : "one of these") as \(record.from.release) has it may not compile or load with \(record.to.release)."
    )
    text.sentence(see([AdviceClause.mismatch, AdviceClause.declarations]))
    return NotesSection("prototype", "Other prototypes", [.paragraph(text)] + record.prototypes.map(entry))
  }

  private func entry(_ change: KfuncChange) -> NotesBlock {
    guard case .prototype(let difference) = change.change.detail else { return .entry(name: change.name, []) }
    var text = PrototypeWords.text(difference)
    if let place = change.change.definition { text.sentence(ChangeWords.definition(place)) }
    if let when = when(change.intervals) { text.sentence("Changed \(when).") }
    if let place = change.change.new.first?.source {
      var sentence = NotesText("Defined at ")
      sentence.place(place, record.to.release)
      sentence.say(" in \(record.to.release).")
      text.sentence(sentence)
    }
    return .entry(
      name: change.name,
      [.forms(old: difference.old.text, new: difference.new.text), .paragraph(text)] + story(change.written))
  }

  // MARK: Stricter rules

  private var stricter: NotesSection {
    NotesSection("stricter", "Stricter than before", groupBlocks(record.stricter))
  }
}

/// What differs between two prototypes, in sentences.
enum PrototypeWords {
  static func text(_ difference: PrototypeChange) -> NotesText {
    var text = NotesText()
    if difference.isAnnotationOnly {
      text.sentence("What a parameter's name tells the verifier changed; the C types did not.")
    }
    func sentence(_ parts: [(words: String, isCode: Bool)]) {
      var sentence = NotesText()
      for part in parts { if part.isCode { sentence.code(part.words) } else { sentence.say(part.words) } }
      text.sentence(sentence)
    }
    if !difference.returnAspects.isEmpty {
      sentence([
        ("It returns ", false), (difference.new.returnType, true), (", before ", false),
        (difference.old.returnType, true),
        (".", false),
      ])
    }
    for change in difference.parameters {
      switch (change.old, change.new) {
      case (let old?, let new?):
        sentence([(old.text, true), (" is now ", false), (new.text, true), (".", false)])
      case (nil, let new?): sentence([(new.text, true), (" is new.", false)])
      case (let old?, nil): sentence([(old.text, true), (" is gone.", false)])
      case (nil, nil): break
      }
    }
    if difference.variadicChanged {
      text.sentence(
        difference.new.isVariadic
          ? "Any number of further arguments may follow." : "No further arguments may follow any more.")
    }
    var told: Set<String> = []
    for change in difference.parameters where change.aspects.contains(.annotation) || change.old == nil {
      guard let annotation = change.new?.annotation, told.insert(annotation).inserted,
        let meaning = AnnotationMeaning.of(annotation)
      else { continue }
      sentence([(annotation, true), (" means: \(meaning)", false)])
    }
    return text
  }
}
