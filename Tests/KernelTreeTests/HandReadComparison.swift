import Foundation
import KfuncModel

/// A kfunc of a catalogue held against the facts that a person read: one line for each that differs.
struct HandReadComparison {
  let catalogue: ReleaseCatalogue
  let expected: HandReadExpectation.Kfunc
  let tree: URL

  var differences: [String] {
    guard let kfunc = catalogue.kfuncs.first(where: { $0.name == expected.name }) else {
      return ["not in the catalogue"]
    }
    var lines: [String] = []
    func compare<Value: Equatable>(_ what: String, _ found: Value, _ wanted: Value) {
      if found != wanted { lines.append("\(what): found \(found), read by hand \(wanted)") }
    }
    compare(
      "definitions", kfunc.definitions.map(\.source.description), expected.definitions.map { "\($0.file):\($0.line)" })
    for (found, wanted) in zip(kfunc.definitions, expected.definitions) {
      compare("prototype", found.prototype.text, wanted.prototype)
      compare("BPF prototype", found.bpfPrototype?.text, wanted.bpfPrototype)
      compare("parameter types", found.prototype.parameters.map(\.type), wanted.parameters.map(\.type))
      compare("parameter names", found.prototype.parameters.map(\.name), wanted.parameters.map(\.name))
      compare("annotations", found.prototype.parameters.map(\.annotation), wanted.parameters.map(\.annotation))
      compare("storage", found.storage, wanted.storage)
      compare("attributes", found.attributes, wanted.attributes)
      compare("mark", found.isMarked, wanted.marked)
      compare("condition", found.condition, wanted.condition)
      compare("build form", found.build.form.rawValue, wanted.build.form)
      compare("build symbols", Set(found.build.symbols), symbols(of: wanted.build))
      // A person noted what opens with `/**`; the importer takes kernel-doc in a plain comment too.
      if let doc = found.kernelDoc, opensPlainly(doc.line, of: found.source.file) {
        compare("kernel-doc", nil, wanted.kernelDoc?.line)
      } else {
        compare("kernel-doc", found.kernelDoc?.line, wanted.kernelDoc?.line)
      }
      compare(
        "notices", found.notices.map { "\($0.source.line) \($0.form.rawValue) \($0.releases)" },
        wanted.notices.map { "\($0.line) \($0.form) \($0.releases)" })
    }
    compare(
      "marked declarations", kfunc.markedDeclarations.map(\.description),
      (expected.markedDeclarations ?? []).map { "\($0.file):\($0.line)" })
    let wantedEntries = expected.memberships + (expected.filterMemberships ?? [])
    compare("memberships", memberships.sorted(), wantedEntries.map(text).sorted())
    compare("registrations", registrations.sorted(), expected.registrations.map(text).sorted())
    compare("effective program types", effective, expected.effective)
    compare("maintainers", maintainers(of: kfunc), expected.maintainers)
    for (form, wanted, flavoured) in [
      (InTreeUse.Form.calls, expected.users.calls, expected.flavouredUsers?.calls ?? []),
      (.declares, expected.users.declares, expected.flavouredUsers?.declares ?? []),
    ] {
      let found = kfunc.users.filter { $0.form == form }.map(\.source.file).sorted()
      compare("\(form.rawValue)", found, Set(wanted + flavoured).sorted())
    }
    return lines
  }

  private func opensPlainly(_ line: Int, of file: String) -> Bool {
    guard let text = try? String(contentsOf: tree.appending(path: file), encoding: .utf8) else { return false }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return line <= lines.count && !lines[line - 1].hasPrefix("/**")
  }

  /// The symbols that a person read, with those that stand in conditionals of a Makefile or around an `#include`.
  private func symbols(of build: HandReadExpectation.Definition.Build) -> Set<String> {
    var symbols = Set(build.symbols)
    for conditional in build.conditionals ?? [] {
      for word in conditional.text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") })
      where word.hasPrefix("CONFIG_") {
        symbols.insert(String(word))
      }
    }
    return symbols
  }

  private var memberships: [String] {
    catalogue.idSets.flatMap { set in
      set.members.filter { $0.name == expected.name }.map { member in
        let condition = [set.condition, member.condition].compactMap(\.self).joined(separator: " && ")
        return "\(set.name) \(member.source) \(member.flags.map(\.rawValue)) \(condition)"
      }
    }
  }

  private func text(_ entry: HandReadExpectation.Entry) -> String {
    "\(entry.set) \(entry.file):\(entry.line) \(entry.flags) \(entry.condition ?? "")"
  }

  private var ownRegistrations: [Registration] {
    let sets = Set(catalogue.idSets.filter { $0.members.contains { $0.name == expected.name } }.map(\.identity))
    return catalogue.registrations.filter { sets.contains($0.idSet) }
  }

  private var registrations: [String] {
    ownRegistrations.map {
      "\($0.programType.rawValue) \($0.idSet.name) \($0.source) \($0.filter ?? "-") \($0.condition ?? "-") \($0.runtimeCondition ?? "-")"
    }
  }

  private func text(_ registration: HandReadExpectation.Registration) -> String {
    "\(registration.programType) \(registration.set) \(registration.file):\(registration.line) "
      + "\(registration.filter ?? "-") \(registration.condition ?? "-") \(registration.runtimeCondition ?? "-")"
  }

  /// As the expectations have it: the unspecified type alone stands for all.
  private var effective: [String] {
    let types = Set(ownRegistrations.map(\.programType).flatMap { catalogue.hook(of: $0)?.programTypes ?? [$0] })
    if types.contains(.unspecified) { return [ProgramType.unspecified.rawValue] }
    return types.map(\.rawValue).sorted()
  }

  private func maintainers(of kfunc: Kfunc) -> [String] {
    guard let file = kfunc.principalDefinition?.source.file else { return [] }
    return (catalogue.fileMaintainers.first { $0.file == file }?.sections ?? [])
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
