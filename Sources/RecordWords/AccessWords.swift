package import CatalogueFacts
package import KfuncModel
internal import TextBytes

/// Who may call a kfunc, told in words.
package enum AccessWords {
  /// Program types that are told together because everything about them is the same.
  package struct Group {
    package fileprivate(set) var types: [ProgramTypeAccess]
    package var first: ProgramTypeAccess { types[0] }
    package var names: [String] { types.map(\.programType.shortName) }
  }

  /// Types with the same answer for the same reasons together, in order of their first.
  package static func groups(_ access: [ProgramTypeAccess]) -> [Group] {
    if access.count > mostCompared { return groupsByText(access) }
    var groups: [Group] = []
    for type in access {
      if let known = groups.firstIndex(where: { says($0.first, theSameAs: type) }) {
        groups[known].types.append(type)
      } else {
        var types: [ProgramTypeAccess] = []
        // Most often all types are of one group.
        types.reserveCapacity(access.count)
        types.append(type)
        groups.append(Group(types: types))
      }
    }
    return groups
  }

  /// Types are compared with one another up to so many: a kernel has some thirty, and the words of each, made for nothing but
  /// this, were a fifth of the data of a kfunc. Of more, made up to cost time, the words are compared.
  private static let mostCompared = 64

  private static func groupsByText(_ access: [ProgramTypeAccess]) -> [Group] {
    var keys: [String] = []
    var groups: [String: [ProgramTypeAccess]] = [:]
    for type in access {
      let key = reasons(type).joined(separator: "\n") + "\n" + registrations(type).joined(separator: "\n")
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(type)
    }
    return keys.compactMap { groups[$0].map(Group.init) }
  }

  /// Whether ``reasons(_:)`` and ``registrations(_:)`` of two are the same.
  private static func says(_ one: ProgramTypeAccess, theSameAs other: ProgramTypeAccess) -> Bool {
    if one.answers.count != other.answers.count || one.registrations.count != other.registrations.count { return false }
    if one.answers.isEmpty, (one.outcome == .unread) != (other.outcome == .unread) { return false }
    for index in one.registrations.indices where !isSame(one.registrations[index], other.registrations[index]) {
      return false
    }
    for index in one.answers.indices where !isSame(one.answers[index], other.answers[index]) { return false }
    return true
  }

  private static func isSame(_ one: Registration, _ other: Registration) -> Bool {
    one.programType == other.programType && one.source == other.source && one.condition == other.condition
      && one.runtimeCondition == other.runtimeCondition
  }

  private static func isSame(_ one: ProgramTypeAccess.FilterAnswer, _ other: ProgramTypeAccess.FilterAnswer) -> Bool {
    guard one.outcome == other.outcome, one.filter.name == other.filter.name, one.filter.source == other.filter.source
    else { return false }
    guard one.outcome == .conditional, let verdict = one.verdict, let otherVerdict = other.verdict else { return true }
    return verdict.structOps == otherVerdict.structOps && verdict.structOpsMembers == otherVerdict.structOpsMembers
      && verdict.attachTypes == otherVerdict.attachTypes && verdict.conditions == otherVerdict.conditions
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
    .written { addConditions(of: verdict, to: &$0) }
  }

  /// Adds ``conditions(_:)``.
  package static func addConditions(of verdict: KfuncFilter.Verdict, to bytes: inout [UInt8]) {
    let start = bytes.count
    func add(_ words: [String], _ before: String) {
      if words.isEmpty { return }
      if bytes.count > start { bytes.add(", ") }
      bytes.add(before)
      Phrases.add(words, "or", to: &bytes)
    }
    add(verdict.structOps, "programs of ")
    add(verdict.structOpsMembers, verdict.structOpsMembers.count == 1 ? "member " : "members ")
    add(verdict.attachTypes, "attached as ")
    for (position, condition) in verdict.conditions.enumerated() {
      bytes.add(position > 0 ? ", or if " : bytes.count > start ? ", if " : "if ")
      bytes.add(condition)
    }
    if bytes.count == start { bytes.add("under a condition that was not read") }
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
    access.registrations.map { registration in String.written { add(registration, to: &$0) } }
  }

  /// Adds the text of one of ``registrations(_:)``.
  package static func add(_ registration: Registration, to bytes: inout [UInt8]) {
    bytes.add("registered for ")
    registration.programType.add(to: &bytes)
    bytes.add(" at ")
    registration.source.add(to: &bytes)
    if let condition = registration.condition {
      bytes.add(" where ")
      bytes.add(condition)
    }
    if let condition = registration.runtimeCondition {
      bytes.add(registration.condition == nil ? " where " : " and ")
      bytes.add(condition)
    }
  }

  /// A sentence names no more types than these.
  private static let mostNamed = 4

  /// One sentence: `LSM programs may call it; some STRUCT_OPS programs may; TRACING and 3 more are refused.`
  package static func sentence(_ access: [ProgramTypeAccess]) -> String { .written { add(access, to: &$0) } }

  /// Adds ``sentence(_:)``.
  package static func add(_ access: [ProgramTypeAccess], to bytes: inout [UInt8]) {
    let free = Types(access) { $0 == .open || $0 == .admitted }
    let some = Types(access) { $0 == .conditional }
    let unread = Types(access) { $0 == .unread }
    let start = bytes.count
    if free.isEveryType {
      bytes.add("programs of every type may call it")
    } else if free.count > mostNamed {
      bytes.add("programs of ")
      bytes.add(decimal: free.count)
      bytes.add(" types may call it")
    } else if free.count > 0 {
      free.add(to: &bytes)
      bytes.add(" programs may call it")
    }
    if some.count > 0 {
      let isFirst = bytes.count == start
      bytes.add(isFirst ? "some " : "; of ")
      some.add(to: &bytes)
      bytes.add(isFirst ? " programs may call it" : " programs some may")
    }
    if unread.count > 0 {
      bytes.add(bytes.count == start ? "for " : "; for ")
      unread.add(to: &bytes)
      bytes.add(" the filter was not read to an answer")
    }
    if bytes.count > start {
      Phrases.beginSentence(at: start, of: &bytes)
      bytes.add(".")
    } else if access.isEmpty {
      bytes.add("No registration was found that opens it to programs.")
    } else {
      bytes.add("Filters refuse every program type that it is registered for.")
    }
  }

  /// The types with some answers, found again when they are told: lists of their own would be made for every kfunc.
  private struct Types {
    let count: Int
    private let access: [ProgramTypeAccess]
    private let isOne: (ProgramTypeAccess.Outcome) -> Bool

    init(_ access: [ProgramTypeAccess], _ isOne: @escaping (ProgramTypeAccess.Outcome) -> Bool) {
      self.access = access
      self.isOne = isOne
      var count = 0
      for index in access.indices where isOne(access[index].outcome) { count += 1 }
      self.count = count
    }

    /// Whether the only one is ``ProgramType/unspecified``.
    var isEveryType: Bool {
      count == 1 && access.contains { isOne($0.outcome) && $0.programType.shortName == "UNSPEC" }
    }

    func add(to bytes: inout [UInt8]) {
      var next = 0
      Phrases.add(count, to: &bytes) { _, bytes in
        while !isOne(access[next].outcome) { next += 1 }
        access[next].programType.add(to: &bytes)
        next += 1
      }
    }
  }
}
