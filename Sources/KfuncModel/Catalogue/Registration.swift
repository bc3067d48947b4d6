/// A call of `register_btf_kfunc_id_set`: it opens the kfuncs of one ID set to a program type.
public struct Registration: Hashable, Sendable {
  @usableFromInline var parts: Boxed<Fields>

  @usableFromInline
  struct Fields: Hashable, Sendable {
    @usableFromInline var programType: ProgramType
    @usableFromInline var variable: String
    @usableFromInline var idSet: IDSetIdentity
    @usableFromInline var filter: String?
    @usableFromInline var source: SourceReference
    @usableFromInline var condition: String?
    @usableFromInline var runtimeCondition: String?
  }

  /// The program type that the call names.
  @inlinable public var programType: ProgramType { parts.value.programType }
  /// The `struct btf_kfunc_id_set` variable that it passes.
  @inlinable public var variable: String { parts.value.variable }
  /// The ID set that the variable holds.
  public var idSet: IDSetIdentity {
    @inlinable get { parts.value.idSet }
    set { parts = parts.with { $0.idSet = newValue } }
  }
  /// The filter function of the variable, nil without one.
  public var filter: String? {
    @inlinable get { parts.value.filter }
    set { parts = parts.with { $0.filter = newValue } }
  }
  /// Where the call stands.
  @inlinable public var source: SourceReference { parts.value.source }
  /// The preprocessor condition around the call.
  @inlinable public var condition: String? { parts.value.condition }
  /// The run-time condition in the source that decides whether the call happens, such as
  /// `IS_ENABLED(CONFIG_BINFMT_MISC_BPF)`.
  public var runtimeCondition: String? {
    @inlinable get { parts.value.runtimeCondition }
    set { parts = parts.with { $0.runtimeCondition = newValue } }
  }

  /// A registration made of its parts.
  public init(
    programType: ProgramType, variable: String, idSet: IDSetIdentity, filter: String? = nil,
    source: SourceReference, condition: String? = nil, runtimeCondition: String? = nil
  ) {
    parts = Boxed(
      Fields(
        programType: programType, variable: variable, idSet: idSet, filter: filter, source: source,
        condition: condition, runtimeCondition: runtimeCondition))
  }
}

/// One place of the kernel's table of hooks: the program types that share it.
///
/// Registering for one type of a hook opens a kfunc to all of them: `bpf_prog_type_to_kfunc_hook` in
/// `kernel/bpf/btf.c`.
public struct KfuncHook: Hashable, Sendable {
  /// Its name: `BTF_KFUNC_HOOK_TRACING`.
  public var name: String
  /// The program types that map to it, in the order of the source.
  public var programTypes: [ProgramType]
  /// Where the mapping returns it.
  public var source: SourceReference

  /// A hook made of its parts.
  public init(name: String, programTypes: [ProgramType], source: SourceReference) {
    self.name = name
    self.programTypes = programTypes
    self.source = source
  }
}

/// A function that narrows a registration, by program type, struct_ops member, attach type or list.
public struct KfuncFilter: Hashable, Sendable {
  /// How much of its body was understood.
  public enum Reading: String, Sendable, CaseIterable {
    /// Every statement.
    case whole
    /// Some statements: what is listed is true, and there is more.
    case partial
    /// None: open the source.
    case unread
  }

  /// Its name.
  public var name: String
  /// Where its definition begins.
  public var source: SourceReference
  /// How much was understood.
  public var reading: Reading
  /// What it decides, in the order of the source.
  public var rules: [Rule]
  /// What follows from the rules for the kfuncs that the filter stands before; kfuncs and program types with the
  /// same outcome together, in order of their first kfunc.
  public var verdicts: [Verdict]

  /// What a filter answers for some kfuncs when programs of some types ask.
  public struct Verdict: Hashable, Sendable {
    /// An answer.
    public enum Outcome: String, Sendable, CaseIterable {
      /// Every program of these types may call.
      case admitted
      /// No program of these types may call.
      case refused
      /// Some may: ``Verdict/structOps``, ``Verdict/structOpsMembers`` and ``Verdict/conditions`` say which, as far
      /// as they were understood.
      case conditional
      /// The rules could not be followed to an answer.
      case unread
    }

    /// Names of the kfuncs, sorted.
    public var kfuncs: [String]
    /// The program types, sorted.
    public var programTypes: [ProgramType]
    /// The answer.
    public var outcome: Outcome
    /// struct_ops tables whose programs may call: `sched_ext_ops`.
    public var structOps: [String]
    /// Members of those tables whose programs may call; empty for all.
    public var structOpsMembers: [String]
    /// Attach types whose programs may call: `BPF_TRACE_ITER`.
    public var attachTypes: [String]
    /// What must hold besides, in the words of the source, any one of them.
    public var conditions: [String]

    /// A verdict made of its parts.
    public init(
      kfuncs: [String], programTypes: [ProgramType], outcome: Outcome, structOps: [String] = [],
      structOpsMembers: [String] = [], attachTypes: [String] = [], conditions: [String] = []
    ) {
      self.kfuncs = kfuncs
      self.programTypes = programTypes
      self.outcome = outcome
      self.structOps = structOps
      self.structOpsMembers = structOpsMembers
      self.attachTypes = attachTypes
      self.conditions = conditions
    }
  }

  /// One decision of a filter.
  public struct Rule: Hashable, Sendable {
    /// Whether what matches is admitted or refused.
    public var admits: Bool
    /// The sets whose members it speaks of (any of them); empty when of all that the filter is asked about.
    public var sets: [String]
    /// The program types that it speaks of (any of them); empty when of all.
    public var programTypes: [ProgramType]
    /// struct_ops tables that it speaks of, `sched_ext_ops`.
    public var structOps: [String]
    /// Members of those tables, `select_cpu`.
    public var structOpsMembers: [String]
    /// Attach types that it speaks of, `BPF_TRACE_ITER`.
    public var attachTypes: [String]
    /// The condition as the source has it, in normal form.
    public var text: String
    /// The line that decides.
    public var line: Int

    /// A rule made of its parts.
    public init(
      admits: Bool, sets: [String] = [], programTypes: [ProgramType] = [], structOps: [String] = [],
      structOpsMembers: [String] = [], attachTypes: [String] = [], text: String, line: Int
    ) {
      self.admits = admits
      self.sets = sets
      self.programTypes = programTypes
      self.structOps = structOps
      self.structOpsMembers = structOpsMembers
      self.attachTypes = attachTypes
      self.text = text
      self.line = line
    }
  }

  /// A filter made of its parts.
  public init(
    name: String, source: SourceReference, reading: Reading, rules: [Rule], verdicts: [Verdict] = []
  ) {
    self.name = name
    self.source = source
    self.reading = reading
    self.rules = rules
    self.verdicts = verdicts
  }
}
