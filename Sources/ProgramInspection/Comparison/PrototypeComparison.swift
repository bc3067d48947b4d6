internal import KernelImport

/// How a declared prototype differs from a release's, as libbpf compares them when it resolves a function extern.
///
/// The rule is `bpf_core_types_are_compat` (tools/lib/bpf/relo_core.c): both must have as many parameters, and each
/// parameter and the result the same kind below typedefs and qualifiers, through pointers and arrays. Names of
/// structures, unions and enumerations and the widths of integers do not matter to it. A kfunc's arguments are then
/// checked by the verifier against the kernel's prototype, not against the declared one (`check_kfunc_args`,
/// kernel/bpf/verifier.c).
enum PrototypeComparison {
  /// What was found at one parameter or at the result.
  enum Agreement: Hashable {
    /// The same, as far as libbpf and the verifier are concerned.
    case same
    /// Other names or widths; libbpf takes both for compatible.
    case otherName
    /// Kinds that libbpf does not take for each other.
    case incompatible
    /// A typedef that is known by name alone stands on one side.
    case undecided
  }

  static func compare(_ declared: TypeShape, _ actual: TypeShape) -> Agreement {
    switch (declared, actual) {
    case (.alias(let first, _), .alias(let second, _)) where first == second: return .same
    case (.alias(let name, let target), _):
      guard let known = target ?? integer(named: name) else { return .undecided }
      return compare(known, actual)
    case (_, .alias(let name, let target)):
      guard let known = target ?? integer(named: name) else { return .undecided }
      return compare(declared, known)
    case (.unread, _), (_, .unread): return .undecided
    case (.void, .void): return .same
    case (.integer(let first), .integer(let second)): return first.isSame(as: second) ? .same : .otherName
    case (.float(let first), .float(let second)): return first == second ? .same : .otherName
    case (.structure(let first), .structure(let second)), (.union(let first), .union(let second)),
      (.enumeration(let first), .enumeration(let second)):
      return essential(first) == essential(second) ? .same : .otherName
    case (.pointer(let first), .pointer(let second)), (.array(let first), .array(let second)):
      return compare(first, second)
    case (.function(let first), .function(let second)): return compare(first, second)
    // A type that the program never saw whole is of another kind than the whole; whether the kernel's own BTF has it
    // whole does not follow from the source.
    case (.forward(let keyword, _), .structure), (.forward(let keyword, _), .union):
      return isKind(keyword, of: actual) ? .undecided : .incompatible
    default: return .incompatible
    }
  }

  private static func isKind(_ keyword: String, of type: TypeShape) -> Bool {
    if case .structure = type { return keyword == "struct" }
    return keyword == "union"
  }

  /// Whether the whole of two functions agrees.
  static func compare(_ declared: FunctionShape, _ actual: FunctionShape) -> Agreement {
    guard declared.parameters.count == actual.parameters.count, declared.isVariadic == actual.isVariadic else {
      return .incompatible
    }
    var result = compare(declared.result, actual.result)
    for (first, second) in zip(declared.parameters, actual.parameters) {
      result = worse(result, compare(first, second))
    }
    return result
  }

  /// The graver of two: incompatible, undecided, other names, same.
  static func worse(_ first: Agreement, _ second: Agreement) -> Agreement {
    for grave in [Agreement.incompatible, .undecided, .otherName] where first == grave || second == grave {
      return grave
    }
    return .same
  }

  private static func integer(named name: String) -> TypeShape? {
    IntegerShape(words: [name]).map(TypeShape.integer)
  }

  /// A type's name without its flavour: `bpf_ct_opts___local` stands for `bpf_ct_opts`.
  private static func essential(_ name: String) -> String { UseReader.withoutFlavour(name) ?? name }
}
