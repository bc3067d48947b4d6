import Diagnostics
import KfuncModel

/// Follows a registration call to its variable, the variable to its ID set.
struct RegistrationResolver {
  private let sets: [String: [IDSet]]
  /// `struct btf_kfunc_id_set` variables by name; the same name may stand in several files.
  private let variables: [String: [(file: String, variable: SetVariable)]]
  /// The program types of the hook table; nil when there is none to look into.
  private let programTypes: Set<ProgramType>?
  /// Filters that registered variables name, with the file of the variable.
  private(set) var filters: [String: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(sets: [IDSet], variables: [String: [(file: String, variable: SetVariable)]], hooks: [KfuncHook]) {
    self.sets = Dictionary(grouping: sets, by: \.name)
    self.variables = variables
    programTypes = hooks.isEmpty ? nil : Set(hooks.flatMap(\.programTypes))
  }

  /// The registration that `call` in `file` makes, nil with a diagnostic when it leads nowhere.
  mutating func registration(_ call: RegistrationCall, in file: String) -> Registration? {
    let location = SourceLocation(file: file, line: call.line)
    guard let (owner, variable) = variable(call.variable, near: file) else {
      diagnostics.append(
        Diagnostic(
          .warning, "unknown-set-variable", "registered variable '\(call.variable)' was not found", at: location))
      return nil
    }
    guard let set = set(variable.idSet, near: owner) else {
      diagnostics.append(
        Diagnostic(.warning, "unknown-id-set", "registered ID set '\(variable.idSet)' was not found", at: location))
      return nil
    }
    if let programTypes, !programTypes.contains(call.programType) {
      diagnostics.append(
        Diagnostic(
          .warning, "unknown-program-type", "the hook table does not know \(call.programType.rawValue)", at: location))
    }
    if let filter = variable.filter { filters[filter] = owner }
    return Registration(
      programType: call.programType, variable: call.variable, idSet: set.identity, filter: variable.filter,
      source: SourceReference(file: file, line: call.line), condition: call.condition,
      runtimeCondition: call.runtimeCondition)
  }

  /// A file's own variable comes first; another file's only when there is one of that name.
  private func variable(_ name: String, near file: String) -> (file: String, variable: SetVariable)? {
    let candidates = variables[name] ?? []
    return candidates.first { $0.file == file } ?? (candidates.count == 1 ? candidates.first : nil)
  }

  private func set(_ name: String, near file: String) -> IDSet? {
    let candidates = sets[name] ?? []
    return candidates.first { $0.source.file == file } ?? (candidates.count == 1 ? candidates.first : nil)
  }
}
