/// A kernel function that BPF programs may call, as one release has it.
///
/// What makes a function a kfunc is its membership in a BTF ID set that is registered
/// (``Registration``); flags and program types therefore live there, not here.
public struct Kfunc: Hashable, Sendable {
  @usableFromInline var parts: Boxed<Fields>

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var name: String
    @usableFromInline var definitions: [KfuncDefinition]
    @usableFromInline var markedDeclarations: [SourceReference]
    @usableFromInline var users: [InTreeUse]
  }

  /// The name by which programs call it.
  public var name: String {
    @inlinable get { parts.value.name }
    set { parts = parts.with { $0.name = newValue } }
  }
  /// Every definition in the tree, ordered by place: more than one where branches of an `#ifdef` each define it.
  /// Empty when the tree holds a set entry and no definition.
  public var definitions: [KfuncDefinition] {
    @inlinable get { parts.value.definitions }
    set { parts = parts.with { $0.definitions = newValue } }
  }
  /// Prototypes that carry the `__bpf_kfunc` mark apart from the definition.
  public var markedDeclarations: [SourceReference] {
    @inlinable get { parts.value.markedDeclarations }
    set { parts = parts.with { $0.markedDeclarations = newValue } }
  }
  /// BPF programs and their headers in the tree that name it.
  public var users: [InTreeUse] {
    @inlinable get { parts.value.users }
    set { parts = parts.with { $0.users = newValue } }
  }

  /// A kfunc made of its parts.
  public init(
    name: String, definitions: [KfuncDefinition] = [], markedDeclarations: [SourceReference] = [],
    users: [InTreeUse] = []
  ) {
    parts = Boxed(
      Fields(
        name: name, definitions: definitions, markedDeclarations: markedDeclarations, users: users))
  }

  /// The definition that speaks for the kfunc: the first that is no stub of a header.
  @inlinable public var principalDefinition: KfuncDefinition? {
    // Nearly every kfunc has one: no copy of the list, and no look at what it says.
    if parts.value.definitions.count == 1 { return parts.value.definitions[0] }
    let definitions = parts.value.definitions
    return definitions.first { !$0.isInHeader } ?? definitions.first
  }

  /// Whether any of its definitions has notices beside it; asks for no copy of one, as reading them does.
  @inlinable public var hasNotices: Bool {
    for index in parts.value.definitions.indices where parts.value.definitions[index].hasNotices { return true }
    return false
  }

  /// Whether both have one definition, equal but for lines and notices for sure: found by one look at an
  /// object that both share, without a copy of either.
  @inlinable public func sharesSoleDefinition(with other: Kfunc) -> Bool {
    parts.value.definitions.count == 1 && other.parts.value.definitions.count == 1
      && parts.value.definitions[0].sharesContent(with: other.parts.value.definitions[0])
  }

  /// Whether it exists for the kernel's own tests only: every definition lies under `tools/testing/` or in
  /// `net/bpf/test_run.c`.
  public var isTestingOnly: Bool {
    let definitions = parts.value.definitions
    return !definitions.isEmpty && definitions.allSatisfy(\.isTestingOnly)
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
