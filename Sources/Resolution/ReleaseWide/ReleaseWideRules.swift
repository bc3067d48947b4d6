internal import CatalogueFacts
internal import KfuncModel

/// The changes of a release as a whole that hold between two catalogues, and what they explain.
///
/// Each is a value: its name, its words, the evidence in the catalogues' lists of flags and hooks, and which differences it
/// covers. Which kfuncs it covers follows from the records that carry its name; none is named in code.
struct ReleaseWideRules: Sendable {
  let old: ReleaseTraits
  let new: ReleaseTraits
  /// Every change that holds, in the order in which they are told, without kfuncs.
  let changes: [ReleaseWideChange]
  /// The change that explains why kfuncs that asked for nothing became stricter; nil where none does.
  let trustedByDefault: ReleaseWideChange.ID?
  private let flagRules: [FlagExplanation]
  private let hooks: HookTableComparison
  private let files: FileMoves

  init(old: CatalogueIndex, new: CatalogueIndex, interval: ReleaseInterval) {
    self.old = ReleaseTraits(old)
    self.new = ReleaseTraits(new)
    hooks = HookTableComparison(old: old, new: new)
    files = FileMoves(old: old, new: new)
    var holding: [FlagExplanation] = []
    var changes: [ReleaseWideChange] = []
    func add(_ id: ReleaseWideChange.ID, _ title: String, _ explanation: String, _ evidence: [RecordedFact]) {
      changes.append(
        ReleaseWideChange(
          id: id, title: title, explanation: explanation, from: old.release, to: new.release, interval: interval,
          evidence: evidence))
    }
    for rule in FlagExplanation.all {
      guard let evidence = rule.evidence(old, new) else { continue }
      holding.append(rule)
      add(rule.id, rule.title, rule.explanation, evidence)
    }
    flagRules = holding
    trustedByDefault = TrustedByDefault.holds(from: self.old, to: self.new) ? TrustedByDefault.stricter : nil
    if trustedByDefault != nil {
      add(
        TrustedByDefault.stricter, TrustedByDefault.stricterTitle, TrustedByDefault.stricterExplanation,
        FlagExplanation.retirement(of: .trustedArguments, old, new) ?? [])
    }
    for change in hooks.changes { add(change.id, change.title, change.explanation, change.evidence) }
    for move in files.moves { add(move.id, move.title, FileMoves.explanation, move.evidence) }
    self.changes = changes
  }

  /// The change that explains C prototypes whose BPF form stayed; nil where neither release knows such arguments.
  var implicitArguments: ReleaseWideChange.ID? {
    flagRules.first { $0.flag == .implicitArguments }?.id
  }

  /// The change that explains that a kfunc gained `flag`, nil when it stands for itself.
  func explanation(ofGaining flag: KfuncFlag, prototypeStays: Bool) -> ReleaseWideChange.ID? {
    flagRules.first { $0.explains(flag, isGain: true, prototypeStays: prototypeStays) }?.id
  }

  /// The change that explains that a kfunc lost `flag`, nil when it stands for itself.
  func explanation(ofLosing flag: KfuncFlag, prototypeStays: Bool) -> ReleaseWideChange.ID? {
    flagRules.first { $0.explains(flag, isGain: false, prototypeStays: prototypeStays) }?.id
  }

  /// The change that explains that a kfunc is defined in another file; nil where it moved alone.
  func explanation(ofMoveFrom old: String, to new: String) -> ReleaseWideChange.ID? {
    files.explanation(from: old, to: new)
  }

  /// The change of the table of hooks that explains why a kfunc is newly, or no longer, open to `type`.
  func explanation(
    ofHookChangeFor type: ProgramType, old: SetOpening, new: SetOpening
  ) -> ReleaseWideChange.ID? {
    hooks.explanation(for: type, old: old, new: new)
  }
}

/// What a release does with every kfunc, read from its list of flags.
struct ReleaseTraits: Sendable {
  /// The flags that it defines; empty when its list was not read.
  let flags: Set<KfuncFlag>

  init(_ catalogue: CatalogueIndex) { flags = Set(catalogue.flags.keys) }

  /// Whether arguments of every kfunc must be trusted: RCU is known, as the exception, and TRUSTED_ARGS no longer is.
  var trustedByDefault: Bool { flags.contains(.rcu) && !flags.contains(.trustedArguments) }
}
