import KfuncModel

extension FilterBody {
  /// What the filter answers when a program of `programType` calls a kfunc that is a member of `sets`.
  func verdict(programType: ProgramType, sets: Set<String>) -> FilterAnswer {
    let known: (FilterAtom) -> Bool? = { atom in
      switch atom {
      case .inSet(let name): sets.contains(name)
      case .programType(let type): type == programType.rawValue
      // The verifier asks again once the table is known; that answer is the one that counts.
      case .hasStructOps: programType.rawValue == "BPF_PROG_TYPE_STRUCT_OPS"
      default: nil
      }
    }
    var paths: [(conditions: [FilterCondition], admits: Bool)] = []
    var path: [FilterCondition] = []
    for decision in decisions {
      switch decision.condition.simplified(known) {
      case .never: continue
      case .always:
        paths.append((path, decision.admits))
        return FilterAnswer(paths: paths)
      case let open:
        paths.append((path + [open], decision.admits))
        path.append(open.negated)
      }
    }
    return FilterAnswer(paths: paths, isUnread: true)
  }
}

/// A filter's answer with what it still depends on.
struct FilterAnswer: Hashable {
  var outcome: KfuncFilter.Verdict.Outcome
  var structOps: [String] = []
  var members: [String] = []
  var attachTypes: [String] = []
  var conditions: [String] = []

  init(paths: [(conditions: [FilterCondition], admits: Bool)], isUnread: Bool = false) {
    if isUnread {
      outcome = .unread
      return
    }
    if paths.allSatisfy(\.admits) {
      outcome = .admitted
      return
    }
    let admitting = paths.filter(\.admits)
    if admitting.isEmpty {
      outcome = .refused
      return
    }
    outcome = .conditional
    for path in admitting { note(path.conditions) }
  }

  /// Adds what one way to be admitted asks for.
  private mutating func note(_ conditions: [FilterCondition]) {
    var asked = Asked()
    for condition in conditions { asked.note(condition) }
    let excluded = asked.excludedStructOps
    for name in asked.structOps where !excluded.contains(name) && !structOps.contains(name) { structOps.append(name) }
    for name in asked.members where !members.contains(name) { members.append(name) }
    for name in asked.attachTypes where !attachTypes.contains(name) { attachTypes.append(name) }
    if !asked.others.isEmpty {
      let text = asked.others.joined(separator: " && ")
      if !self.conditions.contains(text) { self.conditions.append(text) }
    }
  }

  /// The atoms of one path, sorted by kind.
  private struct Asked {
    var structOps: [String] = []
    var excludedStructOps: Set<String> = []
    var members: [String] = []
    var attachTypes: [String] = []
    var others: [String] = []

    mutating func note(_ condition: FilterCondition) {
      switch condition {
      case .always, .never: break
      case .all(let left, let right):
        note(left)
        note(right)
      case .any(let left, let right):
        let texts = Asked.texts(of: condition)
        if let texts {
          others.append(texts.joined(separator: " || "))
        } else {
          note(left)
          note(right)
        }
      case .atom(.structOps(let name)): structOps.append(name)
      case .atom(.members(let names)): members += names
      case .atom(.attachType(let name)): attachTypes.append(name)
      case .atom(.other(let text)), .atom(.configuration(let text)): others.append(text)
      case .not(.atom(.structOps(let name))): excludedStructOps.insert(name)
      case .not(.atom(.members)): break
      case .not(.atom(.attachType(let name))): others.append("prog->expected_attach_type != \(name)")
      case .not(.atom(.other(let text))): others.append(Asked.negated(text))
      case .not(.atom(.configuration(let text))): others.append(ConditionText.negated(text))
      default: break
      }
    }

    static func negated(_ text: String) -> String {
      if text.contains(" == ") { return text.replacing(" == ", with: " != ", maxReplacements: 1) }
      return "!" + text
    }

    /// The texts of a disjunction of other atoms only, nil where it speaks of anything else.
    static func texts(of condition: FilterCondition) -> [String]? {
      switch condition {
      case .any(let left, let right):
        guard let left = texts(of: left), let right = texts(of: right) else { return nil }
        return left + right
      case .atom(.other(let text)), .atom(.configuration(let text)): return [text]
      case .not(.atom(.other(let text))): return [negated(text)]
      case .not(.atom(.configuration(let text))): return [ConditionText.negated(text)]
      default: return nil
      }
    }
  }
}
