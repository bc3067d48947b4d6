internal import KfuncModel

/// Stated intentions as they stood at the newer release, whatever became of them later.
struct PlanReckoning {
  private let frame: NotesReckoning

  init(_ frame: NotesReckoning) { self.frame = frame }

  /// The plans that were stated, ended or stood open on the way, by name.
  func plans() -> [NotedPlan] {
    frame.source.record.kfuncs.lazy.filter { frame.concerns($0.name) }.flatMap { kfunc in
      kfunc.plans.compactMap { noted($0, of: kfunc) }
    }
  }

  private func noted(_ plan: Plan, of kfunc: KfuncRecord) -> NotedPlan? {
    guard let stated = plan.stated, stated.by <= frame.request.to else { return nil }
    let isNew = frame.isOnTheWay(stated)
    let (standing, end) = standing(of: plan, kfunc)
    if let end { return frame.isOnTheWay(end) ? NotedPlan(plan: plan, standing: standing, isNew: isNew) : nil }
    // What is no longer there has no plan.
    guard frame.source.record.isPresent(kfunc, in: frame.request.to) ?? false else { return nil }
    return NotedPlan(plan: plan, standing: standing, isNew: isNew)
  }

  /// What had become of it, and when it had ended.
  private func standing(of plan: Plan, _ kfunc: KfuncRecord) -> (Plan.Standing, ReleaseInterval?) {
    switch plan.standing {
    case .carriedOut(let interval) where interval.by <= frame.request.to: return (plan.standing, interval)
    case .noLongerStated(let since) where since.by <= frame.request.to: return (plan.standing, since)
    case .withdrawn:
      let withdrawal = kfunc.events.first { $0.kind == .planWithdrawn }?.interval
      if let withdrawal, withdrawal.by <= frame.request.to { return (.withdrawn, withdrawal) }
    default: break
    }
    guard let target = plan.targetRelease else { return (.unscheduled, nil) }
    let to = frame.request.to
    if frame.releases.standing(of: target) == .neverExisted { return (.namesReleaseThatNeverExisted, nil) }
    if target.mainline == to { return (.due, nil) }
    return (target > to ? .toCome : .keptPast(newest: to), nil)
  }
}
