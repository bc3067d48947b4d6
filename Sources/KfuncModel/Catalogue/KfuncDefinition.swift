/// One definition of a kfunc.
public struct KfuncDefinition: Sendable {
  @usableFromInline var parts: Parts

  /// Everything, behind one reference, as in ``Kfunc``: it holds some fifteen others.
  @usableFromInline
  final class Parts: Sendable {
    @usableFromInline let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var source: SourceReference
    @usableFromInline var prototype: Prototype
    @usableFromInline var bpfPrototype: Prototype?
    @usableFromInline var storage: [String]
    @usableFromInline var attributes: [String]
    @usableFromInline var isMarked: Bool
    @usableFromInline var condition: String?
    @usableFromInline var build: BuildCondition
    @usableFromInline var kernelDoc: KernelDocReference?
    @usableFromInline var notices: [DeprecationNotice]
  }

  /// The line that holds the name.
  public var source: SourceReference {
    @inlinable get { parts.fields.source }
    set { edit { $0.source = newValue } }
  }
  /// The prototype as the C source has it.
  public var prototype: Prototype {
    @inlinable get { parts.fields.prototype }
    set { edit { $0.prototype = newValue } }
  }
  /// The prototype that a BPF program sees, where it differs (`KF_IMPLICIT_ARGS`).
  public var bpfPrototype: Prototype? {
    @inlinable get { parts.fields.bpfPrototype }
    set { edit { $0.bpfPrototype = newValue } }
  }
  /// `static` and `inline`, as written.
  public var storage: [String] {
    @inlinable get { parts.fields.storage }
    set { edit { $0.storage = newValue } }
  }
  /// Attributes as written: `noinline`, `__printf(2, 0)`, `__weak`.
  public var attributes: [String] {
    @inlinable get { parts.fields.attributes }
    set { edit { $0.attributes = newValue } }
  }
  /// Whether it carries `__bpf_kfunc`.
  public var isMarked: Bool {
    @inlinable get { parts.fields.isMarked }
    set { edit { $0.isMarked = newValue } }
  }
  /// The preprocessor condition around it, nil when there is none.
  public var condition: String? {
    @inlinable get { parts.fields.condition }
    set { edit { $0.condition = newValue } }
  }
  /// What decides whether its file is built.
  public var build: BuildCondition {
    @inlinable get { parts.fields.build }
    set { edit { $0.build = newValue } }
  }
  /// The kernel-doc comment above it.
  public var kernelDoc: KernelDocReference? {
    @inlinable get { parts.fields.kernelDoc }
    set { edit { $0.kernelDoc = newValue } }
  }
  /// Comments and run-time warnings near it that announce a deprecation or removal.
  public var notices: [DeprecationNotice] {
    @inlinable get { parts.fields.notices }
    set { edit { $0.notices = newValue } }
  }

  /// A definition made of its parts.
  public init(
    source: SourceReference, prototype: Prototype, bpfPrototype: Prototype? = nil, storage: [String] = [],
    attributes: [String] = [], isMarked: Bool, condition: String? = nil, build: BuildCondition,
    kernelDoc: KernelDocReference? = nil, notices: [DeprecationNotice] = []
  ) {
    parts = Parts(
      Fields(
        source: source, prototype: prototype, bpfPrototype: bpfPrototype, storage: storage, attributes: attributes,
        isMarked: isMarked, condition: condition, build: build, kernelDoc: kernelDoc, notices: notices))
  }

  private mutating func edit(_ change: (inout Fields) -> Void) {
    var fields = parts.fields
    change(&fields)
    parts = Parts(fields)
  }

  /// Whether the definition lies where the kernel keeps test-only code.
  public var isTestingOnly: Bool {
    let file = parts.fields.source.file
    return file.hasPrefix("tools/testing/") || file == "net/bpf/test_run.c"
  }
}

extension KfuncDefinition: Hashable {
  /// Whether all parts are equal.
  public static func == (left: KfuncDefinition, right: KfuncDefinition) -> Bool {
    left.parts === right.parts || left.parts.fields == right.parts.fields
  }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) { hasher.combine(parts.fields) }
}
