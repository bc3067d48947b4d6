internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords
package import Resolution
internal import Synchronization

/// What entry, stability page and JSON of one kfunc all show, found once for the three.
///
/// They are written one after another. Found by each of them for itself, it was a tenth of a build; found when the first asks
/// for each part, the three logs of what was read cost a fiftieth.
package final class KfuncFindings: Sendable {
  /// Where it is present and absent, in a sentence.
  let presence: String
  /// Its state in a sentence or two; empty without a record.
  let state: String
  /// The passages that name the kfunc; who asks has read them.
  package var backlinks: [Backlink] {
    links.crossLinks.noteBacklinks(toKfunc: name)
    return knownBacklinks
  }
  /// The clauses that reach it in the newest release that has it; none where no release has it.
  package let clauses: [ClauseReach.Reached]
  /// For each release, whether it surely says what the one before it says.
  package let isAsBefore: [Bool]
  /// Release by release, as a table.
  let matrix: HTMLText
  /// What a program writes to call it; nil where no release has it, or no definition was found.
  let calling: CallingPart.Code?

  /// How many files of BPF programs in the tree use it; empty where no release has it.
  let usersSummary: String

  private let name: String
  private let links: ContentLinks
  private let knownBacklinks: [Backlink]

  init(_ history: KfuncHistory, _ record: KfuncRecord?, _ links: ContentLinks) {
    name = history.name
    self.links = links
    presence = PresenceWords.sentence(history)
    state = record.map { StateWords.sentence($0.state) } ?? ""
    knownBacklinks = links.crossLinks.backlinks(toKfunc: history.name)
    let newest = history.newest
    usersSummary = newest.map { TreeUsersPart.summary($0.kfunc.users, $0.release) } ?? ""
    clauses = newest.map { links.reach.clauses(reaching: history.name, in: $0.release) } ?? []
    isAsBefore = history.isAsBefore
    matrix = ReleaseMatrix.html(history, isAsBefore, record: record)
    calling = newest.flatMap(CallingPart.Code.init)
  }
}

/// The findings that were asked for last: kept for all kfuncs until the end, they would be a tenth of a build's memory.
final class RecentFindings: Sendable {
  /// Enough for the kfuncs that the threads of a large machine are at.
  private static let capacity = 16

  private let recent = Mutex<(found: [(name: String, findings: KfuncFindings)], next: Int)>(([], 0))

  /// The findings of the kfunc `name`, which `make` gives where they are not among the last ones.
  func callAsFunction(_ name: String, _ make: () -> KfuncFindings) -> KfuncFindings {
    let known = recent.withLock { recent in
      recent.found.indices.first { recent.found[$0].name == name }.map { recent.found[$0].findings }
    }
    if let known { return known }
    // Not under the lock: other threads need not wait while it is found. Two may find the same at a time, which is equal.
    let findings = make()
    recent.withLock { recent in
      if recent.found.count < Self.capacity { return recent.found.append((name, findings)) }
      recent.found[recent.next] = (name, findings)
      recent.next = (recent.next + 1) % Self.capacity
    }
    return findings
  }
}
