internal import JSONText
internal import KfuncModel

/// The parts of a record as JSON values.
enum NotesJSON {
  /// An object without the members that are nil.
  static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { JSONMember(key, $0) } })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func change(_ change: KfuncChange) -> JSONValue { object(members(change, named: true)) }

  private static func members(_ change: KfuncChange, named: Bool) -> [(String, JSONValue?)] {
    [
      ("kfunc", named ? .string(change.name) : nil), ("kind", .string(change.change.kind.rawValue)),
      ("impact", .string(change.change.impact.rawValue)),
      ("explanation", change.change.explanation.map { .string($0.rawValue) }),
      ("when", .array(change.intervals.map(interval))), ("old", facts(change.change.old)),
      ("new", facts(change.change.new)), ("written", change.written.isEmpty ? nil : .array(change.written.map(event))),
    ] + detail(change.change.detail)
  }

  /// What differs, in the shape of its kind.
  private static func detail(_ detail: ChangeDetail) -> [(String, JSONValue?)] {
    switch detail {
    case .flags(let difference):
      [
        ("sets", strings(difference.sets.map(\.name))), ("gained", strings(difference.gained.map(\.rawValue))),
        ("lost", strings(difference.lost.map(\.rawValue))),
      ]
    case .demands(let demands):
      [
        (
          "demands",
          .array(
            demands.map {
              object([
                ("parameter", .string($0.parameter.name ?? "argument \($0.index + 1)")),
                ("demand", .string($0.demand.rawValue)),
              ])
            })
        )
      ]
    case .programTypes(let difference):
      [
        ("registeredGained", strings(difference.registeredGained.map(\.shortName))),
        ("registeredLost", strings(difference.registeredLost.map(\.shortName))),
        ("openGained", strings(difference.openGained.map(\.shortName))),
        ("openLost", strings(difference.openLost.map(\.shortName))),
      ]
    case .filter(let differences):
      [
        (
          "filters",
          .array(
            differences.map { difference in
              object([
                ("programType", .string(difference.programType.shortName)), ("old", admission(difference.old)),
                ("new", admission(difference.new)),
              ])
            })
        )
      ]
    case .idSets(let gained, let lost):
      [("gained", strings(gained.map(\.name))), ("lost", strings(lost.map(\.name)))]
    case .move(let from, let to): [("fromFile", .string(from)), ("toFile", .string(to))]
    case .prototype(let difference): [("cOnly", .bool(difference.isCOnly))]
    case .testingOnly(let isNow): [("testingOnly", .bool(isNow))]
    case .presence, .rename, .build, .kernelDoc, .notices: []
    }
  }

  private static func admission(_ admission: Admission) -> JSONValue {
    func list(_ texts: [String]) -> JSONValue? { texts.isEmpty ? nil : strings(texts) }
    return object([
      ("outcome", .string(admission.outcome.rawValue)), ("structOps", list(admission.structOps)),
      ("structOpsMembers", list(admission.structOpsMembers)), ("attachTypes", list(admission.attachTypes)),
      ("conditions", list(admission.conditions)),
    ])
  }

  static func group(_ group: ChangeGroup) -> JSONValue {
    object([("kfuncs", strings(group.names)), ("changes", .array(group.changes.map(change)))])
  }

  static func removed(_ kfunc: RemovedKfunc) -> JSONValue {
    object(
      members(kfunc.change, named: true) + [
        (
          "successors",
          .array(
            kfunc.successors.map {
              object([
                ("kfunc", .string($0.name)), ("confirmed", .bool($0.isConfirmed)), ("rename", .bool($0.isRename)),
              ])
            })
        ),
        ("notice", kfunc.notice.map(notice)),
        ("treeUsers", strings(kfunc.treeUsers.map(\.source.description))), ("users", strings(kfunc.users)),
      ])
  }

  private static func notice(_ notice: NoticeGiven) -> JSONValue {
    object([
      ("places", .array(notice.notices.map(stated))), ("written", .array(notice.written.map(event))),
      ("first", notice.first.map(interval)), ("leadAtLeast", notice.leadAtLeast.map { .integer($0) }),
      ("leadAtMost", notice.leadAtMost.map { .integer($0) }),
    ])
  }

  private static func stated(_ stated: StatedNotice) -> JSONValue {
    object([
      ("release", .string(stated.release.description)), ("form", .string(stated.notice.form.rawValue)),
      ("source", place(stated.notice.source)), ("names", strings(stated.notice.releases)),
    ])
  }

  static func added(_ group: AddedGroup) -> JSONValue {
    object([
      ("subsystem", .string(group.subsystem)), ("access", .string(group.access)),
      (
        "kfuncs",
        .array(
          group.kfuncs.map { kfunc in
            object([
              ("kfunc", .string(kfunc.change.name)), ("prototype", kfunc.prototype.map { .string($0) }),
              ("flags", strings(kfunc.flags.map(\.rawValue))), ("when", .array(kfunc.change.intervals.map(interval))),
              ("wentBefore", kfunc.wentBefore.map(interval)), ("new", facts(kfunc.change.change.new)),
              ("written", kfunc.change.written.isEmpty ? nil : .array(kfunc.change.written.map(event))),
            ])
          })
      ),
    ])
  }

  static func renamed(_ rename: RenamedKfunc) -> JSONValue {
    object([
      ("old", .string(rename.old)), ("new", .string(rename.new)), ("confirmed", .bool(rename.isConfirmed)),
      ("when", rename.interval.map(interval)), ("prototypes", strings(rename.prototypes)),
      ("keepsOldName", .bool(rename.keepsOldName)),
      ("written", rename.written.isEmpty ? nil : .array(rename.written.map(event))),
    ])
  }

  static func releaseWide(_ wide: ReleaseWideChange) -> JSONValue {
    object([
      ("id", .string(wide.id.rawValue)), ("title", .string(wide.title)), ("explanation", .string(wide.explanation)),
      ("evidence", facts(wide.evidence)), ("kfuncs", strings(wide.kfuncs)),
    ])
  }

  static func passing(_ passing: PassingChange) -> JSONValue {
    object([
      ("kfunc", .string(passing.name)), ("course", .string(passing.course.rawValue)),
      ("kind", .string(passing.kind.rawValue)), ("when", .array(passing.intervals.map(interval))),
      ("written", passing.written.isEmpty ? nil : .array(passing.written.map(event))),
    ])
  }

  static func plan(_ plan: NotedPlan) -> JSONValue {
    object([
      ("kfunc", .string(plan.plan.kfunc)), ("target", plan.plan.target.map { .string($0) }),
      ("standing", .string(standing(plan.standing))), ("new", .bool(plan.isNew)),
      ("stated", plan.plan.stated.map(interval)), ("places", .array(plan.plan.notices.map(stated))),
      ("written", plan.plan.written.isEmpty ? nil : .array(plan.plan.written.map(event))),
    ])
  }

  private static func standing(_ standing: Plan.Standing) -> String {
    switch standing {
    case .unscheduled: "unscheduled"
    case .namesReleaseThatNeverExisted: "never-existed"
    case .toCome: "to-come"
    case .notChecked: "not-checked"
    case .due: "due"
    case .keptPast: "overdue"
    case .carriedOut: "carried-out"
    case .withdrawn: "withdrawn"
    case .noLongerStated: "no-longer-stated"
    }
  }

  static func policy(_ change: PolicyDocumentChange) -> JSONValue {
    func sections(_ sections: [PolicySection]) -> JSONValue {
      .array(
        sections.map {
          object([
            ("number", $0.number.map { .string($0) }), ("title", .string($0.title)), ("source", place($0.source)),
          ])
        })
    }
    return object([
      ("file", .string(change.file)), ("added", sections(change.added)), ("removed", sections(change.removed)),
      ("changed", sections(change.changed)), ("unchanged", .integer(change.unchanged)),
      ("lifecycle", change.lifecycle.map { .string($0.rawValue) }), ("clauses", strings(change.clauses)),
    ])
  }

  static func affected(_ kfunc: AffectedKfunc) -> JSONValue {
    object([
      ("kfunc", .string(kfunc.use.name)), ("presence", .string(kfunc.presence.rawValue)),
      ("prototype", kfunc.use.prototype.map { .string($0.text) }), ("weak", kfunc.use.isWeak.map { .bool($0) }),
      ("older", kfunc.older.map { .string($0.text) }), ("newer", kfunc.newer.map { .string($0.text) }),
      ("fitsOlder", kfunc.fitsOlder.map { .bool($0) }), ("fitsNewer", kfunc.fitsNewer.map { .bool($0) }),
      ("breaking", strings(kfunc.breaking.map(\.rawValue))), ("near", kfunc.near.map { .string($0) }),
      ("places", strings(kfunc.use.places)),
    ])
  }

  static func event(_ event: WrittenEvent) -> JSONValue {
    object([
      ("kfunc", .string(event.kfunc)), ("kind", .string(event.kind.rawValue)),
      ("release", event.release.map { .string($0.description) }),
      ("successor", event.successor.map { .string($0) }), ("text", .string(event.text)),
      ("evidence", .string(event.evidence.rawValue)), ("citation", citation(event.citation)),
      ("verified", event.verified.map { .string($0.description) }),
    ])
  }

  private static func citation(_ citation: Citation) -> JSONValue {
    object([
      ("text", .string(citation.text)), ("release", citation.release.map { .string($0.description) }),
      ("source", citation.source.map(place)), ("messageID", citation.messageID.map { .string($0) }),
      ("commit", citation.commit.map { .string($0) }), ("url", citation.url.map { .string($0) }),
    ])
  }

  private static func facts(_ facts: [RecordedFact]) -> JSONValue {
    .array(
      facts.map { fact in
        object([
          ("text", .string(fact.text)), ("release", .string(fact.release.description)),
          ("source", fact.source.map(place)),
        ])
      })
  }

  private static func place(_ place: SourceReference) -> JSONValue { .string(place.description) }

  private static func interval(_ interval: ReleaseInterval) -> JSONValue {
    object([
      ("after", interval.after.map { .string($0.description) }), ("by", .string(interval.by.description)),
      ("exact", .bool(interval.isExact)),
    ])
  }
}
