internal import Diagnostics
internal import KfuncModel
internal import SiteContent

/// What is wrong with threads as parts of the site: subsystems that nobody knows, messages in two of them, and threads
/// that no page leads to.
enum ThreadChecks {
  static func diagnostics(of content: ContentFolder, _ links: ContentLinks) -> [Diagnostic] {
    unknownSubsystems(content, links) + repeatedMessages(content) + unlinked(content, links)
  }

  private static func unknownSubsystems(_ content: ContentFolder, _ links: ContentLinks) -> [Diagnostic] {
    guard !content.catalogues.isEmpty else { return [] }
    lazy var near = NearNames(links.subsystems.subsystems.map(\.title))
    var diagnostics: [Diagnostic] = []
    for name in content.threads.lazy.flatMap(\.subsystems) where links.subsystems.subsystem(name.value) == nil {
      var message = "no kfunc belongs to a subsystem '\(name.value)'"
      if let near = near.nearest(to: name.value) { message += "; did you mean '\(near)'?" }
      diagnostics.append(Diagnostic(.error, "unknown-subsystem", message, at: name.location))
    }
    return diagnostics
  }

  /// A message has one address, so it is listed by one thread.
  private static func repeatedMessages(_ content: ContentFolder) -> [Diagnostic] {
    var first: [String: String] = [:]
    var diagnostics: [Diagnostic] = []
    for thread in content.threads {
      for entry in thread.entries {
        guard let other = first[entry.id] else {
          first[entry.id] = thread.path
          continue
        }
        let message = "message '\(entry.id)' is listed by \(other) already"
        diagnostics.append(Diagnostic(.error, "duplicate-id", message, at: SourceLocation(file: thread.path)))
      }
    }
    return diagnostics
  }

  /// Besides the list of threads, a page leads to a thread that concerns its kfunc or subsystem, mentions the kfunc, quotes
  /// the clause, or is cited.
  private static func unlinked(_ content: ContentFolder, _ links: ContentLinks) -> [Diagnostic] {
    var linked: Set<String> = []
    for document in links.crossLinks.documents {
      if case .message(let thread, _) = document.source.kind {
        if !document.mentions.isEmpty { linked.insert(thread) }
        continue
      }
      for case .thread(let slug, _)? in document.references.lazy.map(\.target) { linked.insert(slug) }
    }
    linked.formUnion(links.quotations.quotations.lazy.map(\.thread))
    var cited: Set<String> = Set(content.events.lazy.compactMap(\.citation.messageID))
    cited.formUnion(content.notes.lazy.compactMap { $0.proposal?.messageID.value })
    cited.formUnion(content.users.lazy.flatMap(\.uses).compactMap(\.citation.messageID))
    return content.threads.compactMap { thread in
      let isLinked =
        linked.contains(thread.slug) || !thread.kfuncs.isEmpty || !thread.subsystems.isEmpty
        || thread.entries.contains { cited.contains($0.id) }
      if isLinked { return nil }
      let message = "no page leads to thread '\(thread.slug)': list the kfuncs or subsystems that it concerns"
      return Diagnostic(.warning, "unlinked-thread", message, at: SourceLocation(file: thread.path))
    }
  }
}
