internal import Diagnostics
internal import KfuncModel

/// Puts the record of one kfunc together.
struct HistoryAssembler {
  let name: String
  let trace: KfuncTrace
  let written: [WrittenEvent]
  /// Renames of other kfuncs that lead here, found and written.
  let renames: (found: [ChangeRecord], written: [WrittenEvent])
  let releases: ReleaseList

  func assemble() -> (record: KfuncRecord, diagnostics: [Diagnostic]) {
    let presence = PresenceHistory(trace: trace, written: written, releases: releases)
    var diagnostics = presence.diagnostics
    let notices = NoticeHistory(name: name, trace: trace, written: written, releases: releases)
    var events = presence.turns.map { turn in
      var change = turn.change
      change?.interval = turn.interval
      return Event(
        kind: turn.kind, interval: turn.interval, change: change, written: turn.written,
        noticeGiven: turn.kind == .removed ? notices.given(before: turn.interval) : nil)
    }
    events += presence.contradicting.map { Event(kind: $0.kind, interval: exactly($0), written: [$0]) }
    var merging = EventMerging(trace: trace, renames: renames.found, releases: releases)
    for event in written where !(EventKind.ofPresence.contains(event.kind) && event.release != nil) {
      merging.add(event)
    }
    for event in renames.written { merging.add(event) }
    events += merging.events
    diagnostics += merging.diagnostics
    // The sort is stable by construction: equal intervals keep their order, comings and goings first.
    let order = events.indices.sorted { left, right in
      switch (events[left].interval, events[right].interval) {
      case (let first?, let second?) where first.by != second.by: first.by < second.by
      case (nil, .some): true
      case (.some, nil): false
      default: left < right
      }
    }
    let sorted = order.map { events[$0] }
    let lives = presence.lives
    let plans = notices.plans(lives: lives)
    let record = KfuncRecord(
      name: name, isPresent: trace.isPresent, lives: lives, events: sorted, plans: plans,
      isTestingOnly: trace.isTestingOnly, state: StateFacts(sorted, plans: plans, trace: trace))
    return (record, diagnostics)
  }

  private func exactly(_ event: WrittenEvent) -> ReleaseInterval? { event.release.map(ReleaseInterval.exactly) }
}

extension StateFacts {
  /// The counts of `events`: what the release as a whole explains is left out unless it can break a program, and
  /// several records of one step between releases count once.
  init(_ events: [Event], plans: [Plan], trace: KfuncTrace) {
    self.init(
      present: trace.presence.present, absent: trace.presence.absent, isInNewest: trace.isPresent.last ?? false)
    var counted: Set<Step> = []
    func counts(_ event: Event) -> Bool {
      guard let change = event.change else { return true }
      return change.countsForKfunc && counted.insert(Step(kind: change.kind, to: change.to)).inserted
    }
    for event in events {
      switch event.kind {
      case .prototypeChanged:
        if case .prototype(let difference) = event.change?.detail, difference.isCOnly {
          let step = Step(kind: event.kind, to: event.change?.to, isCOnly: true)
          if counted.insert(step).inserted { prototypeChangesInCOnly += 1 }
        } else if counts(event) {
          prototypeChanges += 1
        }
      case .flagsChanged: if counts(event) { flagChanges += 1 }
      case .programTypesChanged: if counts(event) { programTypeChanges += 1 }
      case .filterChanged: if counts(event) { filterChanges += 1 }
      case .tightened: tightenings += 1
      case .behaviourChanged: behaviourChanges += 1
      case .deprecated, .noticeAppeared: deprecations += 1
      default: break
      }
    }
    // A notice that was there when the kfunc was first seen appeared in no comparison.
    if let first = trace.isPresent.firstIndex(of: true), trace.notices[first] != nil { deprecations += 1 }
    openPlans = plans.count { $0.isOpen }
  }

  private struct Step: Hashable {
    let kind: EventKind
    let to: KernelRelease?
    var isCOnly = false
  }
}
