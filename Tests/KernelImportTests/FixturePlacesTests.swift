import Foundation
import KernelSources
import Testing

/// Every place that an expectation names holds what it says: the fixtures checked against themselves, without importer.
@Suite struct FixturePlacesTests {
  @Test func thereAreFixtures() {
    #expect(FixtureTree.all.count >= 50)
  }

  @Test(arguments: FixtureTree.all) func everyPlaceHoldsWhatTheExpectationSays(fixture: FixtureTree) throws {
    let facts = try fixture.expectation().facts
    let tree = FixtureLines(try fixture.files())
    #expect(facts["diagnostics"] != nil, "every fixture says what is reported")

    for kfunc in list(facts, "kfuncs") {
      let name = kfunc["name"]?.string ?? ""
      for definition in list(kfunc, "definitions") {
        expect(tree, definition, holds: name)
        expectPrototype(of: definition, named: name)
        if let line = definition["kernelDoc"]?["line"] {
          expect(tree, .object(["file": definition["file"] ?? .null, "line": line]), holds: "/*")
        }
        for notice in list(definition, "notices") { expect(tree, notice, holds: "") }
      }
      for declaration in list(kfunc, "markedDeclarations") {
        expect(tree, declaration, holds: "__bpf_kfunc int \(name)")
      }
      for use in list(kfunc, "users") { expect(tree, use, holds: name) }
    }
    for set in list(facts, "idSets") {
      expect(tree, set, holds: "\(set["opening"]?.string ?? "?")(\(set["name"]?.string ?? "?"))")
      for member in list(set, "members") {
        // The call of an X-macro may go on over a few lines before the name comes.
        let isOwn = member["file"] == set["file"]
        expect(tree, member, holds: member["name"]?.string ?? "?", within: isOwn ? 1 : 4)
      }
    }
    for registration in list(facts, "registrations") { expect(tree, registration, holds: "register_btf_kfunc_id_set") }
    for filter in list(facts, "filters") { expect(tree, filter, holds: "\(filter["name"]?.string ?? "?")(const") }
    for flag in list(facts, "flags") { expect(tree, flag, holds: "define \(flag["name"]?.string ?? "?")") }
    for annotation in list(facts, "annotations") where annotation["line"] != nil {
      expect(tree, annotation, holds: "\"\(annotation["name"]?.string ?? "?")\"", within: 2)
    }
    for hook in list(facts, "hooks") {
      expect(tree, hook, in: "kernel/bpf/btf.c", holds: "return \(hook["name"]?.string ?? "?");")
    }
    for section in list(facts, "maintainers") {
      expect(tree, section, in: "MAINTAINERS", holds: section["title"]?.string ?? "?")
    }
    for section in list(facts, "policySections") { expect(tree, section, holds: section["title"]?.string ?? "?") }
    for diagnostic in list(facts, "diagnostics") where diagnostic["line"] != nil {
      expect(tree, diagnostic, holds: "")
    }
  }

  @Test(arguments: FixtureTree.all) func listsStandInTheOrderOfTheCatalogue(fixture: FixtureTree) throws {
    let facts = try fixture.expectation().facts
    for key in ["idSets", "registrations", "filters", "policySections", "flags", "annotations", "maintainers"] {
      let places = list(facts, key).map { ($0["file"]?.string ?? "", $0["line"]?.integer ?? 0) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }, "\(key)")
    }
    let names = list(facts, "kfuncs").compactMap { $0["name"]?.string }
    #expect(zip(names, names.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for kfunc in list(facts, "kfuncs") {
      let places = list(kfunc, "users").map { ($0["file"]?.string ?? "", $0["line"]?.integer ?? 0) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test(arguments: FixtureTree.all) func kfuncsAreTheMembersOfRegisteredSets(fixture: FixtureTree) throws {
    let facts = try fixture.expectation().facts
    guard let kfuncs = facts["kfuncs"], let sets = facts["idSets"], let registrations = facts["registrations"]
    else { return }
    let registered = Set(registrations.elements.map { "\($0["idSetFile"] ?? .null) \($0["idSet"] ?? .null)" })
    let members = sets.elements.filter { registered.contains("\($0["file"] ?? .null) \($0["name"] ?? .null)") }
      .flatMap { list($0, "members").compactMap { $0["name"]?.string } }
    #expect(Set(kfuncs.elements.compactMap { $0["name"]?.string }) == Set(members))
  }
}

private func list(_ value: FixtureValue, _ key: String) -> [FixtureValue] { value[key]?.elements ?? [] }

/// The lines of a tree's files.
private struct FixtureLines {
  var files: [String: [String]] = [:]

  init(_ sources: [SourceFile]) {
    for source in sources {
      files[source.path] = source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }
}

private func expect(
  _ tree: FixtureLines, _ fact: FixtureValue, in file: String? = nil, holds text: String, within count: Int = 1
) {
  guard let lines = tree.files[fact["file"]?.string ?? file ?? ""] else {
    Issue.record("no such file: \(fact)")
    return
  }
  guard let line = fact["line"]?.integer else { return }
  guard lines.indices.contains(line - 1), !lines[line - 1].isEmpty else {
    Issue.record("no such line, or an empty one: \(fact)")
    return
  }
  #expect(text.isEmpty || lines[(line - 1)...].prefix(count).contains { $0.contains(text) }, "\(fact)")
}

private func expectPrototype(of definition: FixtureValue, named name: String) {
  guard let prototype = definition["prototype"]?.string else { return }
  #expect(prototype.contains("\(name)("))
  #expect(!prototype.contains("\n") && !prototype.contains("  ") && !prototype.contains("__bpf_kfunc"))
  guard let parameters = definition["parameters"]?.elements else { return }
  #expect(prototype.hasSuffix("(void)") == parameters.isEmpty)
  for parameter in parameters {
    #expect(prototype.contains(parameter["name"]?.string ?? ""))
    if let annotation = parameter["annotation"]?.string {
      #expect(parameter["name"]?.string?.hasSuffix(annotation) == true)
    }
  }
}
