internal import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import RecordWords
package import Resolution

/// What entry, stability page and JSON of one kfunc all show, found once for the three.
///
/// They are written one after another. Found by each of them for itself, it was a tenth of a build; found when the first asks
/// for each part, the three logs of what was read cost a fiftieth. So who gets them has read all that they were found from.
package final class KfuncFindings: Sendable {
  /// Where it is present and absent, in a sentence.
  let presence: String
  /// Its state in a sentence or two; empty without a record.
  let state: String
  /// The passages that name the kfunc.
  package let backlinks: [Backlink]
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

  /// How many kfuncs' findings a site keeps: enough for those that the threads of a large machine are at. Kept for all until the
  /// end, they would be a tenth of a build's memory.
  static let mostKept = 16

  init(_ history: KfuncHistory, _ record: KfuncRecord?, _ links: ContentLinks) {
    presence = PresenceWords.sentence(history)
    state = record.map { StateWords.sentence($0.state) } ?? ""
    backlinks = links.crossLinks.backlinks(toKfunc: history.name)
    let newest = history.newest
    usersSummary = newest.map { TreeUsersPart.summary($0.kfunc.users, $0.release) } ?? ""
    clauses = newest.map { links.reach.clauses(reaching: history.name, in: $0.release) } ?? []
    isAsBefore = history.isAsBefore
    matrix = ReleaseMatrix.html(history, isAsBefore, record: record)
    calling = newest.flatMap(CallingPart.Code.init)
  }
}
