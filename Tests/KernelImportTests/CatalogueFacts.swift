import Diagnostics
import KfuncModel

extension FixtureValue {
  /// The facts of `catalogue` under the keys of an expectation.
  init(_ catalogue: ReleaseCatalogue) {
    self = .object([
      "release": .text(catalogue.release.description),
      "version": .text(catalogue.source.version),
      "flags": .list(
        catalogue.flags.map {
          .object(["name": .text($0.flag.rawValue), "value": .text($0.value)].merging(place($0.source)) { $1 })
        }),
      "annotations": .list(
        catalogue.annotations.map {
          .object(["name": .text($0.name), "wholeName": .bool($0.isWholeName)].merging(place($0.source)) { $1 })
        }),
      "hooks": .list(
        catalogue.hooks.map {
          .object(
            ["name": .text($0.name), "programTypes": FixtureValue($0.programTypes.map(\.rawValue))]
              .merging(place($0.source)) { $1 })
        }),
      "kfuncs": .list(catalogue.kfuncs.map(facts)),
      "idSets": .list(catalogue.idSets.map(facts)),
      "registrations": .list(catalogue.registrations.map(facts)),
      "filters": .list(catalogue.filters.map(facts)),
      "maintainers": .list(
        catalogue.maintainers.map {
          .object([
            "title": .text($0.title), "line": .number($0.line), "status": FixtureValue($0.status),
            "lists": FixtureValue($0.lists), "trees": FixtureValue($0.trees),
          ])
        }),
      "fileMaintainers": .list(
        catalogue.fileMaintainers.map {
          .object(["file": .text($0.file), "sections": FixtureValue($0.sections)])
        }),
      "policySections": .list(
        catalogue.policySections.map {
          .object(
            ["number": FixtureValue($0.number), "title": .text($0.title), "anchors": FixtureValue($0.anchors)]
              .merging(place($0.source)) { $1 })
        }),
    ])
  }

  /// The facts of `diagnostic`, its message among them.
  init(_ diagnostic: Diagnostic) {
    self = .object([
      "severity": .text(diagnostic.severity.word), "code": .text(diagnostic.code.rawValue),
      "file": FixtureValue(diagnostic.location?.file),
      "line": diagnostic.location?.line.map(FixtureValue.number) ?? .null, "message": .text(diagnostic.message),
    ])
  }
}

private func place(_ source: SourceReference) -> [String: FixtureValue] {
  ["file": .text(source.file), "line": .number(source.line)]
}

private func facts(_ kfunc: Kfunc) -> FixtureValue {
  .object([
    "name": .text(kfunc.name),
    "definitions": .list(kfunc.definitions.map(facts)),
    "markedDeclarations": .list(kfunc.markedDeclarations.map { .object(place($0)) }),
    "users": .list(
      kfunc.users.map { .object(place($0.source).merging(["form": .text($0.form.rawValue)]) { $1 }) }),
  ])
}

private func facts(_ definition: KfuncDefinition) -> FixtureValue {
  .object([
    "file": .text(definition.source.file), "line": .number(definition.source.line),
    "prototype": .text(definition.prototype.text), "bpfPrototype": FixtureValue(definition.bpfPrototype?.text),
    "parameters": .list(
      definition.prototype.parameters.map {
        .object([
          "type": .text($0.type), "name": FixtureValue($0.name), "annotation": FixtureValue($0.annotation),
        ])
      }),
    "storage": FixtureValue(definition.storage), "attributes": FixtureValue(definition.attributes),
    "marked": .bool(definition.isMarked), "condition": FixtureValue(definition.condition),
    "build": .object([
      "symbols": FixtureValue(definition.build.symbols), "form": .text(definition.build.form.rawValue),
    ]),
    "kernelDoc": definition.kernelDoc.map { .object(["line": .number($0.line)]) } ?? .null,
    "notices": .list(
      definition.notices.map {
        .object(
          place($0.source).merging([
            "form": .text($0.form.rawValue), "releases": FixtureValue($0.releases),
          ]) { $1 })
      }),
  ])
}

private func facts(_ set: IDSet) -> FixtureValue {
  .object([
    "name": .text(set.name), "file": .text(set.source.file), "line": .number(set.source.line),
    "opening": .text(set.opening), "condition": FixtureValue(set.condition),
    "members": .list(
      set.members.map {
        .object(
          place($0.source).merging([
            "name": .text($0.name), "flags": FixtureValue($0.flags.map(\.rawValue)),
            "condition": FixtureValue($0.condition),
          ]) { $1 })
      }),
  ])
}

private func facts(_ registration: Registration) -> FixtureValue {
  .object([
    "programType": .text(registration.programType.rawValue), "variable": .text(registration.variable),
    "idSet": .text(registration.idSet.name), "idSetFile": .text(registration.idSet.file),
    "filter": FixtureValue(registration.filter), "file": .text(registration.source.file),
    "line": .number(registration.source.line), "condition": FixtureValue(registration.condition),
    "runtimeCondition": FixtureValue(registration.runtimeCondition),
  ])
}

private func facts(_ filter: KfuncFilter) -> FixtureValue {
  .object([
    "name": .text(filter.name), "file": .text(filter.source.file), "line": .number(filter.source.line),
    "reading": .text(filter.reading.rawValue),
    "rules": .list(
      filter.rules.map {
        .object([
          "admits": .bool($0.admits), "sets": FixtureValue($0.sets),
          "programTypes": FixtureValue($0.programTypes.map(\.rawValue)), "structOps": FixtureValue($0.structOps),
          "structOpsMembers": FixtureValue($0.structOpsMembers), "attachTypes": FixtureValue($0.attachTypes),
        ])
      }),
    "verdicts": .list(
      filter.verdicts.map {
        .object([
          "kfuncs": FixtureValue($0.kfuncs), "programTypes": FixtureValue($0.programTypes.map(\.rawValue)),
          "outcome": .text($0.outcome.rawValue), "structOps": FixtureValue($0.structOps),
          "structOpsMembers": FixtureValue($0.structOpsMembers), "attachTypes": FixtureValue($0.attachTypes),
          "conditions": FixtureValue($0.conditions),
        ])
      }),
  ])
}
