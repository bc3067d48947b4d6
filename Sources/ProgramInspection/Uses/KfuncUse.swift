public import KfuncModel

/// A kfunc that BPF programs use: one declaration, or one extern of an object, and the calls that rely on it.
public struct KfuncUse: Hashable, Sendable {
  /// What libbpf does where the kernel lacks the function.
  public enum Strength: String, Sendable, CaseIterable {
    /// Declared without `__weak`: the object does not load.
    case strong
    /// Declared `__weak`: the address resolves to 0.
    case weak
    /// Called, and declared in none of the files that were read.
    case undeclared
  }

  /// The kernel's name: as spelled, without the last `___flavour`, which libbpf cuts off before it looks
  /// (`bpf_core_essential_name_len`, `tools/lib/bpf/libbpf.c`; for function externs since the libbpf of 6.12's tree).
  public var name: String
  /// The name as the program has it: `scx_bpf_dsq_move___new`.
  public var spelledName: String
  /// What the declaration asks for.
  public var strength: Strength
  /// The prototype as the program declares it, under its spelled name; nil where there is no declaration or no BTF.
  public var prototype: Prototype?
  /// Where it is declared; for an object its `.ksyms` section. Nil for ``Strength/undeclared``.
  public var declaration: UsePlace?
  /// The preprocessor condition around the declaration, nil for none and for objects.
  public var condition: String?
  /// Where programs call it or take its address, themselves or through a macro, in order; sections of programs for an
  /// object. Empty for a declaration that nothing uses: the compiler leaves such an extern out of the object.
  public var calls: [UsePlace]
  /// Where the program asks whether it exists (`bpf_ksym_exists`), in order.
  public var existenceChecks: [UsePlace]
  /// The prototype as types, for comparison; nil without ``prototype``.
  var shape: FunctionShape?

  /// Whether a compiled program of this file needs it: called, asked for, or an extern of an object.
  public var isUsed: Bool { !calls.isEmpty || !existenceChecks.isEmpty || declaration?.section != nil }

  /// The place to show: the declaration, or the first call.
  public var place: UsePlace? { declaration ?? calls.first ?? existenceChecks.first }
}

/// A place in a source file or an object.
public struct UsePlace: Hashable, Sendable {
  /// The path: for a folder, relative to it.
  public var file: String
  /// The line, from 1; nil in an object.
  public var line: Int?
  /// The section of an object: `.ksyms`, `tc`, `struct_ops/init`; nil in a source.
  public var section: String?

  /// A line of a source.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
    section = nil
  }

  /// A section of an object.
  public init(file: String, section: String) {
    self.file = file
    line = nil
    self.section = section
  }
}

extension UsePlace: CustomStringConvertible, Comparable {
  /// `file:line`, or `file, section NAME`.
  public var description: String {
    if let line { return "\(file):\(line)" }
    return section.map { "\(file), section \($0)" } ?? file
  }

  /// Order by path in bytes, then line, then section.
  public static func < (left: UsePlace, right: UsePlace) -> Bool {
    if left.file != right.file { return left.file.utf8.lexicographicallyPrecedes(right.file.utf8) }
    if left.line != right.line { return (left.line ?? 0) < (right.line ?? 0) }
    return (left.section ?? "").utf8.lexicographicallyPrecedes((right.section ?? "").utf8)
  }
}

extension KfuncUse {
  /// Order by name, then by place, then by spelling.
  static func precedes(_ left: KfuncUse, _ right: KfuncUse) -> Bool {
    if left.name != right.name { return left.name.utf8.lexicographicallyPrecedes(right.name.utf8) }
    if left.place != right.place, let first = left.place, let second = right.place { return first < second }
    return left.spelledName.utf8.lexicographicallyPrecedes(right.spelledName.utf8)
  }
}
