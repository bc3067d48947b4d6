/// Reads the names of struct_ops tables: `.name` of `struct bpf_struct_ops` variables.
enum StructOpsReader {
  /// Names by variable: `bpf_sched_ext_ops` describes `sched_ext_ops`.
  static func names(in sources: [CSource]) -> [String: String] {
    var names: [String: String] = [:]
    for source in sources {
      let tokens = source.tokens
      for index in tokens.indices where tokens[index].depth == 0 && source.matches(tokens[index], "bpf_struct_ops") {
        guard source.matches(at: index - 1, "struct"), index + 3 < tokens.count, source.matches(at: index + 2, "="),
          source.matches(at: index + 3, "{"), let close = source.closing(of: index + 3),
          let name = name(in: index + 4..<close, of: source)
        else { continue }
        names[source.text(tokens[index + 1])] = name
      }
    }
    return names
  }

  private static func name(in range: Range<Int>, of source: CSource) -> String? {
    for index in range.prefix(1_000) where source.matches(at: index, ".") && source.matches(at: index + 1, "name") {
      guard source.matches(at: index + 2, "="), index + 3 < range.upperBound, source.tokens[index + 3].kind == .string
      else { continue }
      return String(source.text(source.tokens[index + 3]).dropFirst().dropLast())
    }
    return nil
  }
}
