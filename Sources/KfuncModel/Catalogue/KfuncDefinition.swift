/// One definition of a kfunc.
public struct KfuncDefinition: Sendable {
  @usableFromInline let content: Content
  @usableFromInline let lines: Lines
  /// Nil for none, as nearly always.
  @usableFromInline let noted: Boxed<[DeprecationNotice]>?

  @usableFromInline
  struct Lines: Hashable, Sendable {
    @usableFromInline var name: Int32
    /// The line of the kernel-doc comment; 0 without one.
    @usableFromInline var comment: Int32
  }

  /// What releases repeat, kept once for all that are read together; lines change with nearly every release. Nineteen of
  /// twenty definitions of a release say what the release before said: an object of their own for each was 15 MB of eight
  /// releases with 10,000 kfuncs.
  @usableFromInline
  final class Content: Sendable {
    @usableFromInline let fields: Fields
    /// Whether it lies in a header, where stubs are.
    @usableFromInline let isInHeader: Bool
    @usableFromInline let isTestingOnly: Bool

    init(_ fields: Fields) {
      self.fields = fields
      isInHeader = fields.file.hasSuffix(".h")
      isTestingOnly = fields.file.hasPrefix("tools/testing/") || fields.file == "net/bpf/test_run.c"
    }
  }

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var file: String
    @usableFromInline var prototype: Prototype
    @usableFromInline var bpfPrototype: Prototype?
    @usableFromInline var storage: [String]
    @usableFromInline var attributes: [String]
    @usableFromInline var isMarked: Bool
    @usableFromInline var condition: String?
    @usableFromInline var build: BuildCondition
    @usableFromInline var commentHash: String?
  }

  /// The line that holds the name.
  public var source: SourceReference {
    @inlinable get { SourceReference(file: content.fields.file, line: Int(lines.name)) }
    set {
      edit { $0.file = newValue.file }
      self = KfuncDefinition(content, line: newValue.line, commentLine: Int(lines.comment), notices: notices)
    }
  }
  /// The prototype as the C source has it.
  public var prototype: Prototype {
    @inlinable get { content.fields.prototype }
    set { edit { $0.prototype = newValue } }
  }
  /// The prototype that a BPF program sees, where it differs (`KF_IMPLICIT_ARGS`).
  public var bpfPrototype: Prototype? {
    @inlinable get { content.fields.bpfPrototype }
    set { edit { $0.bpfPrototype = newValue } }
  }
  /// `static` and `inline`, as written.
  public var storage: [String] {
    @inlinable get { content.fields.storage }
    set { edit { $0.storage = newValue } }
  }
  /// Attributes as written: `noinline`, `__printf(2, 0)`, `__weak`.
  public var attributes: [String] {
    @inlinable get { content.fields.attributes }
    set { edit { $0.attributes = newValue } }
  }
  /// Whether it carries `__bpf_kfunc`.
  public var isMarked: Bool {
    @inlinable get { content.fields.isMarked }
    set { edit { $0.isMarked = newValue } }
  }
  /// The preprocessor condition around it, nil when there is none.
  public var condition: String? {
    @inlinable get { content.fields.condition }
    set { edit { $0.condition = newValue } }
  }
  /// What decides whether its file is built.
  public var build: BuildCondition {
    @inlinable get { content.fields.build }
    set { edit { $0.build = newValue } }
  }
  /// The kernel-doc comment above it.
  public var kernelDoc: KernelDocReference? {
    @inlinable get {
      content.fields.commentHash.map { KernelDocReference(line: Int(lines.comment), hash: $0) }
    }
    set {
      edit { $0.commentHash = newValue?.hash }
      self = KfuncDefinition(content, line: Int(lines.name), commentLine: newValue?.line, notices: notices)
    }
  }
  /// Comments and run-time warnings near it that announce a deprecation or removal.
  public var notices: [DeprecationNotice] {
    @inlinable get { noted?.value ?? [] }
    set {
      self = KfuncDefinition(content, line: Int(lines.name), commentLine: Int(lines.comment), notices: newValue)
    }
  }

  /// Whether there are ``notices``.
  @inlinable public var hasNotices: Bool { noted != nil }

  /// A definition made of its parts.
  public init(
    source: SourceReference, prototype: Prototype, bpfPrototype: Prototype? = nil, storage: [String] = [],
    attributes: [String] = [], isMarked: Bool, condition: String? = nil, build: BuildCondition,
    kernelDoc: KernelDocReference? = nil, notices: [DeprecationNotice] = []
  ) {
    self.init(
      Content(
        Fields(
          file: source.file, prototype: prototype, bpfPrototype: bpfPrototype, storage: storage,
          attributes: attributes, isMarked: isMarked, condition: condition, build: build, commentHash: kernelDoc?.hash)
      ), line: source.line, commentLine: kernelDoc?.line, notices: notices)
  }

  /// The definition of `content` at `line`.
  init(_ content: Content, line: Int, commentLine: Int?, notices: [DeprecationNotice]) {
    self.content = content
    lines = Lines(name: Int32(clamping: line), comment: commentLine.map { Int32(clamping: $0) } ?? 0)
    noted = notices.isEmpty ? nil : Boxed(notices)
  }

  private mutating func edit(_ change: (inout Fields) -> Void) {
    var fields = content.fields
    change(&fields)
    self = KfuncDefinition(
      Content(fields), line: Int(lines.name), commentLine: Int(lines.comment), notices: notices)
  }

  /// Whether the definition lies where the kernel keeps test-only code.
  public var isTestingOnly: Bool { content.isTestingOnly }

  /// Whether it lies in a header, where stubs are.
  @inlinable public var isInHeader: Bool { content.isInHeader }
}

extension KfuncDefinition: Hashable {
  /// Whether all parts are equal.
  public static func == (left: KfuncDefinition, right: KfuncDefinition) -> Bool {
    left.lines == right.lines && (left.sharesContent(with: right) || left.content.fields == right.content.fields)
      && left.noted == right.noted
  }

  /// Whether all parts but lines and notices are equal for sure, found by one look at an object that both share.
  @inlinable public func sharesContent(with other: KfuncDefinition) -> Bool { content === other.content }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(content.fields)
    hasher.combine(lines)
    hasher.combine(noted)
  }
}
