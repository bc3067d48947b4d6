internal import KfuncModel

/// What gaining or losing a flag asks of callers, after the flags' use in `kernel/bpf/verifier.c`.
enum FlagEffects {
  private struct Effect {
    let gained: ChangeImpact
    let lost: ChangeImpact
  }

  /// A flag that is not here is newer than this table: its effect is not claimed.
  private static let table: [String: Effect] = [
    // The caller must release what it got; who releases must have acquired.
    "KF_ACQUIRE": Effect(gained: .breaks, lost: .breaks),
    "KF_RELEASE": Effect(gained: .breaks, lost: .breaks),
    // The result must be compared with NULL before use.
    "KF_RET_NULL": Effect(gained: .breaks, lost: .relaxes),
    // The first argument must be a pointer to a kptr (up to 6.1).
    "KF_KPTR_GET": Effect(gained: .breaks, lost: .breaks),
    // Only sleepable programs may call.
    "KF_SLEEPABLE": Effect(gained: .tightens, lost: .relaxes),
    // CAP_SYS_BOOT.
    "KF_DESTRUCTIVE": Effect(gained: .tightens, lost: .relaxes),
    // Only inside a region of RCU.
    "KF_RCU_PROTECTED": Effect(gained: .tightens, lost: .relaxes),
    // Parts of an iterator, recognised by name and shape.
    "KF_ITER_NEW": Effect(gained: .breaks, lost: .breaks),
    "KF_ITER_NEXT": Effect(gained: .breaks, lost: .breaks),
    "KF_ITER_DESTROY": Effect(gained: .breaks, lost: .breaks),
    // Fewer registers are saved around the call.
    "KF_FASTCALL": Effect(gained: .invisible, lost: .invisible),
    // Callable while a bpf_spin_lock is held.
    "KF_SPINLOCK_SAFE": Effect(gained: .relaxes, lost: .tightens),
    // CAP_PERFMON.
    "KF_PERFMON": Effect(gained: .tightens, lost: .relaxes),
  ]

  /// How sure the verifier must be of a pointer to a kernel object.
  enum Trust: Int, Comparable {
    case none
    case rcu
    case trusted

    static func < (left: Trust, right: Trust) -> Bool { left.rawValue < right.rawValue }
  }

  /// The flags that decide about trust; they are judged together.
  static let ofTrust: Set<KfuncFlag> = [.trustedArguments, .rcu, .release]

  /// What a kfunc with `flags` asks of pointers to kernel objects, by `is_kfunc_trusted_args` and `is_kfunc_rcu`:
  /// RCU comes after trusted, since it lets both pass. From 7.x on trusted is the default.
  static func trust(_ flags: Set<KfuncFlag>, trustedByDefault: Bool) -> Trust {
    if flags.contains(.rcu) { return .rcu }
    if flags.contains(.trustedArguments) || flags.contains(.release) || trustedByDefault { return .trusted }
    return .none
  }

  /// The impact of a difference of flags; `trust` is what both releases ask.
  static func impact(gained: [KfuncFlag], lost: [KfuncFlag], trust: (old: Trust, new: Trust)) -> ChangeImpact {
    var impact = ChangeImpact.invisible
    for flag in gained where flag != .trustedArguments && flag != .rcu {
      impact = max(impact, table[flag.rawValue]?.gained ?? .information)
    }
    for flag in lost where flag != .trustedArguments && flag != .rcu {
      impact = max(impact, table[flag.rawValue]?.lost ?? .information)
    }
    if (gained + lost).contains(where: { $0 == .trustedArguments || $0 == .rcu }) {
      if trust.new > trust.old { impact = max(impact, .tightens) }
      if trust.new < trust.old { impact = max(impact, .relaxes) }
    }
    return impact
  }
}

extension KfuncFlag {
  /// Pointers to kernel objects must be trusted or referenced (up to 6.12; the default since).
  static let trustedArguments = KfuncFlag(rawValue: "KF_TRUSTED_ARGS")
  /// Pointers to kernel objects may also be protected by RCU.
  static let rcu = KfuncFlag(rawValue: "KF_RCU")
  /// The argument's reference is given up.
  static let release = KfuncFlag(rawValue: "KF_RELEASE")
}
