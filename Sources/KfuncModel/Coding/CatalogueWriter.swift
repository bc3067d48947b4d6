internal import JSONText
public import TextBytes

extension ReleaseCatalogue {
  /// The form of the text that ``jsonBytes()`` writes and ``read(_:file:)`` reads.
  public static let schemaName = "kfuncdocs-catalogue-1"

  /// The catalogue's text: `Content/catalogue/RELEASE.json`.
  ///
  /// The same catalogue gives the same bytes; one fact changed changes its own lines. What `pieces` took is not among them.
  public func jsonBytes(_ pieces: TextPieces? = nil) -> [UInt8] {
    // Those of kernels have up to 1350 bytes for each kfunc.
    JSONLines.bytes(room: 1400 * kfuncs.count, pieces: pieces) { json in
      json.text("schema", ReleaseCatalogue.schemaName)
      json.text("release", release.description)
      json.object("source") { $0.members(of: source) }
      json.list("flags", flags) { $0.members(of: $1) }
      json.list("annotations", annotations) { $0.members(of: $1) }
      json.list("hooks", hooks) { $0.members(of: $1) }
      json.list("kfuncs", kfuncs) { $0.members(of: $1) }
      json.list("idSets", idSets) { $0.members(of: $1) }
      json.list("registrations", registrations) { $0.members(of: $1) }
      json.list("filters", filters) { $0.members(of: $1) }
      json.list("maintainers", maintainers) { $0.members(of: $1) }
      json.list("fileMaintainers", fileMaintainers) { $0.members(of: $1) }
      json.list("policySections", policySections) { $0.members(of: $1) }
    }
  }
}

extension JSONLine {
  mutating func source(_ source: SourceReference) {
    text("file", source.file)
    number("line", source.line)
  }

  fileprivate mutating func members(of source: KernelSourceRecord) {
    text("version", source.version)
    text("description", source.description)
    text("form", source.form.rawValue)
    text("identity", source.identity)
    text("date", source.date?.description)
  }

  fileprivate mutating func members(of definition: FlagDefinition) {
    text("name", definition.flag.rawValue)
    text("value", definition.value)
    source(definition.source)
  }

  fileprivate mutating func members(of definition: AnnotationDefinition) {
    text("name", definition.name)
    truth("wholeName", definition.isWholeName)
    source(definition.source)
  }

  fileprivate mutating func members(of hook: KfuncHook) {
    text("name", hook.name)
    texts("programTypes", hook.programTypes) { $0.rawValue }
    source(hook.source)
  }

  mutating func members(of section: PolicySection) {
    text("number", section.number)
    text("title", section.title)
    texts("anchors", section.anchors)
    source(section.source)
    text("hash", section.hash)
  }
}

// MARK: - Kfuncs

extension JSONLine {
  fileprivate mutating func members(of kfunc: Kfunc) {
    text("name", kfunc.name)
    truth("testingOnly", kfunc.isTestingOnly)
    list("definitions", kfunc.definitions) { $0.members(of: $1) }
    list("markedDeclarations", kfunc.markedDeclarations) { $0.source($1) }
    list("users", kfunc.users) { json, use in
      json.text("form", use.form.rawValue)
      json.source(use.source)
    }
  }

  private mutating func members(of definition: KfuncDefinition) {
    source(definition.source)
    object("prototype") { $0.members(of: definition.prototype) }
    if let prototype = definition.bpfPrototype { object("bpfPrototype") { $0.members(of: prototype) } }
    texts("storage", definition.storage)
    texts("attributes", definition.attributes)
    truth("marked", definition.isMarked)
    text("condition", definition.condition)
    object("build") { json in
      json.text("form", definition.build.form.rawValue)
      json.texts("symbols", definition.build.symbols)
    }
    if let doc = definition.kernelDoc {
      object("kernelDoc") { json in
        json.number("line", doc.line)
        json.text("hash", doc.hash)
      }
    }
    list("notices", definition.notices) { json, notice in
      json.text("form", notice.form.rawValue)
      json.source(notice.source)
      json.texts("releases", notice.releases)
    }
  }

  private mutating func members(of prototype: Prototype) {
    text("text") { prototype.add(to: &$0) }
    text("returns", prototype.returnType)
    list("parameters", prototype.parameters) { json, parameter in
      json.text("type", parameter.type)
      json.text("name", parameter.name)
      // The text follows from type and name but for declarators that enclose the name.
      if !parameter.isPlain { json.text("text", parameter.text) }
      json.text("annotation", parameter.annotation)
    }
    truth("variadic", prototype.isVariadic)
  }
}

// MARK: - Sets, registrations, filters

extension JSONLine {
  fileprivate mutating func members(of set: IDSet) {
    text("name", set.name)
    source(set.source)
    text("opening", set.opening)
    text("condition", set.condition)
    list("members", set.members) { json, member in
      json.text("name", member.name)
      json.texts("flags", member.flags) { $0.rawValue }
      if member.source.file != set.source.file { json.text("file", member.source.file) }
      json.number("line", member.source.line)
      json.text("condition", member.condition)
    }
  }

  fileprivate mutating func members(of registration: Registration) {
    text("programType", registration.programType.rawValue)
    text("variable", registration.variable)
    text("idSet", registration.idSet.name)
    if registration.idSet.file != registration.source.file { text("idSetFile", registration.idSet.file) }
    text("filter", registration.filter)
    source(registration.source)
    text("condition", registration.condition)
    text("runtimeCondition", registration.runtimeCondition)
  }

  fileprivate mutating func members(of filter: KfuncFilter) {
    text("name", filter.name)
    source(filter.source)
    text("reading", filter.reading.rawValue)
    list("rules", filter.rules) { json, rule in
      json.number("line", rule.line)
      json.text("decision", rule.admits ? "admits" : "refuses")
      json.text("text", rule.text)
      json.texts("sets", rule.sets)
      json.texts("programTypes", rule.programTypes) { $0.rawValue }
      json.texts("structOps", rule.structOps)
      json.texts("structOpsMembers", rule.structOpsMembers)
      json.texts("attachTypes", rule.attachTypes)
    }
    list("verdicts", filter.verdicts) { json, verdict in
      json.text("outcome", verdict.outcome.rawValue)
      json.texts("programTypes", verdict.programTypes) { $0.rawValue }
      json.texts("kfuncs", verdict.kfuncs)
      json.texts("structOps", verdict.structOps)
      json.texts("structOpsMembers", verdict.structOpsMembers)
      json.texts("attachTypes", verdict.attachTypes)
      json.texts("conditions", verdict.conditions)
    }
  }
}

// MARK: - Maintainers

extension JSONLine {
  fileprivate mutating func members(of section: MaintainersSection) {
    text("title", section.title)
    number("line", section.line)
    text("status", section.status)
    texts("lists", section.lists)
    texts("trees", section.trees)
  }

  fileprivate mutating func members(of entry: FileMaintainers) {
    text("file", entry.file)
    texts("sections", entry.sections)
  }
}

extension Parameter {
  /// The C text of a parameter whose name simply follows its type.
  static func plainText(type: String, name: String?) -> String {
    guard let name else { return type }
    return type.utf8.last == UInt8(ascii: "*") ? type + name : "\(type) \(name)"
  }

  /// Whether its text is that one; told without making it, for each parameter of a catalogue.
  fileprivate var isPlain: Bool {
    guard let name else { return text == type }
    let own = text.utf8
    let space = type.utf8.last == UInt8(ascii: "*") ? 0 : 1
    guard own.count == type.utf8.count + space + name.utf8.count, own.starts(with: type.utf8) else { return false }
    let rest = own.dropFirst(type.utf8.count)
    return (space == 0 || rest.first == 0x20) && rest.dropFirst(space).elementsEqual(name.utf8)
  }
}
