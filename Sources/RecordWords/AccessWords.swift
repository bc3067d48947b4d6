package import CatalogueFacts
package import KfuncModel

/// Who may call a kfunc, told in words.
package enum AccessWords {
  /// Program types that are told together because everything about them is the same.
  package struct Group {
    package let types: [ProgramTypeAccess]
    package var first: ProgramTypeAccess { types[0] }
    package var names: [String] { types.map(\.programType.shortName) }
  }

  /// Types with the same answer for the same reasons together, in order of their first.
  package static func groups(_ access: [ProgramTypeAccess]) -> [Group] {
    var keys: [String] = []
    var groups: [String: [ProgramTypeAccess]] = [:]
    for type in access {
      let key = reasons(type).joined(separator: "\n") + "\n" + registrations(type).joined(separator: "\n")
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(type)
    }
    return keys.compactMap { groups[$0].map(Group.init) }
  }

  /// The answer in a word or two.
  package static func answer(_ outcome: ProgramTypeAccess.Outcome) -> String {
    switch outcome {
    case .open, .admitted: "yes"
    case .conditional: "some programs"
    case .unread: "not known"
    case .refused: "no"
    }
  }

  /// Why that is the answer: one text for each filter that has a say, or that there is none.
  package static func reasons(_ access: ProgramTypeAccess) -> [String] {
    if access.answers.isEmpty {
      return [access.outcome == .unread ? "its filter was not found in the source" : "no filter stands before it"]
    }
    return access.answers.map { answer in
      let filter = "\(answer.filter.name) (\(answer.filter.source))"
      guard let verdict = answer.verdict else { return "\(filter) was not read to an answer" }
      switch verdict.outcome {
      case .admitted: return "admitted by \(filter)"
      case .refused: return "refused by \(filter)"
      case .unread: return "\(filter) was not read to an answer"
      case .conditional: return ([conditions(verdict)] + ["by \(filter)"]).joined(separator: ", ")
      }
    }
  }

  /// Which programs a conditional verdict admits.
  package static func conditions(_ verdict: KfuncFilter.Verdict) -> String {
    var parts: [String] = []
    if !verdict.structOps.isEmpty { parts.append("programs of " + Phrases.list(verdict.structOps, "or")) }
    if !verdict.structOpsMembers.isEmpty {
      let word = verdict.structOpsMembers.count == 1 ? "member " : "members "
      parts.append(word + Phrases.list(verdict.structOpsMembers, "or"))
    }
    if !verdict.attachTypes.isEmpty { parts.append("attached as " + Phrases.list(verdict.attachTypes, "or")) }
    if !verdict.conditions.isEmpty { parts.append("if " + verdict.conditions.joined(separator: ", or if ")) }
    return parts.isEmpty ? "under a condition that was not read" : parts.joined(separator: ", ")
  }

  /// The same in a few words where many members are named.
  package static func briefConditions(_ verdict: KfuncFilter.Verdict) -> String {
    guard verdict.structOpsMembers.count > 3, verdict.attachTypes.isEmpty, verdict.conditions.isEmpty else {
      return conditions(verdict)
    }
    return "\(verdict.structOpsMembers.count) members of \(Phrases.list(verdict.structOps, "or"))"
  }

  /// The registrations that open a kfunc to a type, one text each.
  package static func registrations(_ access: ProgramTypeAccess) -> [String] {
    access.registrations.map { registration in
      var text = "registered for \(registration.programType.shortName) at \(registration.source)"
      let conditions = [registration.condition, registration.runtimeCondition].compactMap { $0 }
      if !conditions.isEmpty { text += " where " + conditions.joined(separator: " and ") }
      return text
    }
  }

  /// A sentence names no more types than these.
  private static let mostNamed = 4

  /// One sentence: `LSM programs may call it; some STRUCT_OPS programs may; TRACING and 3 more are refused.`
  package static func sentence(_ access: [ProgramTypeAccess]) -> String {
    func names(_ outcomes: Set<ProgramTypeAccess.Outcome>) -> [String] {
      access.filter { outcomes.contains($0.outcome) }.map(\.programType.shortName)
    }
    let free = names([.open, .admitted])
    let some = names([.conditional])
    let unread = names([.unread])
    var parts: [String] = []
    if free == ["UNSPEC"] {
      parts.append("programs of every type may call it")
    } else if free.count > mostNamed {
      parts.append("programs of \(free.count) types may call it")
    } else if !free.isEmpty {
      parts.append("\(Phrases.list(free)) programs may call it")
    }
    if !some.isEmpty {
      let types = Phrases.list(some)
      parts.append(parts.isEmpty ? "some \(types) programs may call it" : "of \(types) programs some may")
    }
    if !unread.isEmpty { parts.append("for \(Phrases.list(unread)) the filter was not read to an answer") }
    if parts.isEmpty {
      return access.isEmpty
        ? "No registration was found that opens it to programs."
        : "Filters refuse every program type that it is registered for."
    }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
