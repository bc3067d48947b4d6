public import CatalogueFacts
public import KfuncModel
internal import MarkdownSyntax
internal import RecordWords
public import Rendering
internal import Resolution
internal import SiteContent

/// The entry of a kfunc and its stability page as text for a terminal, in the order of the pages.
public struct KfuncText: Sendable {
  let name: String
  let directory: KfuncDirectory
  let record: StabilityRecord
  let map: SiteMap

  /// The text of the kfunc `name`.
  public init(_ name: String, _ directory: KfuncDirectory, _ record: StabilityRecord, _ map: SiteMap) {
    self.name = name
    self.directory = directory
    self.record = record
    self.map = map
  }

  /// The text, ended by a newline.
  ///
  /// - Parameters:
  ///   - width: The terminal's width in columns.
  ///   - isStyled: Whether it may hold escape sequences for bold and colour.
  public func text(width: Int, isStyled: Bool) -> String {
    var lines = TerminalLines(width: width, isStyled: isStyled)
    let history = directory[name]
    let note = map.note(name)
    lines.paragraph(name, indent: 0, .heading)
    if let subsystem = map.links.subsystems.principal(of: name) { lines.paragraph(subsystem.title, indent: 0, .faint) }
    if let history {
      let access = history.newest.map { " " + AccessWords.sentence($0.access) } ?? ""
      lines.paragraph(PresenceWords.sentence(history) + access, indent: 0)
      if !history.isInNewest, let newest = directory.releases.last, let last = history.newest {
        lines.paragraph("Absent in \(newest). What follows is what \(last.release) had.", indent: 0, .strong)
      }
      if history.newest?.kfunc.isTestingOnly == true {
        lines.paragraph("For the kernel's own tests only.", indent: 0, .strong)
      }
    } else {
      lines.paragraph("A kfunc of none of the releases read.", indent: 0)
    }
    lines.paragraph(PresenceWords.coverage(directory), indent: 0, .faint)
    if let note { succession(note, &lines) }
    if let facts = history?.newest { entry(facts, &lines) }
    if let note, note.hasNotes { notes(note, &lines) }
    if let record = record[name] { stability(record, history, &lines) }
    return lines.text
  }

  /// The notes as they are written.
  private func notes(_ note: KfuncNote, _ lines: inout TerminalLines) {
    lines.heading("Notes")
    for (index, paragraph) in WrittenParagraphs.of(note.document.bodyText).enumerated() {
      if index > 0 { lines.code("") }
      switch paragraph {
      case .words(let words): lines.paragraph(words)
      case .lines(let own): lines.code(own.joined(separator: "\n"), indent: 2)
      }
    }
  }

  private func succession(_ note: KfuncNote, _ lines: inout TerminalLines) {
    if let proposal = note.proposal {
      lines.heading("Proposed")
      if let prototype = proposal.prototype { lines.code(prototype) }
      lines.paragraph(proposal.outcome)
      lines.paragraph(map.archive(proposal.messageID.value), .faint)
    }
    let rows = [
      ("Replaced by", [note.replacedBy?.value].compactMap { $0 }), ("Replaces", note.replaces.map(\.value)),
      ("See also", note.related.map(\.value)),
    ]
    for (title, names) in rows where !names.isEmpty {
      lines.paragraph("\(title) \(Phrases.list(names)).", indent: 0)
    }
  }
}
