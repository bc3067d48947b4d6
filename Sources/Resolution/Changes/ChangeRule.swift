internal import CatalogueFacts
internal import KfuncModel

/// One kind of difference between two releases, found kfunc by kfunc.
protocol ChangeRule: Sendable {
  /// Whether it may speak of a kfunc of which both releases of `frame` say the same in everything but lines.
  func seesEqualFacts(_ frame: ComparisonFrame) -> Bool
  /// The differences of one kfunc.
  func changes(of pair: KfuncPair) -> [ChangeRecord]
}

extension ChangeRule {
  /// Mostly what is equal is no difference.
  func seesEqualFacts(_ frame: ComparisonFrame) -> Bool { false }
}

/// All rules, in the order in which their changes are told; a rename is found over all kfuncs and comes last
/// (``RenameFinder``).
enum ChangeRules {
  static let all: [any ChangeRule] = [
    AddedRule(), RemovedRule(), PrototypeChangedRule(), FlagsChangedRule(), TightenedRule(), ProgramTypesChangedRule(),
    FilterChangedRule(), IDSetChangedRule(), MovedRule(), BuildChangedRule(), KernelDocChangedRule(),
    NoticeAppearedRule(), NoticeVanishedRule(), TestingOnlyChangedRule(),
  ]
}

/// One kfunc in two releases; nil where a release does not have it.
struct KfuncPair: Sendable {
  let name: String
  let old: KfuncFacts?
  let new: KfuncFacts?
  let frame: ComparisonFrame
  /// Which definition continues which, for all rules; none where a release does not have it.
  let definitions: [DefinitionPair]

  init(name: String, old: KfuncFacts?, new: KfuncFacts?, frame: ComparisonFrame) {
    self.name = name
    self.old = old
    self.new = new
    self.frame = frame
    if let old, let new { definitions = DefinitionPairing(old, new).pairs } else { definitions = [] }
  }

  /// Both sides, when both releases have it.
  var both: (old: KfuncFacts, new: KfuncFacts)? {
    guard let old, let new else { return nil }
    return (old, new)
  }

  /// A record of this pair.
  func record(
    _ kind: EventKind, _ impact: ChangeImpact, old: [RecordedFact] = [], new: [RecordedFact] = [],
    _ detail: ChangeDetail,
    explanation: ReleaseWideChange.ID? = nil
  ) -> ChangeRecord {
    ChangeRecord(
      kind: kind, kfunc: name, in: frame.span, impact: impact, old: old, new: new, detail: detail,
      explanation: explanation)
  }
}

/// The two releases of a comparison and what changed for all kfuncs between them. An object, since every pair holds it.
final class ComparisonFrame: Sendable {
  let span: ReleaseSpan
  let releaseWide: ReleaseWideRules

  init(span: ReleaseSpan, releaseWide: ReleaseWideRules) {
    self.span = span
    self.releaseWide = releaseWide
  }
}
