internal import KfuncModel

/// A catalogue with the look-ups that a comparison needs, each made once.
struct IndexedCatalogue: Sendable {
  let catalogue: ReleaseCatalogue
  /// The flags that the release defines.
  let flags: [KfuncFlag: FlagDefinition]
  /// The kfuncs, by name in bytes.
  private(set) var kfuncs: [IndexedKfunc] = []
  private var memberships: [String: [Membership]] = [:]
  private var answers: [String: [FilterAnswer]] = [:]
  private var hooks: [ProgramType: KfuncHook] = [:]
  private var access: [IDSetIdentity: SetAccess] = [:]

  /// The mainline release that the catalogue stands for.
  var release: KernelRelease { catalogue.release.mainline }

  init(_ catalogue: ReleaseCatalogue) {
    self.catalogue = catalogue
    flags = Dictionary(catalogue.flags.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })
    for hook in catalogue.hooks {
      for type in hook.programTypes where hooks[type] == nil { hooks[type] = hook }
    }
    for registration in catalogue.registrations {
      access[registration.idSet, default: SetAccess()].add(registration, opens: opened(by: registration))
    }
    for set in catalogue.idSets where access[set.identity] != nil {
      for member in set.members { add(member, of: set) }
    }
    for filter in catalogue.filters {
      for verdict in filter.verdicts {
        let answer = FilterAnswer(filter: filter.name, source: filter.source, verdict: verdict)
        for name in verdict.kfuncs { answers[name, default: []].append(answer) }
      }
    }
    kfuncs = catalogue.kfuncsByName.map(indexed)
  }

  /// The kfunc with its entries and what opens it.
  private func indexed(_ kfunc: Kfunc) -> IndexedKfunc {
    let memberships = memberships[kfunc.name] ?? []
    var total = SetAccess()
    if memberships.count == 1, let only = access[memberships[0].set] {
      total = only
    } else {
      for membership in memberships { if let more = access[membership.set] { total.merge(more) } }
    }
    return IndexedKfunc(
      kfunc: kfunc, release: release, memberships: memberships, access: total,
      admissions: admissions(of: kfunc.name, access: total))
  }

  /// The types that a registration opens: all of the hook that its type maps to.
  func opened(by registration: Registration) -> [ProgramType] {
    hooks[registration.programType]?.programTypes ?? [registration.programType]
  }

  /// The name of the hook that a type maps to; a type that the table does not know is a hook of its own.
  func hookName(of type: ProgramType) -> String { hooks[type]?.name ?? type.rawValue }

  /// One set may list a name twice, under two conditions: its flags are then those of both entries together.
  private mutating func add(_ member: IDSet.Member, of set: IDSet) {
    var list = memberships[member.name] ?? []
    if let index = list.firstIndex(where: { $0.set == set.identity }) {
      list[index].flags.formUnion(member.flags)
      list[index].conditions.formUnion([member.condition].compactMap(\.self))
    } else {
      list.append(
        Membership(
          set: set.identity, source: member.source, flags: Set(member.flags),
          conditions: Set([set.condition, member.condition].compactMap(\.self))))
    }
    memberships[member.name] = list
  }

  /// What filters answer, by type; types that no filter speaks of are left out.
  private func admissions(of name: String, access: SetAccess) -> [ProgramType: AnsweredAdmission] {
    let own = answers[name] ?? []
    guard !own.isEmpty || !access.filtered.isEmpty else { return [:] }
    var result: [ProgramType: AnsweredAdmission] = [:]
    for answer in own {
      for type in answer.verdict.programTypes {
        let admission = Admission(answer.verdict)
        guard let before = result[type] else {
          result[type] = AnsweredAdmission(admission: admission, source: answer.source)
          continue
        }
        // Every filter of a hook is asked; the narrowest answer holds.
        if admission.width < before.admission.width {
          result[type] = AnsweredAdmission(admission: admission, source: answer.source)
        }
      }
    }
    for (filter, types) in access.filtered {
      for type in types where !own.contains(where: { $0.filter == filter && $0.verdict.programTypes.contains(type) }) {
        // A filter that was named and says nothing of this kfunc and type was not understood.
        if result[type]?.admission.outcome != .refused {
          result[type] = AnsweredAdmission(admission: Admission(outcome: .unread), source: nil)
        }
      }
    }
    return result
  }
}

/// A filter's verdict with the filter's name and place.
struct FilterAnswer: Sendable {
  let filter: String
  let source: SourceReference
  let verdict: KfuncFilter.Verdict
}
