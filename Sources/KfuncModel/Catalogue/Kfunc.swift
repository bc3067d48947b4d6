/// A kernel function that BPF programs may call, as one release has it.
///
/// What makes a function a kfunc is its membership in a BTF ID set that is registered
/// (``Registration``); flags and program types therefore live there, not here.
public struct Kfunc: Hashable, Sendable {
  /// The name by which programs call it.
  public var name: String
  /// Every definition in the tree, ordered by place: more than one where branches of an `#ifdef` each define it.
  /// Empty when the tree holds a set entry and no definition.
  public var definitions: [KfuncDefinition]
  /// Prototypes that carry the `__bpf_kfunc` mark apart from the definition.
  public var markedDeclarations: [SourceReference]
  /// BPF programs and their headers in the tree that name it.
  public var users: [InTreeUse]

  /// A kfunc made of its parts.
  public init(
    name: String, definitions: [KfuncDefinition] = [], markedDeclarations: [SourceReference] = [],
    users: [InTreeUse] = []
  ) {
    self.name = name
    self.definitions = definitions
    self.markedDeclarations = markedDeclarations
    self.users = users
  }

  /// The definition that speaks for the kfunc: the first that is no stub of a header.
  public var principalDefinition: KfuncDefinition? {
    definitions.first { !$0.source.file.hasSuffix(".h") } ?? definitions.first
  }

  /// Whether it exists for the kernel's own tests only: every definition lies under `tools/testing/` or in
  /// `net/bpf/test_run.c`.
  public var isTestingOnly: Bool { !definitions.isEmpty && definitions.allSatisfy(\.isTestingOnly) }
}

/// One definition of a kfunc.
public struct KfuncDefinition: Hashable, Sendable {
  /// The line that holds the name.
  public var source: SourceReference
  /// The prototype as the C source has it.
  public var prototype: Prototype
  /// The prototype that a BPF program sees, where it differs (`KF_IMPLICIT_ARGS`).
  public var bpfPrototype: Prototype?
  /// `static` and `inline`, as written.
  public var storage: [String]
  /// Attributes as written: `noinline`, `__printf(2, 0)`, `__weak`.
  public var attributes: [String]
  /// Whether it carries `__bpf_kfunc`.
  public var isMarked: Bool
  /// The preprocessor condition around it, nil when there is none.
  public var condition: String?
  /// What decides whether its file is built.
  public var build: BuildCondition
  /// The kernel-doc comment above it.
  public var kernelDoc: KernelDocReference?
  /// Comments and run-time warnings near it that announce a deprecation or removal.
  public var notices: [DeprecationNotice]

  /// A definition made of its parts.
  public init(
    source: SourceReference, prototype: Prototype, bpfPrototype: Prototype? = nil, storage: [String] = [],
    attributes: [String] = [], isMarked: Bool, condition: String? = nil, build: BuildCondition,
    kernelDoc: KernelDocReference? = nil, notices: [DeprecationNotice] = []
  ) {
    self.source = source
    self.prototype = prototype
    self.bpfPrototype = bpfPrototype
    self.storage = storage
    self.attributes = attributes
    self.isMarked = isMarked
    self.condition = condition
    self.build = build
    self.kernelDoc = kernelDoc
    self.notices = notices
  }

  /// Whether the definition lies where the kernel keeps test-only code.
  public var isTestingOnly: Bool {
    source.file.hasPrefix("tools/testing/") || source.file == "net/bpf/test_run.c"
  }
}

/// What decides whether a source file becomes part of a kernel, read from its Makefiles and Kconfig.
public struct BuildCondition: Hashable, Sendable {
  /// How a file can be built.
  public enum Form: String, Sendable, CaseIterable {
    /// Always part of the kernel image when its condition holds.
    case builtIn = "built-in"
    /// Always a module.
    case module
    /// The configuration chooses (a tristate symbol).
    case either = "built-in-or-module"
    /// The Makefiles could not be followed.
    case unknown
  }

  /// Configuration symbols that must all be on, outermost folder first: `["CONFIG_NET", "CONFIG_XFRM_INTERFACE"]`.
  public var symbols: [String]
  /// Built in, module, or either.
  public var form: Form

  /// A build condition made of its parts.
  public init(symbols: [String], form: Form) {
    self.symbols = symbols
    self.form = form
  }
}

/// Where a kernel-doc comment stands, and a hash by which a change of its words is noticed.
public struct KernelDocReference: Hashable, Sendable {
  /// The line of the comment's opening.
  public var line: Int
  /// SHA-256, in hexadecimal, of the text without comment marks, runs of white space made one space.
  public var hash: String

  /// A reference made of its parts.
  public init(line: Int, hash: String) {
    self.line = line
    self.hash = hash
  }
}

/// A place near a definition that announces a deprecation or a removal.
public struct DeprecationNotice: Hashable, Sendable {
  /// How it is announced.
  public enum Form: String, Sendable, CaseIterable {
    case comment
    /// Printed when the function is called: `pr_warn_once`, `WARN_ONCE`, …
    case runtimeWarning = "runtime-warning"
  }

  /// Where.
  public var source: SourceReference
  /// How.
  public var form: Form
  /// Releases that it names, as written: `v6.22`.
  public var releases: [String]

  /// A notice made of its parts.
  public init(source: SourceReference, form: Form, releases: [String] = []) {
    self.source = source
    self.form = form
    self.releases = releases
  }
}

/// A BPF program, or a header of BPF programs, in the kernel tree that names a kfunc.
public struct InTreeUse: Hashable, Sendable {
  /// What it does with the name.
  public enum Form: String, Sendable, CaseIterable {
    /// Declares it (`extern … __ksym`).
    case declares
    /// Calls it, or takes its address.
    case calls
    /// Names it in a comment or a text only.
    case mentions
  }

  /// The first place of that form in the file.
  public var source: SourceReference
  /// What it does.
  public var form: Form

  /// A use made of its parts.
  public init(source: SourceReference, form: Form) {
    self.source = source
    self.form = form
  }
}
