internal import KfuncModel
internal import Resolution

/// What becomes of the kfuncs that somebody asked about.
struct AffectedReckoning {
  private let frame: NotesReckoning

  init(_ frame: NotesReckoning) { self.frame = frame }

  /// One answer for each use.
  func kfuncs(of affected: AffectedKfuncs) -> [AffectedKfunc] {
    let older = prototypes(frame.old)
    let newer = prototypes(frame.new)
    var near = NearNames(frame.source.targets.names.names)
    var breaking: [String: Set<EventKind>] = [:]
    for change in frame.comparison.changes where change.impact.canBreak {
      breaking[change.kfunc, default: []].insert(change.kind)
    }
    return affected.uses.map { use in
      let before = older[use.name]
      let after = newer[use.name]
      let presence: AffectedKfunc.Presence =
        before != nil ? (after != nil ? .both : .olderOnly) : (after != nil ? .newerOnly : .neither)
      var kinds = breaking[use.name] ?? []
      // A weak declaration is made for kernels without the kfunc.
      if use.isWeak == true { kinds.remove(.removed) }
      return AffectedKfunc(
        use: use, presence: presence, older: before ?? nil, newer: after ?? nil,
        fitsOlder: use.fits[frame.old.release.mainline], fitsNewer: use.fits[frame.new.release.mainline],
        breaking: kinds.sorted(),
        near: presence == .neither && frame.source.targets.names.standing(of: use.name) == nil
          ? near.nearest(to: use.name) : nil)
    }
  }

  /// What programs see of each kfunc; nil where no definition was found.
  private func prototypes(_ catalogue: ReleaseCatalogue) -> [String: Prototype?] {
    let seen = catalogue.kfuncs.map { kfunc in
      (kfunc.name, kfunc.principalDefinition.map { $0.bpfPrototype ?? $0.prototype })
    }
    return Dictionary(seen) { first, _ in first }
  }
}
