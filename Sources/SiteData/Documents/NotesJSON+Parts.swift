internal import KfuncModel
internal import ReleaseNotes
internal import Resolution

/// The parts of release notes.
extension JSONStream {
  /// One interval for each step in which something of the kind changed.
  mutating func intervals(_ key: StaticString, _ intervals: [ReleaseInterval]) {
    list(key, intervals) { $0.members(of: $1) }
  }

  mutating func members(of change: KfuncChange) {
    text("kfunc", change.name)
    text("kind", change.change.kind.rawValue)
    intervals("when", change.intervals)
    members(of: change.change)
    written("written", change.written)
  }

  mutating func groups(_ key: StaticString, _ groups: [ChangeGroup]) {
    list(key, groups) { json, group in
      json.texts("kfuncs", group.names)
      json.list("changes", group.changes) { $0.members(of: $1) }
    }
  }

  /// What people wrote, each with the kfunc that it is about.
  mutating func events(_ key: StaticString, _ events: [WrittenEvent]) {
    list(key, events) { json, event in
      json.text("kfunc", event.kfunc)
      json.members(of: event)
    }
  }

  mutating func members(of kfunc: RemovedKfunc) {
    members(of: kfunc.change)
    list("successors", kfunc.successors) { json, successor in
      json.text("kfunc", successor.name)
      json.truth("confirmed", successor.isConfirmed)
      json.mark("rename", successor.isRename)
    }
    noticeGiven("noticeGiven", kfunc.notice)
    list("treeUsers", kfunc.treeUsers) { json, use in
      json.text("form", use.form.rawValue)
      json.place(use.source)
    }
    texts("users", kfunc.users)
  }

  mutating func members(of group: AddedGroup) {
    text("subsystem", group.subsystem)
    text("access", group.access)
    list("kfuncs", group.kfuncs) { json, kfunc in
      json.text("kfunc", kfunc.change.name)
      json.text("prototype", kfunc.prototype)
      json.texts("flags", kfunc.flags) { $0.rawValue }
      json.intervals("when", kfunc.change.intervals)
      json.interval("wentBefore", kfunc.wentBefore)
      json.facts("new", kfunc.change.change.new)
      json.written("written", kfunc.change.written)
    }
  }

  mutating func members(of rename: RenamedKfunc) {
    text("old", rename.old)
    text("new", rename.new)
    truth("confirmed", rename.isConfirmed)
    interval("when", rename.interval)
    texts("prototypes", rename.prototypes)
    mark("keepsOldName", rename.keepsOldName)
    written("written", rename.written)
  }

  mutating func members(of plan: NotedPlan) {
    text("kfunc", plan.plan.kfunc)
    text("target", plan.plan.target)
    interval("stated", plan.plan.stated)
    text("standing", plan.standing.word)
    interval("since", plan.standing.interval)
    mark("new", plan.isNew)
    notices("notices", plan.plan.notices)
    written("written", plan.plan.written)
  }

  mutating func members(of change: PolicyDocumentChange) {
    text("file", change.file)
    sections("added", change.added)
    sections("removed", change.removed)
    sections("changed", change.changed)
    number("unchanged", change.unchanged)
    text("lifecycle", change.lifecycle?.rawValue)
    texts("clauses", change.clauses)
  }

  private mutating func sections(_ key: StaticString, _ sections: [PolicySection]) {
    list(key, sections) { json, section in
      json.text("number", section.number)
      json.text("title", section.title)
      json.place(section.source)
    }
  }

  mutating func members(of kfunc: AffectedKfunc) {
    text("kfunc", kfunc.use.name)
    text("presence", kfunc.presence.rawValue)
    text("prototype", kfunc.use.prototype?.text)
    answer("weak", kfunc.use.isWeak)
    text("older", kfunc.older?.text)
    text("newer", kfunc.newer?.text)
    answer("fitsOlder", kfunc.fitsOlder)
    answer("fitsNewer", kfunc.fitsNewer)
    texts("breaking", kfunc.breaking) { $0.rawValue }
    text("near", kfunc.near)
    texts("places", kfunc.use.places)
  }

  /// A truth that may be unknown.
  private mutating func answer(_ key: StaticString, _ answer: Bool?) {
    if let answer { truth(key, answer) }
  }
}
