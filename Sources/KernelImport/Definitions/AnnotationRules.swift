import KfuncModel

/// The parameter names that a release's verifier gives a meaning to, ready for matching.
struct AnnotationRules {
  private let suffixes: [String]
  private let wholeNames: Set<String>

  init(_ definitions: [AnnotationDefinition]) {
    // The longest suffix wins: `__arena__nullable` before `__nullable`.
    suffixes = definitions.filter { !$0.isWholeName }.map(\.name).sorted { $0.utf8.count > $1.utf8.count }
    wholeNames = Set(definitions.filter(\.isWholeName).map(\.name))
  }

  /// The annotation that `name` carries, nil for none.
  func annotation(of name: String?) -> String? {
    guard let name else { return nil }
    if wholeNames.contains(name) { return name }
    // The verifier wants a name before the suffix (btf_param_match_suffix, kernel/bpf/btf.c).
    return suffixes.first { name.utf8.count > $0.utf8.count && name.hasSuffix($0) }
  }
}
