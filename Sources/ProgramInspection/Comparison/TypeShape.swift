/// A C type as libbpf compares it: kinds, pointers and names; no qualifiers, sizes of structures or members.
indirect enum TypeShape: Hashable, Sendable {
  case void
  case integer(IntegerShape)
  case float(String)
  case structure(String)
  case union(String)
  case enumeration(String)
  /// `struct x;` or `union x;` alone, as an object's BTF has it where the program never saw the whole.
  case forward(keyword: String, name: String)
  case pointer(TypeShape)
  case array(TypeShape)
  case function(FunctionShape)
  /// A typedef and what it stands for, nil where that is not known.
  case alias(String, TypeShape?)
  /// Text that was not understood.
  case unread(String)
}

/// A function's type.
struct FunctionShape: Hashable, Sendable {
  /// What it returns.
  var result: TypeShape
  /// Its parameters; a last `...` counts as one without a type, as BTF has it (Documentation/bpf/btf.rst, 2.2.13).
  var parameters: [TypeShape]
  /// Whether it ends in `...`, which then is the last of ``parameters``.
  var isVariadic: Bool
}

/// An integer type. Names with the same width and sign are one type: `u64`, `__u64` and, on the 64-bit kernels that
/// run BPF, `unsigned long`.
struct IntegerShape: Hashable, Sendable {
  /// The type as written: `u64`.
  var name: String
  /// Width in bits, 0 where it is not known.
  var bits: Int
  var isSigned: Bool

  /// Whether both are the same type for whoever passes a value.
  func isSame(as other: IntegerShape) -> Bool {
    name == other.name || bits != 0 && bits == other.bits && isSigned == other.isSigned
  }
}

extension TypeShape {
  /// The deepest nesting of pointers, arrays and functions that is read, as in libbpf's comparison.
  static let deepest = 32

  /// The type in C, without a name.
  var text: String {
    switch self {
    case .void: "void"
    case .integer(let shape): shape.name
    case .float(let name): name
    case .structure(let name): "struct \(name)"
    case .union(let name): "union \(name)"
    case .enumeration(let name): "enum \(name)"
    case .forward(let keyword, let name): "\(keyword) \(name)"
    case .pointer(.function(let function)): function.text(around: "(*)")
    case .pointer(let target): Self.pointer(to: target.text)
    case .array(let element): element.text + "[]"
    case .function(let function): function.text(around: "")
    case .alias(let name, _): name
    case .unread(let text): text
    }
  }

  // The target's text is made once: twice for each of a chain of pointers would be twice for each twice.
  private static func pointer(to text: String) -> String { text.hasSuffix("*") ? text + "*" : text + " *" }
}

extension FunctionShape {
  fileprivate func text(around name: String) -> String {
    var list = parameters.map(\.text)
    if isVariadic { list[list.count - 1] = "..." }
    return "\(result.text) \(name)(\(list.isEmpty ? "void" : list.joined(separator: ", ")))"
  }
}
