internal import CatalogueFacts
internal import KfuncModel

/// Other configuration symbols, another form of building, or another condition around definition, entry or registration. On
/// some kernels a program may find or miss it newly.
struct BuildChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    if hasSameConditions(old, new) { return [] }
    let before = facts(old)
    let after = facts(new)
    // Compared as sets: what both have is not told.
    let known = Set(before.map(\.text))
    let kept = Set(after.map(\.text))
    let lost = before.filter { !kept.contains($0.text) }
    let gained = after.filter { !known.contains($0.text) }
    guard !lost.isEmpty || !gained.isEmpty else { return [] }
    return [pair.record(.buildChanged, .information, old: lost, new: gained, .build)]
  }

  /// Nearly every kfunc of nearly every release: nothing is spelled out for it.
  private func hasSameConditions(_ old: KfuncFacts, _ new: KfuncFacts) -> Bool {
    hasSameDefinitions(old.kfunc.definitions, new.kfunc.definitions)
      && old.opening.conditions == new.opening.conditions
      && old.entries.map(\.conditions) == new.entries.map(\.conditions)
  }

  private func hasSameDefinitions(_ old: [KfuncDefinition], _ new: [KfuncDefinition]) -> Bool {
    old.count == new.count
      && zip(old, new).allSatisfy {
        $0.build == $1.build && $0.condition == $1.condition && (old.count == 1 || $0.source.file == $1.source.file)
      }
  }

  /// Every condition, one fact each; where several definitions count, the files that hold them too.
  private func facts(_ kfunc: KfuncFacts) -> [RecordedFact] {
    var facts: [RecordedFact] = []
    let definitions = kfunc.definitions
    for definition in definitions {
      facts.append(kfunc.fact("built: \(definition.build.form.rawValue)", definition.source))
      facts += definition.build.symbols.map { kfunc.fact("needs \($0)", definition.source) }
      if let condition = definition.condition {
        facts.append(kfunc.fact("defined under \(condition)", definition.source))
      }
    }
    for entry in kfunc.entries {
      facts += entry.conditions.sorted().map { kfunc.fact("listed under \($0)", entry.source) }
    }
    let registration = kfunc.opening.registered.values.map(\.source).min()
    facts += kfunc.opening.conditions.sorted().map { kfunc.fact("registered under \($0)", registration) }
    var seen: Set<String> = []
    return facts.filter { seen.insert($0.text).inserted }
  }
}
