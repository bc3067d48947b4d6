import Diagnostics
import KfuncModel

/// The ID sets, registrations, hooks and filters of a tree.
struct SetFacts {
  private let sets: [IDSet]
  let registrations: [Registration]
  let hooks: [KfuncHook]
  let filters: [KfuncFilter]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ tree: KernelTree) {
    var macros: [String: (source: CSource, macro: CMacro)] = [:]
    for source in tree.kernel where source.path.hasSuffix(".h") {
      for macro in source.macros where macros[macro.name] == nil { macros[macro.name] = (source, macro) }
    }
    var sets: [IDSet] = []
    var variables: [String: [(file: String, variable: SetVariable)]] = [:]
    var calls: [(source: CSource, call: RegistrationCall)] = []
    for source in tree.kernel {
      let read = IDSetReader(source: source, foreignMacros: macros).read()
      sets += read.sets
      diagnostics += read.diagnostics
      for variable in SetVariableReader(source: source).read() {
        variables[variable.name, default: []].append((source.path, variable))
      }
      let registrations = RegistrationReader(source: source).read()
      calls += registrations.calls.map { (source, $0) }
      diagnostics += registrations.diagnostics
    }
    self.sets = sets
    let table = tree.kernel.first { $0.path == KernelSelection.hookTable }
    let hooks = table.map { HookTableReader(source: $0).read() }
    self.hooks = hooks?.hooks ?? []
    diagnostics +=
      hooks?.diagnostics ?? [
        Diagnostic(
          .warning, "missing-hook-table", "no \(KernelSelection.hookTable): effective program types are unknown",
          at: SourceLocation(file: KernelSelection.hookTable))
      ]
    var resolver = RegistrationResolver(sets: sets, variables: variables, hooks: self.hooks)
    registrations = calls.compactMap { resolver.registration($0.call, in: $0.source.path) }.sorted {
      ($0.source, $0.programType.rawValue) < ($1.source, $1.programType.rawValue)
    }
    diagnostics += resolver.diagnostics
    let published = FilterPublisher(idSets: sets, registrations: registrations, hooks: self.hooks)
    let found = FilterFacts(tree, filters: resolver.filters, publisher: published)
    filters = found.filters
    diagnostics += found.diagnostics
  }

  /// Names of the members of registered sets, sorted, each once.
  var registeredNames: [String] {
    Set(registeredSets.flatMap { $0.members.map(\.name) }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Names that carry `KF_IMPLICIT_ARGS` in a registered set.
  var implicitNames: Set<String> {
    Set(registeredSets.flatMap { $0.members.filter { $0.flags.contains(.implicitArguments) }.map(\.name) })
  }

  private var registeredSets: [IDSet] {
    let registered = Set(registrations.map(\.idSet))
    return sets.filter { registered.contains($0.identity) }
  }

  /// Sets that are registered or that a filter reads, by place.
  var published: [IDSet] {
    let registered = Set(registrations.map(\.idSet))
    let read = Set(filters.flatMap { filter in filter.rules.flatMap(\.sets) })
    return sets.filter { registered.contains($0.identity) || read.contains($0.name) }.sorted { $0.source < $1.source }
  }

  /// A warning at the entry of each name that no file defines.
  func undefinedWarnings(of names: Set<String>) -> [Diagnostic] {
    registeredSets.flatMap(\.members).filter { names.contains($0.name) }.map { member in
      Diagnostic(
        .warning, "undefined-kfunc", "no definition of '\(member.name)' was found",
        at: SourceLocation(file: member.source.file, line: member.source.line))
    }
  }

  /// A warning at each entry that carries a flag which the tree's header does not define.
  func unknownFlagWarnings(knowing flags: Set<KfuncFlag>) -> [Diagnostic] {
    registeredSets.flatMap(\.members).flatMap { member in
      member.flags.filter { !flags.contains($0) }.map { flag in
        Diagnostic(
          .warning, "unknown-flag",
          "flag \(flag.rawValue) of '\(member.name)' is not defined in \(KernelSelection.flagHeader)",
          at: SourceLocation(file: member.source.file, line: member.source.line))
      }
    }
  }
}
