internal import CatalogueFacts
internal import KfuncModel

/// Another prototype: as BPF programs see it, or in C alone. Where the C prototype alone differs, since the build supplies
/// arguments itself, no program can tell.
struct PrototypeChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    var records: [ChangeRecord] = []
    for definitions in pair.definitions {
      guard var record = change(of: definitions, pair, old, new) else { continue }
      record.definition = definitions.place
      // Definitions that change alike are one change at several places.
      if let index = records.firstIndex(where: { $0.detail == record.detail }) {
        records[index].old += record.old
        records[index].new += record.new
        if record.definition == nil { records[index].definition = nil }
      } else {
        records.append(record)
      }
    }
    return records
  }

  private func change(
    of definitions: DefinitionPair, _ pair: KfuncPair, _ old: KfuncFacts, _ new: KfuncFacts
  ) -> ChangeRecord? {
    let (before, after) = (definitions.old, definitions.new)
    let (seenBefore, seenAfter) = (before.seenPrototype, after.seenPrototype)
    if seenBefore != seenAfter,
      let difference = PrototypeComparison(old: seenBefore, new: seenAfter).difference(isCOnly: false)
    {
      return pair.record(
        .prototypeChanged, impact(of: difference), old: [old.fact(seenBefore.text, before.source)],
        new: [new.fact(seenAfter.text, after.source)], .prototype(difference))
    }
    if before.prototype != after.prototype,
      let difference = PrototypeComparison(old: before.prototype, new: after.prototype).difference(isCOnly: true)
    {
      return pair.record(
        .prototypeChanged, .invisible, old: [old.fact(before.prototype.text, before.source)],
        new: [new.fact(after.prototype.text, after.source)], .prototype(difference),
        explanation: pair.frame.releaseWide.implicitArguments)
    }
    return nil
  }

  private func impact(of difference: PrototypeChange) -> ChangeImpact {
    var impact = impact(ofType: difference.returnAspects)
    if difference.variadicChanged { impact = .breaks }
    for change in difference.parameters {
      if change.old == nil || change.new == nil { return .breaks }
      impact = max(impact, self.impact(ofType: change.aspects))
      if change.aspects.contains(.annotation) {
        impact = max(impact, AnnotationEffects.impact(change.old?.annotation, change.new?.annotation))
      }
    }
    return impact
  }

  /// The loader compares a program's declaration with the kernel's by kinds of types and skips qualifiers and names.
  private func impact(ofType aspects: [PrototypeChange.Aspect]) -> ChangeImpact {
    if aspects.contains(.type) { return .breaks }
    return aspects.contains(.qualifiers) ? .information : .invisible
  }
}

/// What the change of a parameter's annotation means for callers.
enum AnnotationEffects {
  /// Annotations that let NULL pass: `is_kfunc_arg_nullable` and, up to 6.12, `is_kfunc_arg_optional` in
  /// `kernel/bpf/verifier.c`.
  static let optional: Set<String> = ["__nullable", "__opt"]

  /// The impact of going from one annotation to another; nil is none.
  static func impact(_ old: String?, _ new: String?) -> ChangeImpact {
    let wasOptional = old.map(optional.contains) ?? false
    let isOptional = new.map(optional.contains) ?? false
    switch (wasOptional, isOptional) {
    case (true, true): return .invisible
    case (false, true) where old == nil: return .relaxes
    case (true, false) where new == nil: return .tightens
    // Every other annotation names another kind of argument.
    default: return .breaks
    }
  }
}
