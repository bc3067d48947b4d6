internal import KfuncModel
internal import Resolution

/// The kinds of changes that a pipeline can be stopped for.
public struct NotesKinds: Sendable {
  /// Everything that can break a program: kinds whose changes stand in the first section.
  public static let breaking = "breaking"
  /// The words that may be asked for, in order.
  public static let all: [String] =
    [breaking]
    + [
      EventKind.added, .restored, .removed, .prototypeChanged, .flagsChanged, .tightened, .programTypesChanged,
      .filterChanged,
      .buildChanged, .idSetChanged, .moved, .renamed, .kernelDocChanged, .behaviourChanged, .deprecated, .defective,
      .fixed,
    ].map(\.rawValue) + ["release-wide", "plan-due", "plan-overdue", "policy-changed"]

  /// The word of ``all`` that was perhaps meant; nil where none is near.
  public static func near(to word: String) -> String? {
    var names = NearNames(all)
    return names.nearest(to: word)
  }

  /// The words of ``all`` that hold of `record`, in order. Changes that no program can see count under their kind.
  public static func found(in record: NotesRecord) -> [String] {
    var found: Set<String> = []
    let groups = record.stricter + record.relaxed + record.other + record.invisible
    for change in groups.flatMap(\.changes) + record.prototypes + record.removed.map(\.change) {
      found.insert(change.change.kind.rawValue)
    }
    for kfunc in record.added.flatMap(\.kfuncs) {
      found.insert((kfunc.wentBefore == nil ? EventKind.added : .restored).rawValue)
    }
    for event in record.written { found.insert(event.kind.rawValue) }
    if !record.renamed.isEmpty { found.insert(EventKind.renamed.rawValue) }
    if !record.removed.isEmpty || !record.prototypes.isEmpty || !record.stricter.isEmpty { found.insert(breaking) }
    if !record.releaseWide.isEmpty { found.insert("release-wide") }
    for plan in record.plans {
      switch plan.standing {
      case .due: found.insert("plan-due")
      case .keptPast, .namesReleaseThatNeverExisted: found.insert("plan-overdue")
      default: break
      }
    }
    if record.policy.contains(where: { !$0.added.isEmpty || !$0.removed.isEmpty || !$0.changed.isEmpty }) {
      found.insert("policy-changed")
    }
    return all.filter(found.contains)
  }
}
