internal import CatalogueFacts
internal import KfuncModel
internal import MarkdownSyntax
internal import Resolution
internal import SiteContent

extension NotesSource {
  /// The record of `request`, limited to the kfuncs of `affected` where they are given; nil when one of the releases has
  /// no catalogue.
  public func notes(_ request: NotesRequest, affected: AffectedKfuncs? = nil) -> NotesRecord? {
    guard let old = catalogues[request.from], let new = catalogues[request.to],
      let comparison = comparison(request)
    else { return nil }
    return NotesReckoning(
      source: self, request: request, old: old, new: new, comparison: comparison, affected: affected
    ).record()
  }
}

/// Puts the record of one pair of releases together.
struct NotesReckoning {
  let source: NotesSource
  let request: NotesRequest
  let old: ReleaseCatalogue
  let new: ReleaseCatalogue
  let comparison: ReleaseComparison
  let affected: AffectedKfuncs?
  /// The names that the notes are limited to; nil for all.
  let names: Set<String>?
  /// The changes of the direct comparison that are renames, by old name: looking through all changes for each kfunc grew
  /// with the square of a release.
  let renames: [String: [ChangeRecord]]
  /// The kfuncs of either end that exist for the kernel's own tests only.
  let testingOnly: Set<String>

  init(
    source: NotesSource, request: NotesRequest, old: ReleaseCatalogue, new: ReleaseCatalogue,
    comparison: ReleaseComparison, affected: AffectedKfuncs?
  ) {
    self.source = source
    self.request = request
    self.old = old
    self.new = new
    self.comparison = comparison
    self.affected = affected
    names = affected.map { Set($0.names) }
    renames = Dictionary(
      grouping: comparison.changes.lazy.filter { if case .rename = $0.detail { true } else { false } }, by: \.kfunc)
    // The newer end decides; what it lacks is judged by the older.
    func isNewer(_ name: String) -> Bool {
      source.directory[name]?.facts.contains { $0?.release.mainline == request.to } ?? false
    }
    testingOnly = Set(new.kfuncs.lazy.filter(\.isTestingOnly).map(\.name))
      .union(old.kfuncs.lazy.filter { $0.isTestingOnly && !isNewer($0.name) }.map(\.name))
  }

  var releases: ReleaseList { source.record.releases }

  /// Whether something of this interval happened on the way.
  func isOnTheWay(_ interval: ReleaseInterval) -> Bool { interval.by > request.from && interval.by <= request.to }

  /// Whether the notes tell of `name`.
  func concerns(_ name: String) -> Bool { names?.contains(name) ?? true }

  func record() -> NotesRecord {
    let changes = comparison.changes.filter { concerns($0.kfunc) && $0.kind != .renamed }
    let own = changes.filter { !testingOnly.contains($0.kfunc) }
    let placed = ChangePlacement(own.map(dated))
    return NotesRecord(
      from: end(old), to: end(new), steps: releases.imported.filter { $0 > request.from && $0 <= request.to },
      unread: releases.releases(after: request.from, by: request.to).map(\.release)
        .filter { releases.standing(of: $0) != .imported },
      affected: affected.map { AffectedReckoning(self).kfuncs(of: $0) },
      lead: affected == nil ? source.content.lead(of: request.to)?.document : nil,
      removed: own.filter { $0.kind == .removed }.map(removed), prototypes: placed.prototypes,
      stricter: placed.stricter, written: writtenOnly(), added: added(own), relaxed: placed.relaxed,
      other: placed.other, renamed: RenameReckoning(self).renamed(), invisible: placed.invisible,
      releaseWide: comparison.releaseWide.compactMap(limited), passing: PassingReckoning(self, own).passing(),
      plans: PlanReckoning(self).plans(), policy: affected == nil ? PolicyReckoning(self).changes() : [],
      discussion: discussion(), testing: testing(changes))
  }

  private func end(_ catalogue: ReleaseCatalogue) -> NotesRelease {
    NotesRelease(
      release: catalogue.release.mainline, source: catalogue.source,
      kfuncCount: catalogue.kfuncs.count { !$0.isTestingOnly }, date: releases.entry(of: catalogue.release)?.date,
      unreadFilters: catalogue.filters.filter { filter in
        filter.reading == .unread || filter.verdicts.contains { $0.outcome == .unread }
      }.map { "\($0.name) (\($0.source))" })
  }

  /// A change with the steps in which the full record has it.
  func dated(_ change: ChangeRecord) -> KfuncChange {
    let isPresence = EventKind.ofPresence.contains(change.kind)
    var intervals: [ReleaseInterval] = []
    var written: [WrittenEvent] = []
    for event in source.record[change.kfunc]?.events ?? [] {
      guard let interval = event.interval, isOnTheWay(interval) else { continue }
      guard event.kind == change.kind || isPresence && EventKind.ofPresence.contains(event.kind) else { continue }
      if !intervals.contains(interval) { intervals.append(interval) }
      written += event.written
    }
    // A kfunc that came in the end, or went, did so last.
    if isPresence, let last = intervals.last { intervals = [last] }
    return KfuncChange(change: change, intervals: intervals.isEmpty ? [change.interval] : intervals, written: written)
  }

  private func limited(_ wide: ReleaseWideChange) -> ReleaseWideChange? {
    var wide = wide
    // A kfunc for tests shows it too, and nobody who reads notes calls it.
    wide.kfuncs = wide.kfuncs.filter { concerns($0) && !testingOnly.contains($0) }
    return wide.kfuncs.isEmpty ? nil : wide
  }

  /// What people wrote down that no comparison sees.
  private func writtenOnly() -> [WrittenEvent] {
    let kinds: Set<EventKind> = [.behaviourChanged, .defective, .fixed, .deprecated]
    var written: [WrittenEvent] = []
    for kfunc in source.record.kfuncs {
      // Of ten thousand kfuncs few have such events, and hashing the kinds of all was a tenth of these notes.
      for event in kfunc.events where event.change == nil {
        guard let interval = event.interval, isOnTheWay(interval), kinds.contains(event.kind), concerns(kfunc.name)
        else { continue }
        written += event.written
      }
    }
    return written
  }

  private func removed(_ change: ChangeRecord) -> RemovedKfunc {
    let name = change.kfunc
    let events = source.record[name]?.events ?? []
    let removal = events.last { $0.kind == .removed && ($0.interval.map(isOnTheWay) ?? false) }
    var successors: [RemovedKfunc.Successor] = []
    func add(_ successor: String, isConfirmed: Bool, isRename: Bool) {
      guard !successors.contains(where: { $0.name == successor }) else { return }
      successors.append(.init(name: successor, isConfirmed: isConfirmed, isRename: isRename))
    }
    for rename in RenameReckoning(self).renames(of: name) {
      add(rename.new, isConfirmed: rename.isConfirmed, isRename: true)
    }
    if let replacement = source.notes[name]?.replacedBy {
      add(replacement.value, isConfirmed: true, isRename: false)
    }
    for event in events.flatMap(\.written) where event.kfunc == name && event.kind != .renamed {
      if let successor = event.successor { add(successor, isConfirmed: true, isRename: false) }
    }
    let last = source.directory[name]?.facts.lazy.compactMap(\.self).first { $0.release == old.release }
    let users = last?.kfunc.users.filter { $0.form != .mentions } ?? []
    return RemovedKfunc(
      change: dated(change), notice: removal?.noticeGiven, successors: successors, treeUsers: users,
      users: source.users[name] ?? [])
  }

  private func testing(_ changes: [ChangeRecord]) -> TestingChanges {
    let own = changes.filter { testingOnly.contains($0.kfunc) }
    let came = Set(own.filter { $0.kind == .added || $0.kind == .restored }.map(\.kfunc))
    let went = Set(own.filter { $0.kind == .removed }.map(\.kfunc))
    let others = Set(own.map(\.kfunc)).subtracting(came).subtracting(went)
    return TestingChanges(added: came.inByteOrder, removed: went.inByteOrder, changed: others.inByteOrder)
  }

  private func discussion() -> PeriodDiscussion {
    let threads = source.content.threads
    guard let after = releases.entry(of: request.from)?.date, let by = releases.entry(of: request.to)?.date else {
      return PeriodDiscussion(period: nil, talks: [], threadCount: threads.count)
    }
    var talks: [(first: CalendarDate, talk: PeriodDiscussion.Talk)] = []
    for thread in threads {
      if let names, !thread.kfuncs.contains(where: { names.contains($0.value) }) { continue }
      let days = thread.entries.compactMap { $0.date.flatMap { CalendarDate($0.prefix(10)) } }
        .filter { $0 > after && $0 <= by }
      guard let first = days.min() else { continue }
      talks.append((first, PeriodDiscussion.Talk(thread: thread, messages: days.count)))
    }
    // Equal days keep the order of slugs.
    let order = talks.indices.sorted { (talks[$0].first, $0) < (talks[$1].first, $1) }
    return PeriodDiscussion(period: (after, by), talks: order.map { talks[$0].talk }, threadCount: threads.count)
  }
}

extension Sequence<String> {
  /// The texts in order of their bytes.
  var inByteOrder: [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
