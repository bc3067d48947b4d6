/// What an expectation may say: its keys, and how a list is compared.
indirect enum FixtureShape: Sendable {
  case bool
  case number
  case text
  /// Texts in their order.
  case texts
  /// Texts of which the order means nothing.
  case wordSet
  case object([String: FixtureShape])
  /// Objects compared one by one.
  case sequence(FixtureShape)
  /// Objects matched by the values of these keys, as far as the expectation gives them; their order counts too.
  case keyed(FixtureShape, by: [String])
}

extension FixtureShape {
  /// The shape of `expected.json`.
  static let expectation = FixtureShape.object([
    "form": .text,
    "without": .texts,
    "release": .text,
    "version": .text,
    "flags": .keyed(.object(["name": .text, "value": .text, "file": .text, "line": .number]), by: ["name"]),
    "annotations": .keyed(
      .object(["name": .text, "wholeName": .bool, "file": .text, "line": .number]), by: ["name"]),
    "hooks": .keyed(
      .object(["name": .text, "programTypes": .texts, "file": .text, "line": .number]), by: ["name"]),
    "kfuncs": .keyed(kfunc, by: ["name"]),
    "idSets": .keyed(idSet, by: ["file", "name"]),
    "registrations": .keyed(registration, by: ["file", "line", "programType", "variable"]),
    "filters": .keyed(filter, by: ["file", "name"]),
    "maintainers": .keyed(
      .object(["title": .text, "line": .number, "status": .text, "lists": .texts, "trees": .texts]), by: ["title"]),
    "fileMaintainers": .keyed(.object(["file": .text, "sections": .texts]), by: ["file"]),
    "policySections": .keyed(
      .object(["number": .text, "title": .text, "anchors": .texts, "file": .text, "line": .number]),
      by: ["file", "line"]),
    "diagnostics": .sequence(
      .object(["severity": .text, "code": .text, "file": .text, "line": .number, "optional": .bool])),
  ])

  private static let place = FixtureShape.object(["file": .text, "line": .number])

  private static let kfunc = FixtureShape.object([
    "name": .text,
    "definitions": .keyed(definition, by: ["file", "line"]),
    "markedDeclarations": .keyed(place, by: ["file", "line"]),
    "users": .keyed(.object(["file": .text, "line": .number, "form": .text]), by: ["file", "form"]),
  ])

  private static let definition = FixtureShape.object([
    "file": .text, "line": .number, "prototype": .text, "bpfPrototype": .text,
    "parameters": .sequence(.object(["type": .text, "name": .text, "annotation": .text])),
    "storage": .texts, "attributes": .texts, "marked": .bool, "condition": .text,
    "build": .object(["symbols": .texts, "form": .text]),
    "kernelDoc": .object(["line": .number]),
    "notices": .keyed(
      .object(["file": .text, "line": .number, "form": .text, "releases": .texts]), by: ["file", "line"]),
  ])

  private static let idSet = FixtureShape.object([
    "name": .text, "file": .text, "line": .number, "opening": .text, "condition": .text,
    "members": .keyed(
      .object(["name": .text, "flags": .texts, "file": .text, "line": .number, "condition": .text]), by: ["name"]),
  ])

  private static let registration = FixtureShape.object([
    "programType": .text, "variable": .text, "idSet": .text, "idSetFile": .text, "filter": .text, "file": .text,
    "line": .number, "condition": .text, "runtimeCondition": .text,
  ])

  private static let rule = FixtureShape.object([
    "admits": .bool, "sets": .wordSet, "programTypes": .wordSet, "structOps": .wordSet, "structOpsMembers": .wordSet,
    "attachTypes": .wordSet,
  ])

  private static let verdict = FixtureShape.object([
    "kfuncs": .texts, "programTypes": .texts, "outcome": .text, "structOps": .wordSet, "structOpsMembers": .wordSet,
    "attachTypes": .wordSet, "conditions": .texts,
  ])

  private static let filter = FixtureShape.object([
    "name": .text, "file": .text, "line": .number, "reading": .text, "rules": .sequence(rule),
    "verdicts": .keyed(verdict, by: ["kfuncs", "programTypes"]),
  ])
}

extension FixtureShape {
  /// What of `value` does not have this shape, each with its path.
  func faults(in value: FixtureValue, at path: String = "") -> [String] {
    switch (self, value) {
    case (.bool, .bool), (.number, .number), (.text, .text), (.text, .null), (.object, .null): []
    case (.texts, .list(let elements)), (.wordSet, .list(let elements)):
      elements.allSatisfy { $0.string != nil } ? [] : ["\(path): no list of texts"]
    case (.object(let keys), .object(let members)):
      members.sorted { $0.key < $1.key }.flatMap { key, member in
        let inner = path.isEmpty ? key : "\(path).\(key)"
        return keys[key]?.faults(in: member, at: inner) ?? ["\(inner): unknown key"]
      }
    case (.sequence(let shape), .list(let elements)), (.keyed(let shape, _), .list(let elements)):
      elements.enumerated().flatMap { shape.faults(in: $1, at: "\(path)[\($0)]") }
    default: ["\(path): wrong kind of value: \(value)"]
    }
  }
}
