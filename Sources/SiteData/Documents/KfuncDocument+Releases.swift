internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Rendering

extension KfuncDocument {
  /// The table of releases: what each that was read says, in short.
  func writeReleases(_ history: KfuncHistory, to json: inout JSONStream) {
    let pairs = zip(facts.directory.catalogues, history.facts)
    // What the release before said is most often said again.
    var told: (facts: KfuncFacts, place: Range<Int>)?
    json.list("releases", pairs) { json, pair in
      json.text("release", pair.0.release.description)
      json.text("version", pair.0.source.version)
      json.truth("present", pair.1 != nil)
      guard let facts = pair.1 else { return }
      if let told, told.facts.hasSameOutline(as: facts) { return json.again(told.place) }
      let start = json.bytes.count
      defer { told = (facts, start..<json.bytes.count) }
      json.text("prototype", facts.bpfPrototype?.text)
      json.list("flags", FlagsPart.groups(facts.memberships)) { json, group in
        json.texts("flags", group.flags.map(\.rawValue))
        json.texts("idSets", group.sets.map(\.set.name))
      }
      json.access(facts.access)
      json.texts("filters", Set(facts.access.flatMap { $0.answers.map(\.filter.name) }).sorted())
      json.texts("files", Set(facts.kfunc.definitions.map(\.source.file)).sorted())
      if let definition = facts.kfunc.principalDefinition {
        json.build(definition.build)
        json.text("condition", definition.condition)
      }
    }
  }

  /// What the newest release that has it says, with every place.
  func writeNewest(_ newest: KfuncFacts, to json: inout JSONStream) {
    json.object("newest") { json in
      json.text("release", newest.release.description)
      json.text("access", AccessWords.sentence(newest.access))
      json.list("definitions", newest.kfunc.definitions) { $0.members(of: $1) }
      json.list("parameters", newest.bpfPrototype?.parameters ?? []) { json, parameter in
        json.text("name", parameter.name)
        json.text("type", parameter.type)
        json.text("text", parameter.text)
        json.text("annotation", parameter.annotation)
      }
      json.list("idSets", newest.memberships) { json, membership in
        json.text("name", membership.set.name)
        json.place(membership.member.source)
        json.texts("flags", Set(membership.member.flags).sorted().map(\.rawValue))
        json.texts("conditions", [membership.set.condition, membership.member.condition].compactMap { $0 })
      }
      json.list("programTypes", AccessWords.groups(newest.access)) { $0.members(of: $1) }
      json.list("maintainers", newest.maintainers) { json, section in
        json.text("title", section.title)
        json.number("line", section.line)
        json.text("status", section.status)
        json.texts("lists", section.lists)
        json.texts("trees", section.trees)
      }
      json.list("users", newest.kfunc.users) { json, use in
        json.text("form", use.form.rawValue)
        json.place(use.source)
      }
    }
  }
}

extension JSONStream {
  /// Who may call, types with the same answer together.
  mutating func access(_ access: [ProgramTypeAccess]) {
    struct Answer: Hashable {
      let outcome: ProgramTypeAccess.Outcome
      let conditions: [String]
    }
    var order: [Answer] = []
    var types: [Answer: [String]] = [:]
    for type in access {
      let conditions = type.answers.compactMap(\.verdict).filter { $0.outcome == .conditional }
      let answer = Answer(outcome: type.outcome, conditions: conditions.map(AccessWords.conditions))
      if types[answer] == nil { order.append(answer) }
      types[answer, default: []].append(type.programType.rawValue)
    }
    list("programTypes", order) { json, answer in
      json.text("answer", answer.outcome.word)
      json.texts("types", types[answer] ?? [])
      json.texts("conditions", answer.outcome == .conditional ? answer.conditions : [])
    }
  }

  mutating func build(_ build: BuildCondition) {
    object("build") { json in
      json.text("form", build.form.rawValue)
      json.texts("symbols", build.symbols)
    }
  }

  fileprivate mutating func members(of definition: KfuncDefinition) {
    place(definition.source)
    text("prototype", (definition.bpfPrototype ?? definition.prototype).text)
    if definition.bpfPrototype != nil { text("cPrototype", definition.prototype.text) }
    text("condition", definition.condition)
    build(definition.build)
    mark("testingOnly", definition.isTestingOnly)
    number("kernelDocLine", definition.kernelDoc?.line)
    texts("marks", (definition.isMarked ? ["__bpf_kfunc"] : []) + definition.storage + definition.attributes)
    notices("notices", definition.notices)
  }

  /// Types about which everything is the same, with the reasons.
  fileprivate mutating func members(of group: AccessWords.Group) {
    text("answer", group.first.outcome.word)
    list("types", group.types) { json, type in
      json.text("name", type.programType.rawValue)
      json.mark("byHook", !type.isRegistered)
    }
    list("filters", group.first.answers) { json, answer in
      json.text("name", answer.filter.name)
      json.place(answer.filter.source)
      json.text("answer", answer.verdict?.outcome.rawValue ?? "unread")
      guard let verdict = answer.verdict, verdict.outcome == .conditional else { return }
      json.text("which", AccessWords.conditions(verdict))
      json.texts("structOps", verdict.structOps)
      json.texts("structOpsMembers", verdict.structOpsMembers)
      json.texts("attachTypes", verdict.attachTypes)
      json.texts("conditions", verdict.conditions)
    }
    list("registrations", group.first.registrations) { json, registration in
      json.text("programType", registration.programType.rawValue)
      json.place(registration.source)
      json.texts("conditions", [registration.condition, registration.runtimeCondition].compactMap { $0 })
    }
  }
}

extension ProgramTypeAccess.Outcome {
  /// The answer as data spells it.
  var word: String {
    switch self {
    case .open: "open"
    case .admitted: "admitted"
    case .conditional: "conditional"
    case .unread: "unread"
    case .refused: "refused"
    }
  }
}
