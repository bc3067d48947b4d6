internal import CatalogueFacts
internal import KfuncModel
internal import RecordWords
internal import Rendering

extension KfuncDocument {
  /// The table of releases: what each that was read says, in short.
  func writeReleases(_ history: KfuncHistory, _ isAsBefore: [Bool], to json: inout JSONStream) {
    // What the release before said is most often said again.
    var told: (facts: KfuncFacts, place: Range<Int>)?
    json.list("releases", history.facts.indices) { json, position in
      json.again(self.facts.heads.releases[position])
      json.truth("present", history.facts[position] != nil)
      guard let facts = history.facts[position] else { return }
      if let told, isAsBefore[position] || told.facts.hasSameOutline(as: facts) { return json.again(told.place) }
      let start = json.bytes.count
      defer { told = (facts, start..<json.bytes.count) }
      json.prototype("prototype", facts.definition)
      json.flags(facts)
      json.access(facts.access)
      if !facts.isUnfiltered {
        json.texts("filters", Set(facts.access.flatMap { $0.answers.map(\.filter.name) }).sorted())
      }
      if facts.kfunc.definitions.count == 1 {
        json.texts("files", facts.kfunc.definitions) { $0.source.file }
      } else {
        json.texts("files", Set(facts.kfunc.definitions.map(\.source.file)).sorted())
      }
      if let definition = facts.kfunc.principalDefinition {
        json.build(definition.build)
        json.text("condition", definition.condition)
      }
    }
  }

  /// What the newest release that has it says, with every place.
  func writeNewest(_ newest: KfuncFacts, to json: inout JSONStream) {
    json.object("newest") { json in
      json.release("release", newest.release)
      json.text("access") { AccessWords.add(newest.access, to: &$0) }
      json.list("definitions", newest.kfunc.definitions) { $0.members(of: $1) }
      json.list("parameters", newest.definition?.parametersOfPrograms ?? []) { json, parameter in
        json.text("name", parameter.name)
        json.text("type", parameter.type)
        json.text("text", parameter.text)
        json.text("annotation", parameter.annotation)
      }
      json.list("idSets", newest.memberships) { json, membership in
        json.text("name", membership.set.name)
        json.place(membership.member.source)
        json.texts("flags", membership.member.flags.inOrder) { $0.rawValue }
        json.texts("conditions", membership.set.condition, membership.member.condition)
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
  /// The prototype that programs see of a definition.
  mutating func prototype(_ key: StaticString, _ definition: KfuncDefinition?) {
    guard let definition else { return }
    if let prototype = definition.bpfPrototype {
      text(key) { prototype.add(to: &$0) }
    } else {
      text(key) { definition.prototype.add(to: &$0) }
    }
  }

  /// The flags, told apart by ID set where sets disagree.
  fileprivate mutating func flags(_ facts: KfuncFacts) {
    if facts.memberships.count == 1 {
      list("flags", facts.memberships) { json, membership in
        json.texts("flags", membership.member.flags.inOrder) { $0.rawValue }
        json.texts("idSets", facts.memberships) { $0.set.name }
      }
    } else {
      list("flags", FlagsPart.groups(facts.memberships)) { json, group in
        json.texts("flags", group.flags) { $0.rawValue }
        json.texts("idSets", group.sets) { $0.set.name }
      }
    }
  }

  /// Who may call `facts`; what the same sets come to is told by many kfuncs of a release, and is made once.
  mutating func access(of facts: KfuncFacts, known: inout [ObjectIdentifier: [UInt8]]) {
    let sets = ObjectIdentifier(facts.sets)
    if let members = known[sets] {
      if !members.isEmpty { again(members) }
      return
    }
    let members = Self.members { $0.access(facts.access) }
    known[sets] = members
    if !members.isEmpty { again(members) }
  }

  /// Who may call, types with the same answer together.
  mutating func access(_ access: [ProgramTypeAccess]) {
    if access.contains(where: { $0.outcome == .conditional || $0.answers.contains { $0.outcome == .conditional } }) {
      return conditionalAccess(access)
    }
    var order: [ProgramTypeAccess.Outcome] = []
    for position in access.indices where !order.contains(access[position].outcome) {
      order.append(access[position].outcome)
    }
    list("programTypes", order) { json, outcome in
      json.text("answer", outcome.word)
      let types = access.indices.lazy.filter { access[$0].outcome == outcome }
      json.texts("types", types) { access[$0].programType.rawValue }
    }
  }

  /// The same where a filter admits some programs of a type: which ones is part of the answer.
  private mutating func conditionalAccess(_ access: [ProgramTypeAccess]) {
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
    prototype("prototype", definition)
    if definition.bpfPrototype != nil { text("cPrototype") { definition.prototype.add(to: &$0) } }
    text("condition", definition.condition)
    build(definition.build)
    mark("testingOnly", definition.isTestingOnly)
    number("kernelDocLine", definition.kernelDoc?.line)
    let others = definition.storage.count + definition.attributes.count
    texts("marks", others == 0 ? definition.mark : definition.mark + definition.storage + definition.attributes)
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
      json.text("which") { AccessWords.addConditions(of: verdict, to: &$0) }
      json.texts("structOps", verdict.structOps)
      json.texts("structOpsMembers", verdict.structOpsMembers)
      json.texts("attachTypes", verdict.attachTypes)
      json.texts("conditions", verdict.conditions)
    }
    list("registrations", group.first.registrations) { json, registration in
      json.text("programType", registration.programType.rawValue)
      json.place(registration.source)
      json.texts("conditions", registration.condition, registration.runtimeCondition)
    }
  }
}

extension KfuncDefinition {
  fileprivate static let marked = ["__bpf_kfunc"]

  /// The mark that makes it a kfunc, where it carries it.
  fileprivate var mark: [String] { isMarked ? Self.marked : [] }

  /// The parameters that programs see.
  fileprivate var parametersOfPrograms: [Parameter] {
    if let prototype = bpfPrototype { return prototype.parameters }
    return prototype.parameters
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
