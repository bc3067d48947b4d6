internal import CatalogueFacts
internal import KfuncModel

/// Stricter arguments with no difference in the kfunc's own sources: trusted arguments became the default.
///
/// 6.12's `check_kfunc_args` refuses NULL and untrusted pointers only where TRUSTED_ARGS, RCU or RELEASE is set; 7.2's does
/// so for every kfunc. A kfunc that had none of the three became stricter, in pointers to kernel objects (trust, and no
/// NULL) and in pointers to memory (no NULL, which `check_mem_reg` let through).
struct TightenedRule: ChangeRule {
  /// What a release asks of every kfunc changes none of its facts.
  func seesEqualFacts(_ frame: ComparisonFrame) -> Bool { frame.releaseWide.trustedByDefault != nil }

  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let explanation = pair.frame.releaseWide.trustedByDefault, let (old, new) = pair.both,
      let before = old.bpfPrototype
    else { return [] }
    let lax = old.entries.filter { $0.flags.isDisjoint(with: FlagEffects.ofTrust) }
    // What gains a flag that asks for trust shows that difference itself.
    let stillWithout = new.entries.contains { $0.flags.isDisjoint(with: FlagEffects.ofTrust) }
    guard let entry = lax.first, stillWithout else { return [] }
    let demands = demands(before, old, new)
    guard !demands.isEmpty else { return [] }
    return [
      pair.record(
        .tightened, .tightens,
        old: [old.fact("\(entry.set.name): none of KF_TRUSTED_ARGS, KF_RCU, KF_RELEASE", entry.source)],
        new: [new.fact(new.bpfPrototype?.text ?? pair.name, new.definition?.source)], .demands(demands),
        explanation: explanation)
    ]
  }

  /// What is newly asked of the parameters that both prototypes have.
  private func demands(_ before: Prototype, _ old: KfuncFacts, _ new: KfuncFacts) -> [ArgumentDemand] {
    guard let after = new.bpfPrototype else { return [] }
    return before.parameters.indices.compactMap { index in
      let later = index < after.parameters.count ? after.parameters[index] : nil
      // Another type is another argument; the change of the prototype tells it.
      guard let later, PrototypeComparison.typeAspects(before.parameters[index].type, later.type) != [.type] else {
        return nil
      }
      switch ArgumentKind.of(index, of: before, kfunc: old) {
      case .ownRules: return nil
      case .object: return ArgumentDemand(index: index, parameter: later, demand: .trusted)
      case .memory:
        let mayBeNull = [before.parameters[index], later].contains {
          $0.annotation.map(AnnotationEffects.optional.contains) ?? false
        }
        return mayBeNull ? nil : ArgumentDemand(index: index, parameter: later, demand: .notNull)
      }
    }
  }
}
