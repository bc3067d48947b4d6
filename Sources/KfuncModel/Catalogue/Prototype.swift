/// A C function prototype in normal form.
///
/// Normal form: one space between words, none inside parentheses, `*` joined to the name that it precedes,
/// comments and line breaks gone; attributes and storage are kept apart (``KfuncDefinition``).
public struct Prototype: Hashable, Sendable {
  /// The function's name.
  public var name: String
  /// The type that it returns, `*` at the end: `struct task_struct *`.
  public var returnType: String
  /// The parameters in order; empty for `(void)`.
  public var parameters: [Parameter]
  /// Whether it ends in `...`.
  public var isVariadic: Bool

  /// A prototype made of its parts.
  public init(name: String, returnType: String, parameters: [Parameter], isVariadic: Bool = false) {
    self.name = name
    self.returnType = returnType
    self.parameters = parameters
    self.isVariadic = isVariadic
  }

  /// The declaration as C text, without a semicolon: `struct task_struct *bpf_task_acquire(struct task_struct *p)`.
  public var text: String {
    var text = returnType
    text.reserveCapacity(returnType.utf8.count + name.utf8.count + 8 + 32 * parameters.count)
    if returnType.utf8.last != UInt8(ascii: "*") { text += " " }
    text += name
    text += "("
    for (index, parameter) in parameters.enumerated() {
      if index > 0 { text += ", " }
      text += parameter.text
    }
    if isVariadic { text += parameters.isEmpty ? "..." : ", ..." } else if parameters.isEmpty { text += "void" }
    text += ")"
    return text
  }
}

/// A parameter of a prototype.
public struct Parameter: Hashable, Sendable {
  /// Its type without its name; for a function or array declarator the name's place is left out:
  /// `bool (struct bpf_rb_node *, const struct bpf_rb_node *)`.
  public var type: String
  /// Its name, nil where the declaration gives none.
  public var name: String?
  /// The declaration as C text: type and name together.
  public var text: String
  /// The suffix of the name that the release's verifier gives a meaning to, such as `__sz`; nil without one.
  /// For the two names that have a meaning as a whole (`rdonly_buf_size`), that name.
  public var annotation: String?

  /// A parameter made of its parts.
  public init(type: String, name: String?, text: String, annotation: String? = nil) {
    self.type = type
    self.name = name
    self.text = text
    self.annotation = annotation
  }
}
