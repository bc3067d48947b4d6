internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords
package import Resolution
internal import Stages
internal import Synchronization

/// What entry, stability page and JSON of one kfunc all show, each found when the first of them asks.
///
/// The three are written one after another. Found by each of them for itself, it was a tenth of a build.
package final class KfuncFindings: Sendable {
  /// Where it is present and absent, in a sentence.
  let presence: String
  /// Its state in a sentence or two; empty without a record.
  let state: String
  /// The passages that name the kfunc.
  package var backlinks: [Backlink] { backlinksOnce.value }
  /// The clauses that reach it in the newest release that has it; none where no release has it.
  package var clauses: [ClauseReach.Reached] { clausesOnce.value }
  /// Release by release, as a table.
  var matrix: HTMLText { matrixOnce.value }

  private let backlinksOnce: Once<[Backlink]>
  private let clausesOnce: Once<[ClauseReach.Reached]>
  private let matrixOnce: Once<HTMLText>

  init(_ history: KfuncHistory, _ record: KfuncRecord?, _ links: ContentLinks) {
    presence = PresenceWords.sentence(history)
    state = record.map { StateWords.sentence($0.state) } ?? ""
    backlinksOnce = Once { links.crossLinks.backlinks(toKfunc: history.name) }
    clausesOnce = Once {
      history.newest.map { links.reach.clauses(reaching: history.name, in: $0.release) } ?? []
    }
    matrixOnce = Once { ReleaseMatrix.html(history, record: record) }
  }
}

/// The findings that were asked for last: kept for all kfuncs until the end, they would be a tenth of a build's memory.
final class RecentFindings: Sendable {
  /// Enough for the kfuncs that the threads of a large machine are at.
  private static let capacity = 16

  private let recent = Mutex<[(name: String, findings: KfuncFindings)]>([])

  /// The findings of the kfunc `name`, which `make` gives where they are not among the last ones.
  func callAsFunction(_ name: String, _ make: () -> KfuncFindings) -> KfuncFindings {
    recent.withLock { recent in
      for known in recent.reversed() where known.name == name { return known.findings }
      let findings = make()
      if recent.count == Self.capacity { recent.removeFirst() }
      recent.append((name, findings))
      return findings
    }
  }
}
