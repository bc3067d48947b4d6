public import Diagnostics
internal import JSONText

extension ReleaseCatalogue {
  /// The catalogue that a text of ``jsonBytes()`` spells.
  ///
  /// Strict: an unknown or missing member, a value of another type, an unknown word where a closed set of words
  /// is allowed, a kfunc out of order and a function, flag or program type that is no name of C are errors.
  ///
  /// - Parameter shared: Where the parts of several catalogues are kept, each once.
  /// - Throws: a located ``Diagnostic`` of code `json-syntax` or `json-shape`.
  public static func read(
    _ bytes: [UInt8], file: String, sharing shared: SharedCatalogueParts = SharedCatalogueParts()
  ) throws(Diagnostic) -> ReleaseCatalogue {
    let cursor = try JSONReader.read(
      bytes, file: file, sharing: shared.strings, repeating: [shared.kfuncs, shared.members]
    ).cursor
    return try cursor.object { (object) throws(Diagnostic) in
      let schema = try object.required("schema")
      guard try schema.string() == schemaName else { throw schema.error("expected '\(schemaName)'") }
      var catalogue = ReleaseCatalogue(
        release: try object.required("release").release(), source: try object.required("source").sourceRecord())
      catalogue.flags = try object.list("flags") { (cursor) throws(Diagnostic) in try cursor.flagDefinition() }
      catalogue.annotations = try object.list("annotations") { (cursor) throws(Diagnostic) in try cursor.annotation() }
      catalogue.hooks = try object.list("hooks") { (cursor) throws(Diagnostic) in try cursor.hook() }
      catalogue.kfuncs = try object.kfuncs(shared)
      catalogue.idSets = try object.list("idSets") { (cursor) throws(Diagnostic) in try cursor.idSet(shared) }
      catalogue.registrations = try object.list("registrations") { (cursor) throws(Diagnostic) in
        try cursor.registration()
      }
      catalogue.filters = try object.list("filters") { (cursor) throws(Diagnostic) in try cursor.filter() }
      catalogue.maintainers = try object.list("maintainers") { (cursor) throws(Diagnostic) in
        try cursor.maintainersSection()
      }
      catalogue.fileMaintainers = try object.list("fileMaintainers") { (cursor) throws(Diagnostic) in
        try cursor.fileMaintainers()
      }
      catalogue.policySections = try object.list("policySections") { (cursor) throws(Diagnostic) in
        try cursor.policySection()
      }
      return catalogue
    }
  }
}

extension JSONObjectCursor {
  fileprivate mutating func kfuncs(_ shared: SharedCatalogueParts) throws(Diagnostic) -> [Kfunc] {
    var previous: String?
    return try list("kfuncs") { (cursor) throws(Diagnostic) in
      let kfunc = try cursor.kfunc(shared)
      if let previous, !previous.precedesInBytes(kfunc.name) {
        throw cursor.error("'\(kfunc.name)' must not follow '\(previous)'")
      }
      previous = kfunc.name
      return kfunc
    }
  }

  mutating func source() throws(Diagnostic) -> SourceReference {
    SourceReference(file: try string("file"), line: try line())
  }

  mutating func line() throws(Diagnostic) -> Int { try required("line").line() }

  mutating func truth(_ key: String) throws(Diagnostic) -> Bool { try optional(key)?.bool() ?? false }

  fileprivate mutating func programTypes(_ key: String) throws(Diagnostic) -> [ProgramType] {
    try names(key).map(ProgramType.init(rawValue:))
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Word.Type
  ) throws(Diagnostic) -> Word where Word.RawValue == String {
    let cursor = try required(key)
    guard let word = Word(rawValue: try cursor.string()) else {
      throw cursor.error("expected \(Word.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or "))")
    }
    return word
  }
}

extension JSONCursor {
  func line() throws(Diagnostic) -> Int {
    let line = try integer()
    guard line >= 1 else { throw error("lines count from 1") }
    guard line <= Int32.max else { throw error("no file has so many lines") }
    return line
  }

  func release() throws(Diagnostic) -> KernelRelease {
    guard let release = KernelRelease(try string()) else { throw error("expected a release such as '6.12'") }
    return release
  }

  private func date() throws(Diagnostic) -> CalendarDate {
    guard let date = CalendarDate(try string()) else { throw error("expected a day such as '2026-03-01'") }
    return date
  }

  fileprivate func sourceRecord() throws(Diagnostic) -> KernelSourceRecord {
    try object { (object) throws(Diagnostic) in
      KernelSourceRecord(
        version: try object.string("version"), description: try object.string("description"),
        form: try object.word("form", KernelSourceRecord.Form.self), identity: try object.string("identity"),
        date: try object.optional("date")?.date())
    }
  }

  fileprivate func flagDefinition() throws(Diagnostic) -> FlagDefinition {
    try object { (object) throws(Diagnostic) in
      FlagDefinition(
        flag: KfuncFlag(rawValue: try object.name("name")), value: try object.string("value"),
        source: try object.source())
    }
  }

  fileprivate func annotation() throws(Diagnostic) -> AnnotationDefinition {
    try object { (object) throws(Diagnostic) in
      AnnotationDefinition(
        name: try object.string("name"), isWholeName: try object.truth("wholeName"), source: try object.source())
    }
  }

  fileprivate func hook() throws(Diagnostic) -> KfuncHook {
    try object { (object) throws(Diagnostic) in
      KfuncHook(
        name: try object.string("name"), programTypes: try object.programTypes("programTypes"),
        source: try object.source())
    }
  }

  fileprivate func idSet(_ shared: SharedCatalogueParts) throws(Diagnostic) -> IDSet {
    try object { (object) throws(Diagnostic) in
      var set = IDSet(
        name: try object.string("name"), source: try object.source(), opening: try object.string("opening"),
        condition: try object.optionalString("condition"))
      let file = set.source.file
      set.members = try object.list("members") { (cursor) throws(Diagnostic) in try cursor.member(of: file, shared) }
      return set
    }
  }

  private func member(of file: String, _ shared: SharedCatalogueParts) throws(Diagnostic) -> IDSet.Member {
    // The line is the one number that an entry has.
    if let repeated, let known = repeated.value as? KnownMember {
      return IDSet.Member(known.content(in: file), line: repeated.number(0))
    }
    return try object { (object) throws(Diagnostic) in
      let name = try object.name("name")
      let line = try object.line()
      let flags = try object.names("flags").map(KfuncFlag.init(rawValue:))
      let ownFile = try object.optionalString("file")
      let content = IDSet.Member.Content(
        IDSet.Member.Fields(
          name: name, flags: flags, file: ownFile ?? file, condition: try object.optionalString("condition")))
      try object.finish()
      shared.members.keep(KnownMember(content, hasOwnFile: ownFile != nil), of: self)
      return IDSet.Member(content, line: line)
    }
  }

  fileprivate func registration() throws(Diagnostic) -> Registration {
    try object { (object) throws(Diagnostic) in
      let source = try object.source()
      return Registration(
        programType: ProgramType(rawValue: try object.name("programType")),
        variable: try object.string("variable"),
        idSet: IDSetIdentity(
          file: try object.optionalString("idSetFile") ?? source.file, name: try object.string("idSet")),
        filter: try object.optionalString("filter"), source: source,
        condition: try object.optionalString("condition"),
        runtimeCondition: try object.optionalString("runtimeCondition"))
    }
  }

  fileprivate func filter() throws(Diagnostic) -> KfuncFilter {
    try object { (object) throws(Diagnostic) in
      KfuncFilter(
        name: try object.string("name"), source: try object.source(),
        reading: try object.word("reading", KfuncFilter.Reading.self),
        rules: try object.list("rules") { (cursor) throws(Diagnostic) in try cursor.rule() },
        verdicts: try object.list("verdicts") { (cursor) throws(Diagnostic) in try cursor.verdict() })
    }
  }

  private func rule() throws(Diagnostic) -> KfuncFilter.Rule {
    try object { (object) throws(Diagnostic) in
      let decision = try object.required("decision")
      let word = try decision.string()
      guard word == "admits" || word == "refuses" else { throw decision.error("expected 'admits' or 'refuses'") }
      return KfuncFilter.Rule(
        admits: word == "admits", sets: try object.strings("sets"),
        programTypes: try object.strings("programTypes").map(ProgramType.init(rawValue:)),
        structOps: try object.strings("structOps"),
        structOpsMembers: try object.strings("structOpsMembers"), attachTypes: try object.strings("attachTypes"),
        text: try object.string("text"), line: try object.line())
    }
  }

  private func verdict() throws(Diagnostic) -> KfuncFilter.Verdict {
    try object { (object) throws(Diagnostic) in
      KfuncFilter.Verdict(
        kfuncs: try object.names("kfuncs"), programTypes: try object.programTypes("programTypes"),
        outcome: try object.word("outcome", KfuncFilter.Verdict.Outcome.self),
        structOps: try object.strings("structOps"), structOpsMembers: try object.strings("structOpsMembers"),
        attachTypes: try object.strings("attachTypes"), conditions: try object.strings("conditions"))
    }
  }

  fileprivate func maintainersSection() throws(Diagnostic) -> MaintainersSection {
    try object { (object) throws(Diagnostic) in
      MaintainersSection(
        title: try object.string("title"), line: try object.line(), status: try object.optionalString("status"),
        lists: try object.strings("lists"), trees: try object.strings("trees"))
    }
  }

  fileprivate func fileMaintainers() throws(Diagnostic) -> FileMaintainers {
    try object { (object) throws(Diagnostic) in
      FileMaintainers(file: try object.string("file"), sections: try object.strings("sections"))
    }
  }

  func policySection() throws(Diagnostic) -> PolicySection {
    try object { (object) throws(Diagnostic) in
      PolicySection(
        number: try object.optionalString("number"), title: try object.string("title"),
        anchors: try object.strings("anchors"), source: try object.source(), hash: try object.string("hash"))
    }
  }
}
