public import CatalogueFacts
internal import HTMLText
public import KfuncModel
internal import RecordWords
internal import Resolution
internal import SiteContent

/// The entry of a kfunc: the facts of the newest release that has it, and how they came to be.
public struct KfuncPage: Page {
  /// What is the same for every kfunc.
  public final class Shared: Sendable {
    let newestRead: String
    let coverage: String
    let map: SiteMap

    /// What `directory` and `map` say of all kfuncs.
    public init(_ directory: KfuncDirectory, _ map: SiteMap) {
      newestRead = directory.catalogues.last?.release.description ?? ""
      coverage = PresenceWords.coverage(directory)
      self.map = map
    }
  }

  /// The kfunc.
  public let history: KfuncHistory
  private let record: KfuncRecord?
  private let shared: Shared
  private var map: SiteMap { shared.map }

  /// The entry of `history`; with its record it has a stability page.
  public init(_ history: KfuncHistory, _ record: KfuncRecord?, _ shared: Shared) {
    self.history = history
    self.record = record
    self.shared = shared
  }

  /// `/kfuncs/NAME/`.
  public var address: PageAddress { .kfunc(history.name) }
  /// The name.
  public var title: String { history.name }
  /// Where it is present.
  public var summary: String {
    "\(history.name), a kernel function for BPF programs. \(map.findings(of: history, record).presence)"
  }
  /// The list of kfuncs.
  public var trail: [Crumb] { [Crumb("Kfuncs", .kfuncs)] }
  /// All entries by name.
  public var series: PageSeries? { PageSeries("kfuncs", page: history.name) }

  /// Entry and stability page as one file.
  public var alternates: [AlternateForm] { [.json(.kfuncData(history.name), "\(history.name) as JSON")] }

  /// The keys of `kfunc.mustache`.
  public static let schema = TemplateSchema(
    "kfunc",
    [
      .init("name", .text, "the kfunc's name"),
      .init("here", .text, "link to this page"),
      .init("stability", .text, "link to what may be expected of it; empty where there is no record"),
      .init("subsystem", .text, "the first MAINTAINERS section of its file, or the file's folder"),
      .init("subsystemLink", .text, "link to the kfuncs of that subsystem"),
      .init("release", .text, "the newest release that has it; the facts are this release's"),
      .init("presence", .text, "one sentence: where it is present and absent"),
      .init("access", .text, "one sentence: programs of which types may call it"),
      .init("releasesRead", .text, "which releases were read"),
      .init("isGone", .flag, "whether the newest release read lacks it"),
      .init("newestRead", .text, "the newest release read"),
      .init("isTestingOnly", .flag, "whether it is for the kernel's own tests only"),
      .init(
        "prototypes",
        .list([
          .init("prototype", .html, "the prototype that a program sees, marked up"),
          .init("cPrototype", .html, "the C source's prototype, where it differs"),
          .init("place", .html, "the definition's file and line"),
          .init("condition", .text, "the preprocessor condition around the definition, where several exist"),
        ]), "its definitions, mostly one"),
      .init("hasNoDefinition", .flag, "whether its definition was not found"),
      .init(
        "parameters",
        .list([
          .init("parameter", .text, "the parameter's name, or its type where it has none"),
          .init("type", .text, "its type"),
          .init("annotation", .text, "the annotation that the verifier reads from the name"),
          .init("meaning", .text, "what the annotation demands"),
        ]), "the parameters that a program passes"),
      .init("hasParameters", .flag, "whether there are any"),
      .init("flags", .html, "its flags, explained"),
      .init("programTypes", .html, "program types and what filters answer"),
      .init("calling", .html, "what a program writes to call it: includes, declarations, a checked call"),
      .init("callingFacts", .html, "what loaders and headers do with its declarations, with sources"),
      .init("definitions", .html, "where it is defined and what it needs"),
      .init("notices", .html, "places that announce its deprecation or removal"),
      .init("maintainers", .html, "the MAINTAINERS sections of its file"),
      .init("defines", .text, "the file that defines it"),
      .init("usersSummary", .text, "how many files of BPF programs in the tree use it"),
      .init("users", .html, "those files"),
      .init("matrix", .html, "release by release"),
      .init("succession", .html, "what replaced it, what it replaced"),
      .init("notes", .html, "notes in our words"),
      .init("registered", .html, "registered users outside the tree"),
      .init("mentions", .html, "passages that name it"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields(count: 48, room: 16_384)
    let findings = map.findings(of: history, record)
    fields.set("name", text: history.name)
    fields.set("here", text: links.href(address))
    fields.set("stability", text: record != nil ? links.href(.stability(history.name)) : "")
    fields.set("presence", text: findings.presence)
    fields.set("releasesRead", text: shared.coverage)
    fields.set("isGone", flag: !history.isInNewest)
    fields.set("newestRead", text: shared.newestRead)
    fields.set("matrix", html: findings.matrix)
    fields.set("succession") { SuccessionPart.add(map.note(history.name), map, links, to: &$0) }
    fields.set("notes") { map.addNotes(on: history.name, links, to: &$0) }
    fields.set("registered") { UserPart.addList(of: history.name, map, links, to: &$0) }
    fields.set("mentions") { BacklinksPart.add(findings.backlinks, map, links, to: &$0) }
    guard let facts = history.newest else { return fields }
    let definitions = facts.kfunc.definitions
    let subsystem = map.links.subsystems.principal(of: history.name)
    fields.set("subsystem", text: subsystem?.title ?? "")
    fields.set("subsystemLink", text: subsystem.map { links.href(.group(.subsystem, $0.slug)) } ?? "")
    fields.set("release", text: facts.release.description)
    fields.set("access", text: AccessWords.sentence(facts.access))
    fields.set("isTestingOnly", flag: facts.kfunc.isTestingOnly)
    fields.set("hasNoDefinition", flag: definitions.isEmpty)
    fields.set("prototypes", list: prototypes(definitions, facts.release))
    let parameters = facts.bpfPrototype?.parameters ?? []
    fields.set("parameters", list: parameters.map(parameter))
    fields.set("hasParameters", flag: !parameters.isEmpty)
    fields.set("flags") { FlagsPart.add(facts, map.sources, links, to: &$0) }
    fields.set("programTypes") { AccessPart.add(facts.access, in: facts.release, map.sources, links, to: &$0) }
    fields.set("calling") { html in
      if let code = findings.calling { CallingPart.addEntry(facts, code, to: &html) }
    }
    let form = facts.kfunc.principalDefinition?.build.form
    let isModule = form == .module || form == .either
    fields.set("callingFacts") {
      CallingPart.addMessages(history.name, isModule: isModule, on: .entry, map, links, to: &$0)
    }
    fields.set("definitions") { html in
      for definition in definitions { DefinitionPart.add(definition, in: facts.release, map.sources, to: &html) }
      if let doc = map.links.kernelDoc(of: history.name) { DefinitionPart.add(doc.text, doc.release, to: &html) }
    }
    fields.set("notices") { NoticesPart.add(definitions, in: facts.release, map.sources, to: &$0) }
    fields.set("maintainers") { MaintainersPart.add(facts.maintainers, in: facts.release, map.sources, to: &$0) }
    fields.set("defines", text: facts.kfunc.principalDefinition?.source.file ?? "")
    fields.set("usersSummary", text: findings.usersSummary)
    fields.set("users") { TreeUsersPart.add(facts.kfunc.users, in: facts.release, map.sources, to: &$0) }
    return fields
  }

  private func prototypes(_ definitions: [KfuncDefinition], _ release: KernelRelease) -> [TemplateFields] {
    // Branches of an `#ifdef` mostly define the same thing: one block then speaks for all.
    var shown: [KfuncDefinition] = []
    for definition in definitions
    where !shown.contains(where: {
      $0.prototype == definition.prototype && $0.bpfPrototype == definition.bpfPrototype
    }) {
      shown.append(definition)
    }
    return shown.map { definition in
      var fields = TemplateFields()
      fields.set("prototype") { PrototypePart.add(definition.bpfPrototype ?? definition.prototype, to: &$0) }
      if definition.bpfPrototype != nil {
        fields.set("cPrototype") { PrototypePart.add(definition.prototype, to: &$0) }
      }
      fields.set("place") { map.sources.add(definition.source, in: release, isCode: true, to: &$0) }
      if shown.count > 1 { fields.set("condition", text: definition.condition ?? "") }
      return fields
    }
  }

  private func parameter(_ parameter: Parameter) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("parameter", text: parameter.name ?? parameter.text)
    fields.set("type", text: parameter.type)
    if let annotation = parameter.annotation {
      fields.set("annotation", text: annotation)
      fields.set(
        "meaning", text: AnnotationMeaning.of(annotation) ?? "No explanation was written for this annotation yet.")
    }
    return fields
  }
}
