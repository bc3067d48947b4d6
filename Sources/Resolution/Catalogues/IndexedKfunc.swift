internal import KfuncModel

/// A kfunc of one release with its set entries, what opens it and what filters answer.
///
/// An immutable object, not a value: every rule is handed two of them for every kfunc, and copying the many lists of a
/// definition each time took most of a comparison.
final class IndexedKfunc: Sendable {
  let kfunc: Kfunc
  /// The definition that speaks for it.
  let definition: KfuncDefinition?
  /// The prototype that a BPF program sees.
  let bpfPrototype: Prototype?
  let release: KernelRelease
  let memberships: [Membership]
  let access: SetAccess
  /// What filters answer for the types that they speak of.
  let admissions: [ProgramType: AnsweredAdmission]

  init(
    kfunc: Kfunc, release: KernelRelease, memberships: [Membership], access: SetAccess,
    admissions: [ProgramType: AnsweredAdmission]
  ) {
    self.kfunc = kfunc
    definition = kfunc.principalDefinition
    bpfPrototype = definition.map { $0.bpfPrototype ?? $0.prototype }
    self.release = release
    self.memberships = memberships
    self.access = access
    self.admissions = admissions
  }

  /// The answer for a type: refused where nothing opens it.
  func admission(_ type: ProgramType) -> Admission {
    guard access.opened.contains(type) || access.opened.contains(.unspecified) else {
      return Admission(outcome: .refused)
    }
    // The common hook is asked first, and its consent is enough: `btf_kfunc_is_allowed` in `kernel/bpf/btf.c`.
    if access.opened.contains(type), access.opened.contains(.unspecified), admissions[.unspecified] == nil {
      return Admission(outcome: .admitted)
    }
    return admissions[type]?.admission ?? Admission(outcome: .admitted)
  }

  /// A fact of this release.
  func fact(_ text: String, _ source: SourceReference?) -> RecordedFact {
    RecordedFact(text, release: release, source: source)
  }
}

/// An entry of a registered ID set.
struct Membership: Sendable {
  let set: IDSetIdentity
  let source: SourceReference
  var flags: Set<KfuncFlag>
  /// Preprocessor conditions around the set and the entry.
  var conditions: Set<String>
}

/// What the registrations of a set, or of several, open.
struct SetAccess: Sendable {
  /// The types that registrations name, each with the first registration that does.
  private(set) var registered: [ProgramType: Registration] = [:]
  /// The types that the hooks of those types open.
  private(set) var opened: Set<ProgramType> = []
  /// Filters that registrations bring, with the types that they stand before.
  private(set) var filtered: [String: Set<ProgramType>] = [:]
  /// Conditions of registrations, compile time and run time.
  private(set) var conditions: Set<String> = []

  mutating func add(_ registration: Registration, opens types: [ProgramType]) {
    if registered[registration.programType] == nil { registered[registration.programType] = registration }
    opened.formUnion(types)
    if let filter = registration.filter { filtered[filter, default: []].formUnion(types) }
    conditions.formUnion([registration.condition, registration.runtimeCondition].compactMap(\.self))
  }

  mutating func merge(_ other: SetAccess) {
    registered.merge(other.registered) { first, _ in first }
    opened.formUnion(other.opened)
    filtered.merge(other.filtered) { $0.union($1) }
    conditions.formUnion(other.conditions)
  }
}

/// An answer with the place of the filter that gave it.
struct AnsweredAdmission: Sendable {
  let admission: Admission
  /// Nil where the filter could not be found.
  let source: SourceReference?
}

extension Admission {
  /// The answer of a verdict.
  init(_ verdict: KfuncFilter.Verdict) {
    self.init(
      outcome: verdict.outcome, structOps: verdict.structOps.sorted(),
      structOpsMembers: verdict.structOpsMembers.sorted(),
      attachTypes: verdict.attachTypes.sorted(), conditions: verdict.conditions)
  }

  /// How many programs the answer lets pass, compared with others: more is wider.
  var width: Int {
    switch outcome {
    case .admitted: 3
    case .conditional: 2
    case .unread: 1
    case .refused: 0
    }
  }

  /// The answer in one line.
  var text: String {
    var text = outcome.rawValue
    if !structOps.isEmpty { text += ", struct_ops " + structOps.joined(separator: ", ") }
    if !structOpsMembers.isEmpty { text += ", members " + structOpsMembers.joined(separator: ", ") }
    if !attachTypes.isEmpty { text += ", attach types " + attachTypes.joined(separator: ", ") }
    if !conditions.isEmpty { text += ", if " + conditions.joined(separator: " or ") }
    return text
  }
}
