internal import Diagnostics
internal import KfuncModel

/// What people wrote, by kfunc, with releases that exist.
struct WrittenEvents: Sendable {
  private(set) var diagnostics: [Diagnostic] = []
  private var byKfunc: [String: [WrittenEvent]] = [:]
  private var bySuccessor: [String: [WrittenEvent]] = [:]

  init(_ events: [WrittenEvent], releases: ReleaseList) {
    for event in events {
      guard let release = event.release else {
        byKfunc[event.kfunc, default: []].append(event)
        continue
      }
      switch releases.standing(of: release) {
      case .neverExisted:
        diagnostics.append(
          Diagnostic(.error, "unknown-release", "there was no release \(release)", at: event.location))
      case .toCome:
        diagnostics.append(
          Diagnostic(.error, "unknown-release", "\(release) is later than every known release", at: event.location))
      case .imported, .notImported, .beforeList:
        byKfunc[event.kfunc, default: []].append(event)
      }
    }
    // Oldest first; what belongs to no release comes first, by place.
    for name in byKfunc.keys { byKfunc[name]?.sort(by: WrittenEvents.comesBefore) }
    for event in byKfunc.values.lazy.joined() where event.kind == .renamed {
      if let successor = event.successor, successor != event.kfunc { bySuccessor[successor, default: []].append(event) }
    }
    for name in bySuccessor.keys { bySuccessor[name]?.sort(by: WrittenEvents.comesBefore) }
  }

  private static func comesBefore(_ left: WrittenEvent, _ right: WrittenEvent) -> Bool {
    switch (left.release, right.release) {
    case (let first?, let second?) where first != second: first < second
    case (nil, .some): true
    case (.some, nil): false
    default: left.location < right.location
    }
  }

  /// The names that somebody wrote about.
  var names: some Sequence<String> { byKfunc.keys }

  /// The events of `name`, oldest first.
  subscript(name: String) -> [WrittenEvent] { byKfunc[name] ?? [] }

  /// The renames of other kfuncs that lead to `name`, oldest first.
  func renames(to name: String) -> [WrittenEvent] { bySuccessor[name] ?? [] }

  /// Confirms suspected renames that people wrote down, and drops those of which they wrote otherwise.
  func settleRenames(_ comparison: inout ReleaseComparison) {
    comparison.changes = comparison.changes.compactMap { change in
      guard case .rename(var suspicion) = change.detail else { return change }
      let said = self[change.kfunc].filter { event in
        event.kind == .renamed && event.successor != nil && event.release.map(change.interval.contains) ?? true
      }
      guard !said.isEmpty else { return change }
      guard said.contains(where: { $0.successor == suspicion.successor }) else { return nil }
      suspicion.isConfirmed = true
      var change = change
      change.detail = .rename(suspicion)
      return change
    }
  }
}
