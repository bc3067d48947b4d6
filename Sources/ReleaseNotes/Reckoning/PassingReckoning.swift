internal import KfuncModel

/// What happened on the way and shows at neither end.
struct PassingReckoning {
  private let frame: NotesReckoning
  /// The kinds of changes that each kfunc has between the ends.
  private let net: [String: Set<EventKind>]

  /// The kinds for which there is a way back.
  private static let reversible: [EventKind] = [
    .prototypeChanged, .flagsChanged, .programTypesChanged, .filterChanged, .idSetChanged, .moved, .buildChanged,
  ]

  init(_ frame: NotesReckoning, _ changes: [ChangeRecord]) {
    self.frame = frame
    var net: [String: Set<EventKind>] = [:]
    for change in changes { net[change.kfunc, default: []].insert(change.kind) }
    self.net = net
  }

  /// By name.
  func passing() -> [PassingChange] {
    frame.source.record.kfuncs.lazy.filter { frame.concerns($0.name) && !$0.isTestingOnly }.flatMap(passing(of:))
  }

  private func passing(of kfunc: KfuncRecord) -> [PassingChange] {
    // One event brings nothing back, and most kfuncs have none between two releases.
    var count = 0
    for event in kfunc.events where event.interval.map(frame.isOnTheWay) ?? false { count += 1 }
    if count < 2 { return [] }
    let events = kfunc.events.filter { $0.interval.map(frame.isOnTheWay) ?? false }
    let turns = events.filter { EventKind.ofPresence.contains($0.kind) }
    let was = frame.source.record.isPresent(kfunc, in: frame.request.from) ?? false
    let isThere = frame.source.record.isPresent(kfunc, in: frame.request.to) ?? false
    if was == isThere, turns.count > 1 {
      return [change(kfunc, was ? .wentAndCameBack : .cameAndWent, was ? .removed : .added, turns)]
    }
    // A kfunc that was not there all along has no change that came back.
    guard was, isThere, turns.isEmpty else { return [] }
    return Self.reversible.compactMap { kind in
      guard net[kfunc.name]?.contains(kind) != true else { return nil }
      // What the release as a whole did and undid is no matter of this kfunc.
      let steps = events.filter { $0.kind == kind && ($0.change?.countsForKfunc ?? false) }
      return Set(steps.compactMap(\.interval)).count > 1 ? change(kfunc, .changedBack, kind, steps) : nil
    }
  }

  private func change(
    _ kfunc: KfuncRecord, _ course: PassingChange.Course, _ kind: EventKind, _ events: [Event]
  ) -> PassingChange {
    PassingChange(
      name: kfunc.name, course: course, kind: kind, intervals: events.compactMap(\.interval),
      written: events.flatMap(\.written))
  }
}
