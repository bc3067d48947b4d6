internal import KfuncModel

extension JSONStream {
  /// What comparison found: old and new facts, and the difference in the shape of its kind.
  mutating func members(of change: ChangeRecord) {
    release("from", change.from)
    release("to", change.to)
    text("impact", change.impact.rawValue)
    text("explanation", change.explanation?.rawValue)
    if let place = change.definition {
      object("definition") { json in
        json.text("file", place.file)
        json.text("condition", place.condition)
      }
    }
    facts("old", change.old)
    facts("new", change.new)
    difference(change.detail)
  }

  private mutating func difference(_ detail: ChangeDetail) {
    switch detail {
    case .presence, .build, .kernelDoc: break
    case .prototype(let change): object("prototype") { $0.members(of: change) }
    case .flags(let difference):
      object("flags") { json in
        json.texts("gained", difference.gained) { $0.rawValue }
        json.texts("lost", difference.lost) { $0.rawValue }
        json.idSets("idSets", difference.sets)
      }
    case .demands(let demands):
      list("demands", demands) { json, demand in
        json.number("index", demand.index)
        json.text("parameter", demand.parameter.text)
        json.text("demand", demand.demand.rawValue)
      }
    case .programTypes(let difference):
      object("programTypes") { json in
        json.texts("registeredGained", difference.registeredGained) { $0.rawValue }
        json.texts("registeredLost", difference.registeredLost) { $0.rawValue }
        json.texts("openGained", difference.openGained) { $0.rawValue }
        json.texts("openLost", difference.openLost) { $0.rawValue }
      }
    case .filter(let differences):
      list("filters", differences) { json, difference in
        json.text("programType", difference.programType.rawValue)
        json.object("old") { $0.members(of: difference.old) }
        json.object("new") { $0.members(of: difference.new) }
      }
    case .idSets(let gained, let lost):
      object("idSets") { json in
        json.idSets("gained", gained)
        json.idSets("lost", lost)
      }
    case .move(let from, let to):
      object("move") { json in
        json.text("from", from)
        json.text("to", to)
      }
    case .rename(let suspicion):
      object("rename") { json in
        json.text("successor", suspicion.successor)
        json.number("score", suspicion.score)
        json.truth("confirmed", suspicion.isConfirmed)
        json.texts("reasons", suspicion.reasons)
      }
    case .notices(let notices): self.notices("notices", notices)
    case .testingOnly(let isNow): object("testingOnly") { $0.truth("now", isNow) }
    }
  }

  private mutating func members(of change: PrototypeChange) {
    text("old") { change.old.add(to: &$0) }
    text("new") { change.new.add(to: &$0) }
    mark("onlyInC", change.isCOnly)
    mark("variadicChanged", change.variadicChanged)
    texts("returnAspects", change.returnAspects) { $0.rawValue }
    list("parameters", change.parameters) { json, parameter in
      json.number("oldIndex", parameter.oldIndex)
      json.number("newIndex", parameter.newIndex)
      json.text("old", parameter.old?.text)
      json.text("new", parameter.new?.text)
      json.texts("aspects", parameter.aspects) { $0.rawValue }
    }
  }

  private mutating func members(of admission: Admission) {
    text("answer", admission.outcome.rawValue)
    texts("structOps", admission.structOps)
    texts("structOpsMembers", admission.structOpsMembers)
    texts("attachTypes", admission.attachTypes)
    texts("conditions", admission.conditions)
  }

  private mutating func idSets(_ key: StaticString, _ sets: [IDSetIdentity]) {
    list(key, sets) { json, set in
      json.text("name", set.name)
      json.text("file", set.file)
    }
  }

  mutating func notices(_ key: StaticString, _ notices: [DeprecationNotice]) {
    list(key, notices) { $0.members(of: $1) }
  }

  /// Notices with the release whose sources hold each.
  mutating func notices(_ key: StaticString, _ notices: [StatedNotice]) {
    list(key, notices) { json, stated in
      json.release("release", stated.release)
      json.members(of: stated.notice)
    }
  }

  private mutating func members(of notice: DeprecationNotice) {
    text("form", notice.form.rawValue)
    place(notice.source)
    texts("releases", notice.releases)
  }
}
