import KfuncModel

/// Reads the parameter names that a release's verifier gives a meaning to, from `kernel/bpf/verifier.c`.
///
/// Suffixes are compared by `btf_param_match_suffix` (`__kfunc_param_match_suffix` up to 6.9, `is_kfunc_arg_mem_size`
/// with its own `strncmp` in 6.1); whole names are passed to `is_kfunc_arg_scalar_with_name` or, in 6.1, to
/// `btf_is_kfunc_arg_mem_size`.
struct AnnotationReader {
  let source: CSource

  /// Annotations by the line that first compares them.
  func read() -> [AnnotationDefinition] {
    var definitions: [AnnotationDefinition] = []
    var seen: Set<String> = []
    let tokens = source.tokens
    for index in tokens.indices {
      let token = tokens[index]
      guard token.kind == .identifier, source.matches(at: index + 1, "(") else { continue }
      let isWholeName: Bool
      switch source.text(token) {
      case "btf_param_match_suffix", "__kfunc_param_match_suffix", "kfunc_param_match_suffix", "strncmp":
        isWholeName = false
      case "is_kfunc_arg_scalar_with_name", "btf_is_kfunc_arg_mem_size", "strcmp": isWholeName = true
      default: continue
      }
      guard let close = source.closing(of: index + 1) else { continue }
      for argument in tokens[index + 2..<close].prefix(64) where argument.kind == .string {
        let name = source.text(argument).dropFirst().dropLast()
        guard isWholeName ? isWholeNameAnnotation(name) : isSuffix(name), seen.insert(String(name)).inserted else {
          continue
        }
        definitions.append(
          AnnotationDefinition(
            name: String(name), isWholeName: isWholeName,
            source: SourceReference(file: source.path, line: Int(token.line))))
      }
    }
    return definitions
  }

  private func isSuffix(_ text: Substring) -> Bool {
    text.hasPrefix("__") && text.utf8.count > 2 && !text.hasSuffix("_") && text.utf8.allSatisfy(CLexer.isIdentifierByte)
  }

  private func isWholeNameAnnotation(_ text: Substring) -> Bool { text.hasSuffix("_buf_size") }
}
