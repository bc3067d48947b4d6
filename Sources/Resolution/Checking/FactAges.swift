internal import Diagnostics
internal import KfuncModel
internal import SiteContent

/// Facts that people typed and nobody has compared with their source for longer than the site allows.
enum FactAges {
  /// The stale facts of `content` on `date`; `stale-fact`.
  static func diagnostics(of content: ContentFolder, on date: CalendarDate) -> [Diagnostic] {
    var facts: [(what: String, verified: CalendarDate?, location: SourceLocation)] = []
    for clause in content.clauses { facts.append(("clause '\(clause.id)'", clause.verified, clause.location)) }
    for event in content.events { facts.append(("this event", event.verified, event.location)) }
    for thread in content.threads {
      facts.append(("the outcome", thread.verified, SourceLocation(file: thread.path)))
    }
    for use in content.users.lazy.flatMap(\.uses) { facts.append(("this use", use.verified, use.location)) }
    for message in content.messages { facts.append(("this message", message.verified, message.location)) }
    // What lacks a date altogether was reported when it was read.
    return facts.compactMap { fact in
      guard let verified = fact.verified else { return nil }
      let days = date.ordinal - verified.ordinal
      guard days > content.settings.verifyWithinDays else { return nil }
      let message =
        "\(fact.what) was verified on \(verified), \(days) days before \(date); "
        + "the site allows \(content.settings.verifyWithinDays)"
      return Diagnostic(.warning, "stale-fact", message, at: fact.location)
    }
  }
}
