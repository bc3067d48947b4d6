internal import KfuncModel
internal import RecordWords

/// What becomes of the kfuncs that somebody asked about.
extension NotesComposer {
  var affected: NotesSection? {
    guard let affected = record.affected else { return nil }
    let breaking = affected.filter(\.canBreak)
    let names = Set(affected.map(\.use.name)).count
    var text = NotesText("Limited to \(NumberWords.count(names, "kfunc")). ")
    let count = Set(breaking.map(\.use.name)).count
    text.say(
      count == 0
        ? "Nothing was found on the way to \(record.to.release) that can break a program which calls \(names == 1 ? "it" : "them")."
        : "\(NumberWords.atStart(NumberWords.count(count, "kfunc"))) \(count == 1 ? "has a change" : "have changes") that can break a program."
    )
    return NotesSection(
      "affected", "What your programs call",
      [.paragraph(text), .list(affected.map { [.paragraph(self.text($0))] })])
  }

  private func text(_ kfunc: AffectedKfunc) -> NotesText {
    let (from, to) = (record.from.release, record.to.release)
    var text = NotesText.names([kfunc.use.name])
    switch kfunc.presence {
    case .both: text.say(": in both.")
    case .olderOnly: text.say(": in \(from), not in \(to).")
    case .newerOnly: text.say(": in \(to), not in \(from).")
    case .neither: text.say(": in neither.")
    }
    if let near = kfunc.near {
      text.say(" No release read has a kfunc of that name; perhaps ")
      text.add(.names([near]))
      text.say(" was meant.")
    }
    if let own = kfunc.use.prototype {
      text.say(" Built with ")
      text.spans.append(.code(own.text, nil))
      text.say(", which \(fit(kfunc)).")
      if kfunc.fitsNewer == false, let newer = kfunc.newer {
        text.say(" \(to) has ")
        text.spans.append(.code(newer.text, nil))
        text.say(".")
      }
    }
    if kfunc.use.isWeak == true { text.say(" Declared weak: a program loads without it.") }
    let kinds = kfunc.breaking.map { $0.title.lowercased() }
    if !kinds.isEmpty { text.say(" Can break: \(Phrases.list(kinds)).") }
    if !kfunc.use.places.isEmpty { text.say(" Found at \(Phrases.list(kfunc.use.places)).") }
    return text
  }

  private func fit(_ kfunc: AffectedKfunc) -> String {
    let answers = [(record.from.release, kfunc.fitsOlder), (record.to.release, kfunc.fitsNewer)]
    let fitting = answers.filter { $0.1 == true }.map { "\($0.0)" }
    let differing = answers.filter { $0.1 == false }.map { "\($0.0)" }
    var parts: [String] = []
    if !fitting.isEmpty { parts.append("fits \(Phrases.list(fitting))") }
    if !differing.isEmpty { parts.append("does not fit \(Phrases.list(differing))") }
    return parts.isEmpty ? "could not be compared" : Phrases.list(parts)
  }
}
