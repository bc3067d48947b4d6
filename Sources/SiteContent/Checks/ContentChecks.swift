internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// What can be wrong between files: names that nobody knows, ids that stand twice, words that no message has.
enum ContentChecks {
  /// What is wrong with `content` as a whole, whose catalogues have the names `catalogued`.
  static func diagnostics(of content: ContentFolder, catalogued: Set<String>, shownRoot: String) -> [Diagnostic] {
    kfuncNames(content, catalogued) + releases(content, shownRoot) + clauseIDs(content)
      + QuotedWords.diagnostics(of: content) + proposals(content)
  }

  // MARK: - Names of kfuncs

  private static func kfuncNames(_ content: ContentFolder, _ catalogued: Set<String>) -> [Diagnostic] {
    guard !content.catalogues.isEmpty else { return [] }
    let presence: Set<EventKind> = EventKind.ofPresence.union([.renamed])
    var diagnostics: [Diagnostic] = []
    // A name between two catalogues is known by its own events; one that was never merged, by its proposal.
    let written = Set(
      content.notes.lazy.filter { note in
        note.proposal != nil || note.events.contains { presence.contains($0.kind) }
      }.map(\.name))
    // In order only when something is to be found in them: mostly every name is known.
    var names: [String]?
    var nearMisses = NearMisses()
    func check(_ name: Located<String>) {
      guard !catalogued.contains(name.value), !written.contains(name.value) else { return }
      var message = "no kfunc named '\(name.value)'"
      let all = names ?? catalogued.union(written).sorted()
      names = all
      if let near = nearMisses.name(near: name.value, among: all) { message += "; did you mean '\(near)'?" }
      diagnostics.append(Diagnostic(.error, "unknown-kfunc", message, at: name.location))
    }
    for note in content.notes {
      check(Located(note.name, at: SourceLocation(file: note.document.path, line: 1, column: 1)))
      for name in [note.replacedBy].compactMap({ $0 }) + note.replaces + note.related { check(name) }
      for event in note.events {
        if let successor = event.successor { check(Located(successor, at: event.location)) }
      }
      if note.proposal != nil, catalogued.contains(note.name) {
        diagnostics.append(
          Diagnostic(
            .error, "proposed-exists", "'\(note.name)' is a kfunc of a release, not a proposal",
            at: SourceLocation(file: note.document.path, line: 1)))
      }
    }
    for thread in content.threads { thread.kfuncs.forEach(check) }
    for user in content.users { user.uses.forEach { $0.kfuncs.forEach(check) } }
    return diagnostics
  }

  // MARK: - Releases

  private static func releases(_ content: ContentFolder, _ shownRoot: String) -> [Diagnostic] {
    guard !content.releases.isEmpty else { return [] }
    let listed = Set(content.releases.map(\.release))
    var diagnostics: [Diagnostic] = []
    func check(_ release: KernelRelease, _ location: SourceLocation) {
      guard !listed.contains(release.mainline) else { return }
      let message = "release \(release) is not in releases.yml"
      diagnostics.append(Diagnostic(.error, "unknown-release", message, at: location))
    }
    for catalogue in content.catalogues {
      check(catalogue.release, SourceLocation(file: "\(shownRoot)/catalogue/\(catalogue.release).json"))
    }
    for event in content.events {
      // What a plan names may be a release that never came; what happened, happened in one that did.
      if let release = event.release { check(release, event.location) }
      if let release = event.citation.release { check(release, event.location) }
    }
    for clause in content.clauses { clause.source?.releases.forEach { check($0, clause.location) } }
    for lead in content.leads { check(lead.release, SourceLocation(file: lead.document.path)) }
    return diagnostics + leads(content, listed)
  }

  /// Leads that no page shows, of releases that are `listed`.
  private static func leads(_ content: ContentFolder, _ listed: Set<KernelRelease>) -> [Diagnostic] {
    // Before anything was imported there are no pages of releases at all.
    let read = Set(content.catalogues.map(\.release.mainline))
    if read.isEmpty { return [] }
    var shown: [KernelRelease: String] = [:]
    return content.leads.filter { listed.contains($0.release.mainline) }.compactMap { lead in
      let release = lead.release.mainline
      let path = lead.document.path
      if let first = shown[release] {
        let message = "'\(first)' is the lead of release \(release) already"
        return Diagnostic(.error, "duplicate-lead", message, at: SourceLocation(file: path))
      }
      shown[release] = path
      if read.contains(release) { return nil }
      let message = "no page shows this lead: release \(release) was not imported"
      return Diagnostic(.warning, "unread-release", message, at: SourceLocation(file: path))
    }
  }

  // MARK: - Ids and proposals

  private static func clauseIDs(_ content: ContentFolder) -> [Diagnostic] {
    var first: [String: SourceLocation] = [:]
    var diagnostics: [Diagnostic] = []
    for clause in content.clauses {
      if let place = first[clause.id] {
        let message = "clause '\(clause.id)' stands at \(place) already"
        diagnostics.append(Diagnostic(.error, "duplicate-id", message, at: clause.location))
      } else {
        first[clause.id] = clause.location
      }
    }
    return diagnostics
  }

  private static func proposals(_ content: ContentFolder) -> [Diagnostic] {
    let listed = Set(content.threads.lazy.flatMap { $0.entries.lazy.map(\.id) })
    return content.notes.compactMap { note in
      guard let id = note.proposal?.messageID, !listed.contains(id.value) else { return nil }
      let message = "no thread lists message '\(id.value)', which proposed '\(note.name)'"
      return Diagnostic(.error, "unknown-message", message, at: id.location)
    }
  }
}
