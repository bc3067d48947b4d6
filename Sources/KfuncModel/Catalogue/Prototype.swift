internal import TextBytes

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
  public var text: String { String(room: length) { write(to: &$0) } }

  /// Adds ``text``.
  package func add(to bytes: inout [UInt8]) { bytes.append(addingCapacity: length) { write(to: &$0) } }

  /// What stands between the type and the name.
  private var space: String { returnType.utf8.last == UInt8(ascii: "*") ? "" : " " }

  /// What stands after the parameters.
  private var ending: String {
    isVariadic ? (parameters.isEmpty ? "...)" : ", ...)") : parameters.isEmpty ? "void)" : ")"
  }

  /// How many bytes its text has.
  private var length: Int {
    var length = returnType.utf8.count + space.utf8.count + name.utf8.count + 1 + ending.utf8.count
    for index in parameters.indices { length += (index > 0 ? 2 : 0) + parameters[index].text.utf8.count }
    return length
  }

  private func write(to text: inout OutputSpan<UInt8>) {
    text.append(returnType)
    text.append(space)
    text.append(name)
    text.append(UInt8(ascii: "("))
    for index in parameters.indices {
      if index > 0 { text.append(", ") }
      text.append(parameters[index].text)
    }
    text.append(ending)
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
