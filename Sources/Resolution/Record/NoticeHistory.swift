internal import KfuncModel

/// The notices beside a kfunc's definitions over the releases, and the plans that they and people state.
struct NoticeHistory {
  private let name: String
  private let trace: KfuncTrace
  private let written: [WrittenEvent]
  private let releases: ReleaseList

  init(name: String, trace: KfuncTrace, written: [WrittenEvent], releases: ReleaseList) {
    self.name = name
    self.trace = trace
    self.written = written
    self.releases = releases
  }

  /// The notice that went before a removal.
  func given(before removal: ReleaseInterval) -> NoticeGiven {
    let imported = releases.imported
    // The last imported release before the removal that has the kfunc.
    let last = imported.indices.last { imported[$0] < removal.by && trace.isPresent[$0] }
    var stated: [StatedNotice] = []
    var first: ReleaseInterval?
    if let last, let notices = trace.notices[last] {
      stated = notices.map { StatedNotice(release: imported[last], notice: $0) }
      var begin = last
      while begin > 0, trace.notices[begin - 1] != nil { begin -= 1 }
      first = interval(ofFirst: begin)
    }
    let earlier = written.filter { event in
      (event.kind == .deprecated || event.kind == .planStated) && event.release.map { $0 < removal.by } ?? false
    }
    for event in earlier {
      guard let release = event.release else { continue }
      let exact = ReleaseInterval.exactly(release)
      if first.map({ exact.by < $0.by }) ?? true { first = exact }
    }
    guard let first else {
      return NoticeGiven(notices: [], written: [], first: nil, leadAtLeast: nil, leadAtMost: nil)
    }
    let begin = positions(of: first)
    let end = positions(of: removal)
    return NoticeGiven(
      notices: stated, written: earlier, first: first,
      leadAtLeast: begin.latest.flatMap { latest in end.earliest.map { max(0, $0 - latest) } },
      leadAtMost: begin.earliest.flatMap { earliest in end.latest.map { max(0, $0 - earliest) } })
  }

  /// Every plan, in the order in which they were first stated, with what became of it.
  func plans(lives: [Life]) -> [Plan] {
    var drafts: [Draft] = []
    for position in trace.notices.keys.sorted() {
      for notice in trace.notices[position] ?? [] {
        let stated = StatedNotice(release: releases.imported[position], notice: notice)
        for target in targets(notice.releases) {
          let draft = draft(for: target, in: &drafts)
          drafts[draft].notices.append(stated)
          drafts[draft].positions.append(position)
        }
      }
    }
    for event in written where event.kind == .planStated {
      for target in targets(event.namedReleases.map { "v\($0)" }) {
        let draft = draft(for: target, in: &drafts)
        drafts[draft].written.append(event)
      }
    }
    return drafts.map { plan($0, lives: lives) }
  }

  private struct Draft {
    let target: String?
    let release: KernelRelease?
    var notices: [StatedNotice] = []
    var positions: [Int] = []
    var written: [WrittenEvent] = []
  }

  /// A notice that names no release is one plan without a target.
  private func targets(_ releases: [String]) -> [String?] { releases.isEmpty ? [nil] : releases.map(Optional.some) }

  private func draft(for target: String?, in drafts: inout [Draft]) -> Int {
    let release = target.flatMap { KernelRelease($0) }
    if let index = drafts.firstIndex(where: { release != nil ? $0.release == release : $0.target == target }) {
      return index
    }
    drafts.append(Draft(target: target, release: release))
    return drafts.count - 1
  }

  private func plan(_ draft: Draft, lives: [Life]) -> Plan {
    var stated = draft.positions.first.map(interval(ofFirst:))
    for event in draft.written {
      guard let release = event.release else { continue }
      if stated.map({ release < $0.by }) ?? true { stated = .exactly(release) }
    }
    return Plan(
      kfunc: name, target: draft.target, targetRelease: draft.release,
      targetStanding: draft.release.map(releases.standing), notices: draft.notices, written: draft.written,
      stated: stated, standing: standing(draft, stated: stated, lives: lives))
  }

  private func standing(_ draft: Draft, stated: ReleaseInterval?, lives: [Life]) -> Plan.Standing {
    let isWithdrawn = written.contains { event in
      event.kind == .planWithdrawn
        && (event.namedReleases.isEmpty || draft.release.map(event.namedReleases.contains) ?? false)
        && (event.release.flatMap { release in stated.map { $0.by <= release } } ?? true)
    }
    if isWithdrawn { return .withdrawn }
    // The removal after the plan carries it out; one before it belongs to an earlier life.
    let removal = lives.lazy.compactMap(\.end).first { end in stated.map { end.by > $0.by } ?? true }
    if let removal { return .carriedOut(removal) }
    let imported = releases.imported
    if draft.written.isEmpty, let last = draft.positions.last, last + 1 < imported.count {
      return .noLongerStated(since: ReleaseInterval(after: imported[last], by: imported[last + 1], in: releases))
    }
    guard let target = draft.release, let newest = releases.newestImported else { return .unscheduled }
    switch releases.standing(of: target) {
    case .neverExisted: return .namesReleaseThatNeverExisted
    case .toCome: return .toCome
    case .notImported where target > newest: return .notChecked
    default: return target.mainline == newest ? .due : .keptPast(newest: newest)
    }
  }

  /// When something that the imported release at `position` is the first to show came.
  private func interval(ofFirst position: Int) -> ReleaseInterval {
    let imported = releases.imported
    guard position > 0 else { return ReleaseInterval(after: nil, by: imported[position], isExact: false) }
    return ReleaseInterval(after: imported[position - 1], by: imported[position], in: releases)
  }

  /// The positions in the list between which something happened; nil where the list does not bound it.
  private func positions(of interval: ReleaseInterval) -> (earliest: Int?, latest: Int?) {
    let latest = releases.position(of: interval.by)
    if interval.isExact { return (latest, latest) }
    return (interval.after.flatMap { releases.position(of: $0) }.map { $0 + 1 }, latest)
  }
}

extension Plan {
  /// Whether something may still come of it.
  var isOpen: Bool {
    switch standing {
    case .carriedOut, .withdrawn, .noLongerStated: false
    default: true
    }
  }
}
