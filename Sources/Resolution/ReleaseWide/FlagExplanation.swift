internal import CatalogueFacts
internal import KfuncModel

/// A change of the release as a whole that shows as a flag gained or lost in many kfuncs.
struct FlagExplanation: Sendable {
  /// When the change holds and which differences it covers.
  enum Condition: Sendable {
    /// The newer release no longer defines the flag: every loss of it.
    case retired
    /// The older release did not define the flag: every gain of it.
    case introduced
    /// Either release defines it: gains and losses where the prototype that BPF programs see stays.
    case prototypeStays
  }

  let id: ReleaseWideChange.ID
  let flag: KfuncFlag
  let condition: Condition
  let title: String
  let explanation: String

  /// Every such change that is known; one more is one more value here.
  static let all: [FlagExplanation] = [
    FlagExplanation(
      id: ReleaseWideChange.ID(rawValue: "trusted-by-default"), flag: .trustedArguments, condition: .retired,
      title: "KF_TRUSTED_ARGS became the default",
      explanation:
        "The flag is gone because every kfunc now asks for trusted arguments. For a kfunc that had it, nothing "
        + "changes."),
    FlagExplanation(
      id: ReleaseWideChange.ID(rawValue: "spinlock-safe-flag"), flag: KfuncFlag(rawValue: "KF_SPINLOCK_SAFE"),
      condition: .introduced, title: "KF_SPINLOCK_SAFE replaces a list in the verifier",
      explanation:
        "Which kfuncs may be called while a bpf_spin_lock is held stood in the verifier's code and is now a flag. "
        + "For a kfunc that the list named, nothing changes; one that it did not name may now be called there too."),
    FlagExplanation(
      id: ReleaseWideChange.ID(rawValue: "implicit-arguments"), flag: .implicitArguments, condition: .prototypeStays,
      title: "Arguments that the verifier supplies",
      explanation:
        "The C function gained, or lost, arguments that BPF programs do not pass. The prototype that programs "
        + "see is the same."),
  ]

  /// The lines that prove that the change holds; nil when it does not.
  func evidence(_ old: CatalogueIndex, _ new: CatalogueIndex) -> [RecordedFact]? {
    switch condition {
    case .retired: FlagExplanation.retirement(of: flag, old, new)
    case .introduced: FlagExplanation.introduction(of: flag, old, new)
    case .prototypeStays:
      FlagExplanation.definitions(of: flag, [old, new])
    }
  }

  /// Whether it explains a difference of `other`.
  func explains(_ other: KfuncFlag, isGain: Bool, prototypeStays: Bool) -> Bool {
    guard other == flag else { return false }
    switch condition {
    case .retired: return !isGain
    case .introduced: return isGain
    case .prototypeStays: return prototypeStays
    }
  }

  /// The older definition, and the newer list that lacks it.
  static func retirement(
    of flag: KfuncFlag, _ old: CatalogueIndex, _ new: CatalogueIndex
  ) -> [RecordedFact]? {
    guard let before = old.flags[flag], new.flags[flag] == nil, let list = new.catalogue.flags.first else { return nil }
    return [
      RecordedFact("\(flag.rawValue) is defined", release: old.release, source: before.source),
      RecordedFact("\(flag.rawValue) is not among the flags", release: new.release, source: list.source),
    ]
  }

  /// The older list that lacks the flag, and the newer definition.
  private static func introduction(
    of flag: KfuncFlag, _ old: CatalogueIndex, _ new: CatalogueIndex
  ) -> [RecordedFact]? {
    guard let after = new.flags[flag], old.flags[flag] == nil, let list = old.catalogue.flags.first else { return nil }
    return [
      RecordedFact("\(flag.rawValue) is not among the flags", release: old.release, source: list.source),
      RecordedFact("\(flag.rawValue) is defined", release: new.release, source: after.source),
    ]
  }

  private static func definitions(of flag: KfuncFlag, _ catalogues: [CatalogueIndex]) -> [RecordedFact]? {
    let facts = catalogues.compactMap { catalogue in
      catalogue.flags[flag].map {
        RecordedFact("\(flag.rawValue) is defined", release: catalogue.release, source: $0.source)
      }
    }
    return facts.isEmpty ? nil : facts
  }
}

/// Trusted arguments as the default: what it means for kfuncs that asked for nothing.
enum TrustedByDefault {
  static let stricter = ReleaseWideChange.ID(rawValue: "stricter-by-default")
  static let stricterTitle = "Kfuncs without a flag about trust became stricter"
  static let stricterExplanation =
    "These kfuncs take pointers and had none of KF_TRUSTED_ARGS, KF_RCU and KF_RELEASE. Trusted arguments are now the "
    + "default: a pointer to a kernel object must be trusted or referenced, and no pointer may be NULL unless its "
    + "parameter says so. No line of their own shows it."

  /// Whether the newer release asks of every kfunc what the older asked on request.
  static func holds(from old: ReleaseTraits, to new: ReleaseTraits) -> Bool {
    !old.trustedByDefault && new.trustedByDefault && old.flags.contains(.trustedArguments)
  }
}
