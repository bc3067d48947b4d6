internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax
internal import YAMLText

/// Reads `kfuncs/NAME.md`.
enum KfuncNoteReader {
  /// The kinds of events that people may write, by name.
  static let kinds = EventKind.writtenOnly.union(EventKind.datable).map(\.rawValue).sorted()
  private static let evidence = ["source", "mail", "doc", "human"]

  /// The note in `file`; nil where its name can be no kfunc's.
  static func read(_ file: ContentFile, diagnostics: inout [Diagnostic]) -> KfuncNote? {
    let document = MarkdownFile.document(file, diagnostics: &diagnostics)
    guard Names.isIdentifier(file.stem) else {
      diagnostics.append(
        Diagnostic(
          .error, "unknown-kfunc", "'\(file.stem)' is no name of a function", at: SourceLocation(file: file.path)))
      return nil
    }
    var note = KfuncNote(name: file.stem, document: document.withoutFields)
    var fields = MarkdownFile.fields(document, what: "the note")
    let successors = fields.kfuncNames("replaced-by")
    note.replacedBy = successors.first
    if let second = successors.dropFirst().first {
      fields.report("wrong-type", "'replaced-by' names one kfunc; tell of others in the text", second.location)
    }
    note.replaces = fields.kfuncNames("replaces")
    note.related = fields.kfuncNames("related")
    note.subsystem = fields.optionalString("subsystem")
    let events = fields.nodes("events")
    for node in events {
      if let event = event(node, of: note, diagnostics: &diagnostics) { note.events.append(event) }
    }
    let proposed = fields.node("proposed")
    let isProposal = proposed != nil
    if let node = proposed { note.proposal = proposal(node, diagnostics: &diagnostics) }
    fields.finish(into: &diagnostics)
    if events.isEmpty, !note.hasNotes, !isProposal, note.replacedBy == nil, note.replaces.isEmpty,
      document.diagnostics.isEmpty
    {
      diagnostics.append(
        Diagnostic(.error, "missing-key", "the note says nothing", at: SourceLocation(file: file.path, line: 1)))
    }
    return note
  }

  private static func event(
    _ node: YAMLNode, of note: KfuncNote, diagnostics: inout [Diagnostic]
  ) -> WrittenEvent? {
    var fields = ContentFields(node, what: "event")
    let kind = fields.word("kind", of: kinds).map { EventKind(rawValue: $0) }
    let (release, isUnknown) = fields.releaseOrUnknown("release")
    let named = fields.releases("names").map(\.value)
    let successors = fields.kfuncNames("successor")
    let successor = successors.first?.value
    if let second = successors.dropFirst().first {
      fields.report("wrong-type", "'successor' names one kfunc; tell of others in the text", second.location)
    }
    let evidence = fields.word("evidence", of: evidence).map { EvidenceKind(rawValue: $0) }
    let citation = fields.citation("source", required: true)
    let verified = fields.date("verified")
    let text = fields.string("text")
    if verified == nil {
      fields.report("missing-key", "event lacks the key 'verified', the day its source was read", node.location)
    }
    if let kind {
      if release == nil, !isUnknown, !EventKind.ofProposals.contains(kind) {
        fields.report("missing-key", "an event of kind '\(kind.rawValue)' needs the key 'release'", node.location)
      }
      if kind == .renamed, successor == nil {
        fields.report("missing-key", "an event of kind 'renamed' needs the key 'successor'", node.location)
      }
      if !named.isEmpty, kind != .planStated, kind != .planWithdrawn, kind != .deprecated {
        fields.report("wrong-type", "only plans name further releases ('names')", node.location)
      }
    }
    if let evidence, let citation { check(evidence, citation, node, &fields) }
    fields.finish(into: &diagnostics)
    guard let kind, let evidence, let citation, let text else { return nil }
    return WrittenEvent(
      kfunc: note.name, kind: kind, release: release, namedReleases: named, successor: successor, text: text,
      evidence: evidence, citation: citation, verified: verified, location: node.location)
  }

  /// The kind of evidence and what is cited must agree.
  private static func check(
    _ evidence: EvidenceKind, _ citation: Citation, _ node: YAMLNode, _ fields: inout ContentFields
  ) {
    let agrees =
      switch evidence {
      case .source: citation.source != nil || citation.commit != nil
      case .mail: citation.messageID != nil
      case .document: citation.url != nil || citation.source != nil
      default: true
      }
    if !agrees {
      fields.report(
        "incomplete-source", "evidence '\(evidence.rawValue)' does not go with what 'source' cites", node.location)
    }
  }

  private static func proposal(_ node: YAMLNode, diagnostics: inout [Diagnostic]) -> KfuncNote.Proposal? {
    var fields = ContentFields(node, what: "proposed")
    let id = fields.node("message-id")
    let text = id.flatMap { fields.text($0, "message-id") }
    let prototype = fields.optionalString("prototype")
    let outcome = fields.string("outcome")
    if let text, let id, !Names.isMessageID(text) {
      fields.report("wrong-type", "a Message-ID is written without angle brackets and holds an @", id.location)
    }
    if id == nil { fields.report("missing-key", "proposed lacks the key 'message-id'", node.location) }
    fields.finish(into: &diagnostics)
    guard let id, let text, let outcome else { return nil }
    return KfuncNote.Proposal(messageID: Located(text, at: id.location), prototype: prototype, outcome: outcome)
  }
}
