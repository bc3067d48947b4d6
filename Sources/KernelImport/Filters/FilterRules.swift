import KfuncModel

extension FilterBody {
  /// The decisions as they are published: what each speaks of, in the order of the source.
  var rules: [KfuncFilter.Rule] {
    decisions.map { decision in
      var rule = KfuncFilter.Rule(
        admits: decision.admits, text: decision.text.isEmpty ? "otherwise" : decision.text, line: decision.line)
      for atom in decision.condition.atoms {
        switch atom {
        case .inSet(let name): rule.sets.appendNew(name)
        case .programType(let name): rule.programTypes.appendNew(ProgramType(rawValue: name))
        case .structOps(let name): rule.structOps.appendNew(name)
        case .members(let names): for name in names { rule.structOpsMembers.appendNew(name) }
        case .attachType(let name): rule.attachTypes.appendNew(name)
        case .hasStructOps, .configuration, .other: break
        }
      }
      return rule
    }
  }
}

extension Array where Element: Equatable {
  /// Appends an element that is not there yet.
  mutating func appendNew(_ element: Element) {
    if !contains(element) { append(element) }
  }
}
