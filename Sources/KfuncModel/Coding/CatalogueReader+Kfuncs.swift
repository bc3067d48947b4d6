internal import Diagnostics
internal import JSONText

/// One kfunc of a catalogue: its definitions, uses and notices.
extension JSONCursor {
  func kfunc(_ shared: SharedCatalogueParts) throws(Diagnostic) -> Kfunc {
    if let repeated, let known = repeated.value as? KnownKfunc { return known.kfunc(repeated) }
    return try object { (object) throws(Diagnostic) in
      let named = try object.required("name")
      let isTestingOnly = try object.truth("testingOnly")
      let first = firstNumber ?? 0
      var places = KnownKfunc.Places()
      let definitions = try object.list("definitions") { (cursor) throws(Diagnostic) in
        try cursor.definition(shared, first, &places)
      }
      // Mostly the definition has the text already, and it need not be looked up.
      let declared = definitions.first?.prototype.name
      let name = if let declared, named.isText(declared) { declared } else { try named.string() }
      try named.checkIsName(name)
      let marked = object.optional("markedDeclarations")
      let users = object.optional("users")
      places.markedDeclarations = (marked?.firstNumber ?? first) - first
      places.users = (users?.firstNumber ?? first) - first
      let kfunc = Kfunc(
        name: name, definitions: definitions,
        markedDeclarations: try marked?.array { (cursor) throws(Diagnostic) in
          try cursor.object { (object) throws(Diagnostic) in try object.source() }
        } ?? [],
        users: try users?.uses(shared) ?? [])
      // It follows from where the definitions lie; the text repeats it for readers of the text.
      guard kfunc.isTestingOnly == isTestingOnly else {
        throw error("'testingOnly' contradicts the definitions of '\(name)'")
      }
      try object.finish()
      shared.kfuncs.keep(KnownKfunc(kfunc, places), of: self)
      return kfunc
    }
  }

  private func uses(_ shared: SharedCatalogueParts) throws(Diagnostic) -> [InTreeUse] {
    try shared.users.value(of: self) { () throws(Diagnostic) in
      try array { (cursor) throws(Diagnostic) in
        try cursor.object { (object) throws(Diagnostic) in
          InTreeUse(source: try object.source(), form: try object.word("form", InTreeUse.Form.self))
        }
      }
    }
  }

  /// One definition; where its numbers stand behind the `first` of the kfunc is added to `places`.
  private func definition(
    _ shared: SharedCatalogueParts, _ first: Int, _ places: inout KnownKfunc.Places
  ) throws(Diagnostic) -> KfuncDefinition {
    let content = try shared.definitions.value(apartFromNumbersOf: self) { () throws(Diagnostic) in
      try definitionContent(shared)
    }
    // What the content does not hold; that there is nothing else was proved when the content was made.
    var members = try JSONObjectCursor(self)
    let line = try members.required("line")
    let comment = members.optional("kernelDoc")
    let notices = members.optional("notices")
    places.definitions.append(
      KnownKfunc.Places.Definition(
        line: (line.firstNumber ?? first) - first, comment: comment?.firstNumber.map { $0 - first },
        notices: (notices?.firstNumber ?? first) - first))
    return KfuncDefinition(
      content, line: try line.line(), commentLine: try comment?.kernelDoc().line,
      notices: try notices?.array { (cursor) throws(Diagnostic) in try cursor.notice() } ?? [])
  }

  /// Everything but the numbers: lines and notices are looked at and not kept.
  private func definitionContent(_ shared: SharedCatalogueParts) throws(Diagnostic) -> KfuncDefinition.Content {
    try object { (object) throws(Diagnostic) in
      let source = try object.source()
      let declared = try object.required("prototype")
      let prototype = try shared.prototypes.value(of: declared) { () throws(Diagnostic) in try declared.prototype() }
      let built = try object.required("build")
      let content = KfuncDefinition.Content(
        KfuncDefinition.Fields(
          file: source.file, prototype: prototype, bpfPrototype: try object.optional("bpfPrototype")?.prototype(),
          storage: try object.strings("storage"), attributes: try object.strings("attributes"),
          isMarked: try object.truth("marked"), condition: try object.optionalString("condition"),
          build: try shared.builds.value(of: built) { () throws(Diagnostic) in try built.buildCondition() },
          commentHash: try object.optional("kernelDoc")?.kernelDoc().hash))
      _ = try object.list("notices") { (cursor) throws(Diagnostic) in try cursor.notice() }
      return content
    }
  }

  private func prototype() throws(Diagnostic) -> Prototype {
    try object { (object) throws(Diagnostic) in
      let text = try object.required("text")
      // The name is what stands before the parameter list, after the return type; the text is checked against its
      // parts below, so a text that was changed by hand cannot contradict them.
      let returnType = try object.string("returns")
      let afterType = try text.string().utf8.dropFirst(returnType.utf8.count).drop { $0 == UInt8(ascii: " ") }
      let name = shared(String(afterType.prefix { $0 != UInt8(ascii: "(") }) ?? "")
      let prototype = Prototype(
        name: name, returnType: returnType,
        parameters: try object.list("parameters") { (cursor) throws(Diagnostic) in try cursor.parameter() },
        isVariadic: try object.truth("variadic"))
      guard text.isText(prototype.text) else { throw text.error("does not agree with its parts: '\(prototype.text)'") }
      return prototype
    }
  }

  private func parameter() throws(Diagnostic) -> Parameter {
    try object { (object) throws(Diagnostic) in
      let type = try object.string("type")
      let name = try object.optionalString("name")
      return Parameter(
        type: type, name: name,
        text: try object.optionalString("text") ?? shared(Parameter.plainText(type: type, name: name)),
        annotation: try object.optionalString("annotation"))
    }
  }

  private func buildCondition() throws(Diagnostic) -> BuildCondition {
    try object { (object) throws(Diagnostic) in
      BuildCondition(
        symbols: try object.strings("symbols"), form: try object.word("form", BuildCondition.Form.self))
    }
  }

  private func kernelDoc() throws(Diagnostic) -> KernelDocReference {
    try object { (object) throws(Diagnostic) in
      KernelDocReference(line: try object.line(), hash: try object.string("hash"))
    }
  }

  private func notice() throws(Diagnostic) -> DeprecationNotice {
    try object { (object) throws(Diagnostic) in
      DeprecationNotice(
        source: try object.source(), form: try object.word("form", DeprecationNotice.Form.self),
        releases: try object.strings("releases"))
    }
  }
}
