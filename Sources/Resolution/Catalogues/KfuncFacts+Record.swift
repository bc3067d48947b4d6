internal import CatalogueFacts
internal import KfuncModel

extension KfuncFacts {
  /// The answer for a type: refused where nothing opens it.
  func admission(_ type: ProgramType) -> Admission {
    access(for: type)?.admission.admission ?? Admission(outcome: .refused)
  }

  /// Whether the answer for a type is refused: that of ``admission(_:)``, without the rest of it.
  func refuses(_ type: ProgramType) -> Bool {
    guard let access = access(for: type) else { return true }
    return access.deciding?.verdict?.outcome == .refused
  }

  /// The types that a filter has a say about.
  var filteredTypes: [ProgramType] {
    access.filter { !$0.isUnfiltered }.map(\.programType)
  }

  /// The place of the filter that decides about a type; nil where none does or it could not be found.
  func filterSource(_ type: ProgramType) -> SourceReference? { access(for: type)?.admission.source }

  /// A fact of this release.
  func fact(_ text: String, _ source: SourceReference?) -> RecordedFact {
    RecordedFact(text, release: release.mainline, source: source)
  }
}

extension CatalogueIndex {
  /// The mainline release that the catalogue stands for.
  var release: KernelRelease { catalogue.release.mainline }
}

extension ProgramTypeAccess {
  /// Whether no filter has a say.
  var isUnfiltered: Bool { answers.isEmpty && outcome != .unread }

  /// The answer that decides: a hook asks all of its filters, and the narrowest holds.
  fileprivate var deciding: FilterAnswer? { answers.first { $0.outcome == outcome } }

  /// The same as an admission, with the place of the filter that gives it.
  fileprivate var admission: (admission: Admission, source: SourceReference?) {
    if let deciding {
      return (deciding.verdict.map(Admission.init) ?? Admission(outcome: .unread), deciding.filter.source)
    }
    return (Admission(outcome: outcome == .unread ? .unread : .admitted), nil)
  }
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
