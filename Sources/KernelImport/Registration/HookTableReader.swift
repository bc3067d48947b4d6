import Diagnostics
import KfuncModel

/// Reads the table of hooks: `bpf_prog_type_to_kfunc_hook` in `kernel/bpf/btf.c`.
struct HookTableReader {
  let source: CSource

  struct Result {
    var hooks: [KfuncHook] = []
    var diagnostics: [Diagnostic] = []
  }

  /// The hooks in the order in which the function first returns them.
  func read() -> Result {
    var result = Result()
    guard
      let finding = FunctionFinder(source: source).findings(where: { $0 == "bpf_prog_type_to_kfunc_hook" }).first,
      let body = finding.body
    else {
      result.diagnostics.append(
        Diagnostic(
          .warning, "missing-hook-table", "no bpf_prog_type_to_kfunc_hook: effective program types are unknown",
          at: SourceLocation(file: source.path)))
      return result
    }
    var pending: [ProgramType] = []
    var places: [String: Int] = [:]
    var index = body.lowerBound
    while index < body.upperBound {
      let token = source.tokens[index]
      if source.matches(token, "case") {
        pending.append(ProgramType(rawValue: source.text(source.tokens[index + 1])))
        index += 1
      } else if source.matches(token, "default") {
        pending = []
      } else if source.matches(token, "return"), !pending.isEmpty {
        if source.tokens[index + 1].kind == .identifier, source.matches(at: index + 2, ";") {
          note(source.text(source.tokens[index + 1]), pending, line: Int(token.line), in: &result.hooks, &places)
        } else {
          result.diagnostics.append(
            source.warning("unread-hook", "the hook of a program type was not understood", at: token))
        }
        pending = []
      }
      index += 1
    }
    return result
  }

  private func note(
    _ name: String, _ types: [ProgramType], line: Int, in hooks: inout [KfuncHook], _ places: inout [String: Int]
  ) {
    if let index = places[name] {
      hooks[index].programTypes += types
    } else {
      places[name] = hooks.count
      hooks.append(
        KfuncHook(name: name, programTypes: types, source: SourceReference(file: source.path, line: line)))
    }
  }
}
