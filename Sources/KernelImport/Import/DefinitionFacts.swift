import Diagnostics
import KfuncModel
import ParallelMap

/// The definitions of a tree's kfuncs.
struct DefinitionFacts {
  /// Definitions by kfunc, ordered by place.
  private(set) var byName: [String: [KfuncDefinition]] = [:]
  /// Marked prototypes apart from definitions, by kfunc.
  private(set) var declarations: [String: [SourceReference]] = [:]
  /// Kernel-doc text of the principal definition, by kfunc.
  private(set) var kernelDoc: [String: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ tree: KernelTree, names: Set<String>, implicit: Set<String>) async {
    let rules = AnnotationRules(tree.annotations)
    let unbuilt = BuildCondition(symbols: [], form: .unknown)
    let results = await tree.kernel.parallelMap { source in
      DefinitionReader(source: source, annotations: rules, implicit: implicit, build: unbuilt).read(names: names)
    }
    // Which files define anything is known only now: the build is followed for those.
    let defining = zip(tree.kernel, results).filter { !$1.definitions.isEmpty }
    let builds = tree.buildConditions(of: defining.map(\.0.path), diagnostics: &diagnostics)
    var texts: [String: [(source: SourceReference, text: String)]] = [:]
    for ((_, result), build) in zip(defining, builds) {
      for (name, found, text) in result.definitions {
        var definition = found
        definition.build = build
        byName[name, default: []].append(definition)
        if let text { texts[name, default: []].append((definition.source, text)) }
      }
    }
    for result in results {
      for (name, source) in result.declarations { declarations[name, default: []].append(source) }
    }
    for name in byName.keys { byName[name]?.sort { $0.source < $1.source } }
    for name in declarations.keys { declarations[name]?.sort() }
    for (name, texts) in texts {
      let principal = Kfunc(name: name, definitions: byName[name] ?? []).principalDefinition?.source
      kernelDoc[name] = (texts.first { $0.source == principal } ?? texts.first)?.text
    }
  }

  /// Those of `names` that no file defines; a stub in a header does not count.
  func undefined(of names: Set<String>) -> Set<String> {
    names.filter { name in !(byName[name] ?? []).contains { !$0.source.file.hasSuffix(".h") } }
  }
}
