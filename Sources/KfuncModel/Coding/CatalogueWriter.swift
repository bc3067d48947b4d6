internal import JSONText

extension ReleaseCatalogue {
  /// The form of the text that ``jsonBytes()`` writes and ``read(_:file:)`` reads.
  public static let schemaName = "kfuncdocs-catalogue-1"

  /// The catalogue's text: `Content/catalogue/RELEASE.json`.
  ///
  /// The same catalogue gives the same bytes; one fact changed changes its own lines.
  public func jsonBytes() -> [UInt8] {
    var object = LateObjectBuilder()
    object.text("schema", ReleaseCatalogue.schemaName)
    object.text("release", release.description)
    object.value("source", source.json)
    object.list("flags", flags, \.json)
    object.list("annotations", annotations, \.json)
    object.list("hooks", hooks, \.json)
    object.list("kfuncs", kfuncs, \.json)
    object.list("idSets", idSets, \.json)
    object.list("registrations", registrations, \.json)
    object.list("filters", filters, \.json)
    object.list("maintainers", maintainers, \.json)
    object.list("fileMaintainers", fileMaintainers, \.json)
    object.list("policySections", policySections, \.json)
    return JSONWriter.bytes(of: object.members)
  }
}

extension JSONValue {
  fileprivate static func object(_ build: (inout ObjectBuilder) -> Void) -> JSONValue { ObjectBuilder.object(build) }
}

extension KernelSourceRecord {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("version", version)
      object.text("description", description)
      object.text("form", form.rawValue)
      object.text("identity", identity)
      object.text("date", date?.description)
    }
  }
}

extension FlagDefinition {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("name", flag.rawValue)
      object.text("value", value)
      object.source(source)
    }
  }
}

extension AnnotationDefinition {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("name", name)
      object.truth("wholeName", isWholeName)
      object.source(source)
    }
  }
}

extension KfuncHook {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("name", name)
      object.texts("programTypes", programTypes.map(\.rawValue))
      object.source(source)
    }
  }
}

extension Kfunc {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("name", name)
      object.truth("testingOnly", isTestingOnly)
      object.list("definitions", definitions.map(\.json))
      object.list("markedDeclarations", markedDeclarations.map { source in .object { $0.source(source) } })
      object.list("users", users.map(\.json))
    }
  }
}

extension KfuncDefinition {
  fileprivate var json: JSONValue {
    .object { object in
      object.source(source)
      object.value("prototype", prototype.json)
      object.value("bpfPrototype", bpfPrototype?.json)
      object.texts("storage", storage)
      object.texts("attributes", attributes)
      object.truth("marked", isMarked)
      object.text("condition", condition)
      object.value("build", build.json)
      object.value("kernelDoc", kernelDoc?.json)
      object.list("notices", notices.map(\.json))
    }
  }
}

extension Prototype {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("text", text)
      object.text("returns", returnType)
      object.list("parameters", parameters.map(\.json))
      object.truth("variadic", isVariadic)
    }
  }
}

extension Parameter {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("type", type)
      object.text("name", name)
      // The text follows from type and name but for declarators that enclose the name.
      if text != Parameter.plainText(type: type, name: name) { object.text("text", text) }
      object.text("annotation", annotation)
    }
  }

  /// The C text of a parameter whose name simply follows its type.
  static func plainText(type: String, name: String?) -> String {
    guard let name else { return type }
    return type.utf8.last == UInt8(ascii: "*") ? type + name : "\(type) \(name)"
  }
}

extension BuildCondition {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("form", form.rawValue)
      object.texts("symbols", symbols)
    }
  }
}

extension KernelDocReference {
  fileprivate var json: JSONValue {
    .object { object in
      object.number("line", line)
      object.text("hash", hash)
    }
  }
}

extension DeprecationNotice {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("form", form.rawValue)
      object.source(source)
      object.texts("releases", releases)
    }
  }
}

extension InTreeUse {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("form", form.rawValue)
      object.source(source)
    }
  }
}

extension IDSet {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("name", name)
      object.source(source)
      object.text("opening", opening)
      object.text("condition", condition)
      object.list("members", members.map { $0.json(of: self) })
    }
  }
}

extension IDSet.Member {
  fileprivate func json(of set: IDSet) -> JSONValue {
    .object { object in
      object.text("name", name)
      object.texts("flags", flags.map(\.rawValue))
      if source.file != set.source.file { object.text("file", source.file) }
      object.number("line", source.line)
      object.text("condition", condition)
    }
  }
}

extension Registration {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("programType", programType.rawValue)
      object.text("variable", variable)
      object.text("idSet", idSet.name)
      if idSet.file != source.file { object.text("idSetFile", idSet.file) }
      object.text("filter", filter)
      object.source(source)
      object.text("condition", condition)
      object.text("runtimeCondition", runtimeCondition)
    }
  }
}

extension KfuncFilter {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("name", name)
      object.source(source)
      object.text("reading", reading.rawValue)
      object.list("rules", rules.map(\.json))
      object.list("verdicts", verdicts.map(\.json))
    }
  }
}

extension KfuncFilter.Rule {
  fileprivate var json: JSONValue {
    .object { object in
      object.number("line", line)
      object.text("decision", admits ? "admits" : "refuses")
      object.text("text", text)
      object.texts("sets", sets)
      object.texts("programTypes", programTypes.map(\.rawValue))
      object.texts("structOps", structOps)
      object.texts("structOpsMembers", structOpsMembers)
      object.texts("attachTypes", attachTypes)
    }
  }
}

extension KfuncFilter.Verdict {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("outcome", outcome.rawValue)
      object.texts("programTypes", programTypes.map(\.rawValue))
      object.texts("kfuncs", kfuncs)
      object.texts("structOps", structOps)
      object.texts("structOpsMembers", structOpsMembers)
      object.texts("attachTypes", attachTypes)
      object.texts("conditions", conditions)
    }
  }
}

extension MaintainersSection {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("title", title)
      object.number("line", line)
      object.text("status", status)
      object.texts("lists", lists)
      object.texts("trees", trees)
    }
  }
}

extension FileMaintainers {
  fileprivate var json: JSONValue {
    .object { object in
      object.text("file", file)
      object.texts("sections", sections)
    }
  }
}

extension PolicySection {
  var json: JSONValue {
    .object { object in
      object.text("number", number)
      object.text("title", title)
      object.texts("anchors", anchors)
      object.source(source)
      object.text("hash", hash)
    }
  }
}
