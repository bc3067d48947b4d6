public import KfuncModel

/// A kfunc's entries in one registered ID set, taken together: a set may list a name twice, under two conditions.
public struct SetEntry: Sendable {
  /// The set.
  public let set: IDSetIdentity
  /// The first of its entries.
  public let source: SourceReference
  /// The flags of all its entries.
  public var flags: Set<KfuncFlag>
  /// Preprocessor conditions around the set and the entries.
  public var conditions: Set<String>
}

extension KfuncFacts {
  /// The memberships by set, each set once.
  public var entries: [SetEntry] {
    var entries: [SetEntry] = []
    entries.reserveCapacity(memberships.count)
    for membership in memberships {
      let member = membership.member
      if let index = entries.firstIndex(where: { $0.set == membership.identity }) {
        entries[index].flags.formUnion(member.flagSet)
        if let condition = member.condition { entries[index].conditions.insert(condition) }
      } else {
        var conditions: Set<String> = []
        if let condition = membership.set.condition { conditions.insert(condition) }
        if let condition = member.condition { conditions.insert(condition) }
        entries.append(
          SetEntry(set: membership.identity, source: member.source, flags: member.flagSet, conditions: conditions))
      }
    }
    return entries
  }
}

/// What the registrations of the sets that list a kfunc open, whatever filters answer.
public struct SetOpening: Sendable {
  /// The types that registrations name, each with the first registration that does.
  public private(set) var registered: [ProgramType: Registration] = [:]
  /// The types that the hooks of those types open.
  public private(set) var opened: Set<ProgramType> = []
  /// Conditions of registrations, compile time and run time.
  public private(set) var conditions: Set<String> = []

  /// Whether programs of `type` are let in by its own hook or by the common one.
  public func opens(_ type: ProgramType) -> Bool { opened.contains(type) || opened.contains(.unspecified) }

  mutating func add(_ registration: Registration, opens types: [ProgramType]) {
    if registered[registration.programType] == nil { registered[registration.programType] = registration }
    opened.formUnion(types)
    conditions.formUnion([registration.condition, registration.runtimeCondition].compactMap(\.self))
  }
}
