/// A C type as a value, in a normal form in which two spellings of one type are equal.
///
/// What the normal form makes equal, and nothing else (C11 section numbers):
/// - the order of words: `long unsigned int` and `unsigned long` (6.7.2), `const struct a` and `struct a const`
///   (6.7);
/// - a parameter of function or array type and the pointer that it is adjusted to (6.7.6.3, 7 and 8), see
///   ``adjustedParameter``;
/// - the names of a function type's own parameters, which are not part of the type.
///
/// Typedefs stay as spelled (`u64` differs from `__u64` and from `unsigned long long`), and so does `const` on a
/// parameter passed by value: the compiler's debug information keeps both.
indirect enum CType: Hashable, Sendable {
  /// A named type: `struct task_struct`, `u64`, `unsigned long`; `arena` when it carries the arena's address space.
  case named(String, qualifiers: Set<String>, arena: Bool)
  /// A pointer; the qualifiers are its own (`*const`).
  case pointer(to: CType, qualifiers: Set<String>)
  /// An array; the size as written, empty for `[]`.
  case array(of: CType, size: String)
  /// A function; parameters adjusted.
  case function(returns: CType, parameters: [CType], isVariadic: Bool)

  /// The type that a parameter declared with this type has.
  var adjustedParameter: CType {
    switch self {
    case .function: .pointer(to: self, qualifiers: [])
    case .array(let element, _): .pointer(to: element, qualifiers: [])
    case .named, .pointer: self
    }
  }

  /// This pointer with its target in the arena's address space; nil when this is no pointer to a named type.
  var pointingIntoArena: CType? {
    guard case .pointer(.named(let name, let target, _), let qualifiers) = self else { return nil }
    return .pointer(to: .named(name, qualifiers: target, arena: true), qualifiers: qualifiers)
  }
}

extension CType: CustomStringConvertible {
  /// The type read aloud from the left, for messages: `pointer to const struct cpumask`.
  var description: String {
    switch self {
    case .named(let name, let qualifiers, let arena):
      (qualifiers.sorted() + (arena ? ["arena"] : []) + [name]).joined(separator: " ")
    case .pointer(let target, let qualifiers):
      (qualifiers.sorted() + ["pointer to", target.description]).joined(separator: " ")
    case .array(let element, let size): "array [\(size)] of \(element)"
    case .function(let result, let parameters, let isVariadic):
      "function (\((parameters.map(\.description) + (isVariadic ? ["..."] : [])).joined(separator: ", "))) "
        + "returning \(result)"
    }
  }
}
