internal import CatalogueFacts
internal import KfuncModel

/// Filters admit other programs than before. What no hook opened before, or opens now, counts as refused.
struct FilterChangedRule: ChangeRule {
  func changes(of pair: KfuncPair) -> [ChangeRecord] {
    guard let (old, new) = pair.both else { return [] }
    if old.access.allSatisfy(\.isUnfiltered), new.access.allSatisfy(\.isUnfiltered) { return [] }
    var differences: [AdmissionDifference] = []
    for type in Set(old.filteredTypes).union(new.filteredTypes).sorted() {
      let before = old.admission(type)
      let after = new.admission(type)
      if before != after { differences.append(AdmissionDifference(programType: type, old: before, new: after)) }
    }
    // A type that hooks open or close with every filter's consent is a matter of program types alone.
    differences.removeAll { difference in
      difference.isWholly && old.opening.opens(difference.programType) != new.opening.opens(difference.programType)
    }
    guard !differences.isEmpty else { return [] }
    return [
      pair.record(
        .filterChanged, differences.map(impact).max() ?? .information,
        old: differences.map { old.fact(text($0.programType, $0.old), old.filterSource($0.programType)) },
        new: differences.map { new.fact(text($0.programType, $0.new), new.filterSource($0.programType)) },
        .filter(differences))
    ]
  }

  private func text(_ type: ProgramType, _ admission: Admission) -> String { "\(type.rawValue): \(admission.text)" }

  private func impact(of difference: AdmissionDifference) -> ChangeImpact {
    let (old, new) = (difference.old, difference.new)
    if old.outcome == .unread || new.outcome == .unread { return .information }
    if old.width != new.width {
      if new.width > old.width { return .relaxes }
      return new.outcome == .refused ? .breaks : .tightens
    }
    // Conditions in the words of the source cannot be weighed against each other.
    if Set(old.conditions) != Set(new.conditions) { return .information }
    return new.admitsAll(of: old) ? .relaxes : .tightens
  }
}

extension AdmissionDifference {
  /// Whether it leads from none to all, or from all to none.
  fileprivate var isWholly: Bool {
    (old.outcome == .refused && new.outcome == .admitted) || (old.outcome == .admitted && new.outcome == .refused)
  }
}

extension Admission {
  /// Whether everything that a conditional answer names is named here too; an empty list of members stands for all.
  fileprivate func admitsAll(of other: Admission) -> Bool {
    Set(other.structOps).isSubset(of: structOps) && Set(other.attachTypes).isSubset(of: attachTypes)
      && (structOpsMembers.isEmpty
        || (!other.structOpsMembers.isEmpty && Set(other.structOpsMembers).isSubset(of: structOpsMembers)))
  }
}
