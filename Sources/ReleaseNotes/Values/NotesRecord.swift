public import KfuncModel
public import MarkdownSyntax
public import SiteContent

/// Everything that release notes tell of the way from one imported release to another, before it is put into words.
///
/// Every list is what differs between the two ends, whatever lies between; ``passing`` holds what came and went, or changed
/// and changed back, on the way. Kfuncs for the kernel's own tests stand in ``testing`` alone.
public struct NotesRecord: Sendable {
  /// The older release.
  public var from: NotesRelease
  /// The newer release.
  public var to: NotesRelease
  /// The imported releases on the way, oldest first, the newer one included.
  public var steps: [KernelRelease]
  /// Mainline releases on the way that have no catalogue.
  public var unread: [KernelRelease]
  /// What becomes of the kfuncs that somebody asked about; nil where nobody did, and the notes tell of all.
  public var affected: [AffectedKfunc]?
  /// The written lead.
  public var lead: MarkdownDocument?
  /// What is gone.
  public var removed: [RemovedKfunc]
  /// Prototypes that a program sees and that can break it.
  public var prototypes: [KfuncChange]
  /// Where more is asked than before, equal differences together.
  public var stricter: [ChangeGroup]
  /// What people wrote down and no comparison sees: behaviour, defects, repairs, deprecations.
  public var written: [WrittenEvent]
  /// What is new.
  public var added: [AddedGroup]
  /// Where less is asked, or more may call.
  public var relaxed: [ChangeGroup]
  /// What a program may or may not notice, depending on the kernel or on itself.
  public var other: [ChangeGroup]
  /// Other names, certain or suspected.
  public var renamed: [RenamedKfunc]
  /// What no program can see.
  public var invisible: [ChangeGroup]
  /// What changed for the release as a whole.
  public var releaseWide: [ReleaseWideChange]
  /// What came and went, or changed and changed back.
  public var passing: [PassingChange]
  /// Stated intentions.
  public var plans: [NotedPlan]
  /// Sections of policy documents that differ.
  public var policy: [PolicyDocumentChange]
  /// What was said in the period.
  public var discussion: PeriodDiscussion
  /// What concerns the kernel's own tests.
  public var testing: TestingChanges
}

/// An end of release notes: a release and what was read of it.
public struct NotesRelease: Hashable, Sendable {
  /// The mainline release.
  public var release: KernelRelease
  /// What was read.
  public var source: KernelSourceRecord
  /// How many kfuncs it has, those for tests left out.
  public var kfuncCount: Int
  /// The day it was made, where it is written down.
  public var date: CalendarDate?
  /// Filters of which some answer was not read, each with its place.
  public var unreadFilters: [String]
}

/// A change of one kfunc between the two ends.
public struct KfuncChange: Hashable, Sendable {
  /// What differs.
  public var change: ChangeRecord
  /// When, as far as is known: one interval for each step in which something of the kind changed.
  public var intervals: [ReleaseInterval]
  /// What people wrote about it.
  public var written: [WrittenEvent]

  /// The kfunc's name.
  public var name: String { change.kfunc }
}

/// Changes of several kfuncs that are told in one sentence.
public struct ChangeGroup: Hashable, Sendable {
  /// The changes, by name; never empty, and all with the same difference.
  public var changes: [KfuncChange]

  /// The names, each once.
  public var names: [String] {
    changes.reduce(into: []) { names, change in if names.last != change.name { names.append(change.name) } }
  }
}

/// A kfunc that is gone.
public struct RemovedKfunc: Sendable {
  /// The change.
  public var change: KfuncChange
  /// The notice that went before.
  public var notice: NoticeGiven?
  /// The names that took its place, with what says so.
  public var successors: [Successor]
  /// Programs in the older release's tree that call or declare it.
  public var treeUsers: [InTreeUse]
  /// Programs outside the tree, as their people said.
  public var users: [String]

  /// A name that took its place.
  public struct Successor: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Whether a source says so; else the two look alike.
    public var isConfirmed: Bool
    /// Whether it is the same function under another name.
    public var isRename: Bool
  }
}

/// New kfuncs of one subsystem that the same programs may call.
public struct AddedGroup: Sendable {
  /// The subsystem's title.
  public var subsystem: String
  /// Who may call, in one sentence.
  public var access: String
  /// The kfuncs, by name.
  public var kfuncs: [AddedKfunc]
}

/// A new kfunc.
public struct AddedKfunc: Sendable {
  /// The change.
  public var change: KfuncChange
  /// Its prototype as a program sees it.
  public var prototype: String?
  /// Its flags, all sets together, sorted.
  public var flags: [KfuncFlag]
  /// When it went before it came back; nil for a name that was never there before.
  public var wentBefore: ReleaseInterval?
}

/// A kfunc that goes by another name.
public struct RenamedKfunc: Hashable, Sendable {
  /// The old name.
  public var old: String
  /// The new name.
  public var new: String
  /// Whether a source says so.
  public var isConfirmed: Bool
  /// When, as far as is known.
  public var interval: ReleaseInterval?
  /// The prototypes under the old and the new name where they differ in more than the name.
  public var prototypes: [String]
  /// Whether the newer end has the old name too.
  public var keepsOldName: Bool
  /// What people wrote about it.
  public var written: [WrittenEvent]
}

/// Something that happened between the two ends and does not show at either.
public struct PassingChange: Hashable, Sendable {
  /// What happened.
  public enum Course: String, Sendable, CaseIterable {
    /// Came and went again.
    case cameAndWent = "came-and-went"
    /// Went and came back.
    case wentAndCameBack = "went-and-came-back"
    /// Changed and changed back.
    case changedBack = "changed-back"
  }

  /// The kfunc's name.
  public var name: String
  /// What happened.
  public var course: Course
  /// The kind of change; `added` where it came and went.
  public var kind: EventKind
  /// The steps, oldest first.
  public var intervals: [ReleaseInterval]
  /// What people wrote about it.
  public var written: [WrittenEvent]
}

/// A plan as it stands at the newer release.
public struct NotedPlan: Hashable, Sendable {
  /// The plan.
  public var plan: Plan
  /// What has become of it by the newer release.
  public var standing: Plan.Standing
  /// Whether it was first stated on the way.
  public var isNew: Bool
}

/// How a policy document of the kernel differs.
public struct PolicyDocumentChange: Hashable, Sendable {
  /// Its path.
  public var file: String
  /// Sections that only the newer release has.
  public var added: [PolicySection]
  /// Sections that only the older release has.
  public var removed: [PolicySection]
  /// Sections with other words, as the newer release has them.
  public var changed: [PolicySection]
  /// Sections with the same words.
  public var unchanged: Int
  /// Clauses of the site, by id, that rest on a section with other words or one that is gone.
  public var clauses: [String]
  /// What became of the section on the life of kfuncs and those below it: nil where neither release has it.
  public var lifecycle: Lifecycle?

  /// What became of the section on the life of kfuncs.
  public enum Lifecycle: String, Sendable, CaseIterable {
    case same, changed, added, removed
  }
}

/// What was said on the lists between the days of the two releases.
public struct PeriodDiscussion: Sendable {
  /// A thread with messages of the period.
  public struct Talk: Sendable {
    /// The thread.
    public var thread: ExcerptedThread
    /// How many of its messages are of the period.
    public var messages: Int
  }

  /// The day after which, and the day by which; nil where a release's day is not written down.
  public var period: (after: CalendarDate, by: CalendarDate)?
  /// The threads, by their first message of the period.
  public var talks: [Talk]
  /// How many threads the content holds.
  public var threadCount: Int
}

/// What changed for the kernel's own tests; nothing that a program outside can call.
public struct TestingChanges: Hashable, Sendable {
  /// Names that came.
  public var added: [String]
  /// Names that went.
  public var removed: [String]
  /// Names that changed otherwise.
  public var changed: [String]
}

/// What becomes of a kfunc that somebody asked about.
public struct AffectedKfunc: Hashable, Sendable {
  /// Where it is.
  public enum Presence: String, Sendable, CaseIterable {
    case both
    case olderOnly = "older-only"
    case newerOnly = "newer-only"
    case neither
  }

  /// What was asked.
  public var use: AffectedKfuncs.Use
  /// Which of the two releases have it.
  public var presence: Presence
  /// What programs see of it in the older release.
  public var older: Prototype?
  /// What programs see of it in the newer release.
  public var newer: Prototype?
  /// Whether the program's own prototype fits each; nil where one is not known.
  public var fitsOlder: Bool?
  /// Whether the program's own prototype fits the newer release.
  public var fitsNewer: Bool?
  /// The kinds of changes on the way that can break it.
  public var breaking: [EventKind]
  /// A known name that was perhaps meant; only for a name that no release has.
  public var near: String?

  /// Whether a program that loads with the older release can fail with the newer.
  public var canBreak: Bool { !breaking.isEmpty || (fitsNewer == false && fitsOlder != false) }
}
