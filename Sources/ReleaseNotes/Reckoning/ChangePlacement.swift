internal import KfuncModel

/// Which changes belong into which section of the notes, equal differences together.
struct ChangePlacement {
  private(set) var prototypes: [KfuncChange] = []
  private(set) var stricter: [ChangeGroup] = []
  private(set) var relaxed: [ChangeGroup] = []
  private(set) var other: [ChangeGroup] = []
  private(set) var invisible: [ChangeGroup] = []

  init(_ changes: [KfuncChange]) {
    var groups: [Place: ChangeGrouping] = [:]
    for change in changes {
      guard let place = Self.place(of: change.change) else { continue }
      if place == .prototypes {
        prototypes.append(change)
      } else {
        groups[place, default: ChangeGrouping()].add(change)
      }
    }
    stricter = groups[.stricter]?.groups ?? []
    relaxed = groups[.relaxed]?.groups ?? []
    other = groups[.other]?.groups ?? []
    invisible = groups[.invisible]?.groups ?? []
  }

  private enum Place: Hashable {
    case prototypes, stricter, relaxed, other, invisible
  }

  /// Nil for what is told elsewhere: comings and goings, renames, notices, and what the release as a whole explains.
  private static func place(of change: ChangeRecord) -> Place? {
    if EventKind.ofPresence.contains(change.kind) { return nil }
    if [.renamed, .noticeAppeared, .noticeVanished].contains(change.kind) { return nil }
    if case .prototype(let difference) = change.detail {
      if difference.isCOnly { return .invisible }
      if change.impact.canBreak { return .prototypes }
    } else if change.explanation != nil, !change.impact.canBreak {
      return nil
    }
    switch change.impact {
    case .breaks, .tightens: return .stricter
    case .relaxes: return .relaxed
    case .invisible: return .invisible
    default: return .other
    }
  }
}

/// Gathers changes with the same difference.
struct ChangeGrouping {
  private var keys: [Key] = []
  private var members: [Key: [KfuncChange]] = [:]

  mutating func add(_ change: KfuncChange) {
    let key = Key(change.change)
    if members[key] == nil { keys.append(key) }
    members[key, default: []].append(change)
  }

  /// The groups in the order of kinds, the largest of a kind first, of equals the one with the first name.
  var groups: [ChangeGroup] {
    let order = keys.indices.sorted { left, right in
      let (first, second) = (keys[left], keys[right])
      if first.rank != second.rank { return first.rank < second.rank }
      let counts = (members[first]?.count ?? 0, members[second]?.count ?? 0)
      return counts.0 == counts.1 ? left < right : counts.0 > counts.1
    }
    return order.compactMap { members[keys[$0]].map(ChangeGroup.init) }
  }

  /// What two changes must share to be told in one sentence.
  private struct Key: Hashable {
    let kind: EventKind
    let impact: ChangeImpact
    let explanation: ReleaseWideChange.ID?
    let definition: DefinitionPlace?
    let difference: Difference

    enum Difference: Hashable {
      case detail(ChangeDetail)
      case facts(old: [String], new: [String])
      case idSets(gained: [String], lost: [String])
      case flags(gained: [KfuncFlag], lost: [KfuncFlag])
      case filter([AdmissionStep])
      case kind
    }

    init(_ change: ChangeRecord) {
      kind = change.kind
      impact = change.impact
      explanation = change.explanation
      definition = change.definition
      switch change.detail {
      case .flags(let difference): self.difference = .flags(gained: difference.gained, lost: difference.lost)
      case .programTypes, .move, .testingOnly: difference = .detail(change.detail)
      case .filter(let differences): difference = .filter(differences.map(AdmissionStep.init))
      case .build: difference = .facts(old: change.old.map(\.text), new: change.new.map(\.text))
      case .idSets(let gained, let lost): difference = .idSets(gained: gained.map(\.name), lost: lost.map(\.name))
      case .prototype(let prototypes):
        // Prototypes that differ in C alone, or in qualifiers and names, need no words of their own.
        difference = prototypes.isCOnly || !change.impact.canBreak ? .kind : .detail(change.detail)
      case .demands where change.explanation == nil: difference = .detail(change.detail)
      default: difference = .kind
      }
    }

    /// The order in which kinds are told.
    var rank: Int {
      let order: [EventKind] = [
        .prototypeChanged, .flagsChanged, .tightened, .programTypesChanged, .filterChanged, .buildChanged,
        .testingOnlyChanged, .idSetChanged, .moved, .kernelDocChanged,
      ]
      return order.firstIndex(of: kind) ?? order.count
    }
  }
}

/// How a filter's answers differ, as it is told: where only a list of members differs, what came and went.
struct AdmissionStep: Hashable {
  private let programType: ProgramType
  private let old: Admission
  private let new: Admission

  init(_ difference: AdmissionDifference) {
    programType = difference.programType
    var (old, new) = (difference.old, difference.new)
    let both = Set(old.structOpsMembers).intersection(new.structOpsMembers)
    if old.outcome == .conditional, new.outcome == .conditional, !old.structOpsMembers.isEmpty,
      !new.structOpsMembers.isEmpty, old.structOps == new.structOps, old.attachTypes == new.attachTypes,
      old.conditions == new.conditions
    {
      old.structOpsMembers.removeAll(where: both.contains)
      new.structOpsMembers.removeAll(where: both.contains)
    }
    (self.old, self.new) = (old, new)
  }
}
