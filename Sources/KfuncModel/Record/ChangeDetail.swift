/// The difference of one ``ChangeRecord``, in the shape of its kind. Large shapes lie apart: most records have a small one.
public enum ChangeDetail: Hashable, Sendable {
  /// Added, removed or restored: nothing besides.
  case presence
  /// Another prototype.
  indirect case prototype(PrototypeChange)
  /// Other flags.
  case flags(FlagsDifference)
  /// Arguments of which more is asked.
  case demands([ArgumentDemand])
  /// Other program types.
  case programTypes(ProgramTypesDifference)
  /// Other answers of filters.
  case filter([AdmissionDifference])
  /// Other ID sets.
  case idSets(gained: [IDSetIdentity], lost: [IDSetIdentity])
  /// Another file.
  indirect case move(from: String, to: String)
  /// Another name, perhaps.
  indirect case rename(RenameSuspicion)
  /// Other conditions of being built or registered; texts of ``RecordedFact`` say which.
  case build
  /// Another kernel-doc comment.
  case kernelDoc
  /// Notices that came or went.
  case notices([DeprecationNotice])
  /// For tests only, or no longer.
  case testingOnly(isNow: Bool)
}

/// How two prototypes differ.
public struct PrototypeChange: Hashable, Sendable {
  /// Which part of a declaration differs.
  public struct Aspect: RawRepresentable, Hashable, Sendable, Comparable {
    /// The word.
    public let rawValue: String
    /// The aspect of that word.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The type, in more than qualifiers.
    public static let type = Aspect(rawValue: "type")
    /// `const` or `volatile` alone.
    public static let qualifiers = Aspect(rawValue: "qualifiers")
    /// The name, without the suffix that the verifier reads.
    public static let name = Aspect(rawValue: "name")
    /// The suffix, or whole name, that the verifier reads.
    public static let annotation = Aspect(rawValue: "annotation")

    /// Order by word.
    public static func < (left: Aspect, right: Aspect) -> Bool { left.rawValue < right.rawValue }
  }

  /// One parameter that differs.
  public struct ParameterChange: Hashable, Sendable {
    /// Its place in the older prototype, from 0; nil for one that is new.
    public var oldIndex: Int?
    /// Its place in the newer prototype, from 0; nil for one that is gone.
    public var newIndex: Int?
    /// The older declaration.
    public var old: Parameter?
    /// The newer declaration.
    public var new: Parameter?
    /// What differs between the two, sorted; empty when one is missing.
    public var aspects: [Aspect]

    /// A change made of its parts.
    public init(oldIndex: Int?, newIndex: Int?, old: Parameter?, new: Parameter?, aspects: [Aspect]) {
      self.oldIndex = oldIndex
      self.newIndex = newIndex
      self.old = old
      self.new = new
      self.aspects = aspects
    }
  }

  /// The prototypes that are compared: as a BPF program sees them, or in C where those are equal.
  public var old: Prototype
  /// The newer one.
  public var new: Prototype
  /// Whether only the C prototype differs and BPF programs see no difference.
  public var isCOnly: Bool
  /// What differs in the type that is returned.
  public var returnAspects: [Aspect]
  /// The parameters that differ, in order.
  public var parameters: [ParameterChange]
  /// Whether one of the two is variadic and the other is not.
  public var variadicChanged: Bool

  /// A difference made of its parts.
  public init(
    old: Prototype, new: Prototype, isCOnly: Bool, returnAspects: [Aspect], parameters: [ParameterChange],
    variadicChanged: Bool
  ) {
    self.old = old
    self.new = new
    self.isCOnly = isCOnly
    self.returnAspects = returnAspects
    self.parameters = parameters
    self.variadicChanged = variadicChanged
  }

  /// Whether nothing but annotations of parameters differs: the contract changes, the C types do not.
  public var isAnnotationOnly: Bool {
    returnAspects.isEmpty && !variadicChanged && !parameters.isEmpty
      && parameters.allSatisfy { $0.aspects == [.annotation] }
  }
}

/// How the flags of one entry, or of several alike, differ.
public struct FlagsDifference: Hashable, Sendable {
  /// The ID sets in which it is so, as the newer release names them.
  public var sets: [IDSetIdentity]
  /// Flags that came, sorted.
  public var gained: [KfuncFlag]
  /// Flags that went, sorted.
  public var lost: [KfuncFlag]

  /// A difference made of its parts.
  public init(sets: [IDSetIdentity], gained: [KfuncFlag], lost: [KfuncFlag]) {
    self.sets = sets
    self.gained = gained
    self.lost = lost
  }
}

/// An argument of which the verifier newly asks something.
public struct ArgumentDemand: Hashable, Sendable {
  /// What is asked.
  public struct Demand: RawRepresentable, Hashable, Sendable {
    /// The word.
    public let rawValue: String
    /// The demand of that word.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A kernel object must be trusted or referenced, and the pointer must not be NULL unless marked so.
    public static let trusted = Demand(rawValue: "trusted")
    /// The pointer must not be NULL.
    public static let notNull = Demand(rawValue: "not-null")
  }

  /// The place of the parameter, from 0.
  public var index: Int
  /// The parameter.
  public var parameter: Parameter
  /// What is asked of it.
  public var demand: Demand

  /// A demand made of its parts.
  public init(index: Int, parameter: Parameter, demand: Demand) {
    self.index = index
    self.parameter = parameter
    self.demand = demand
  }
}

/// How registrations, and what they open, differ.
public struct ProgramTypesDifference: Hashable, Sendable {
  /// Program types that it is newly registered for.
  public var registeredGained: [ProgramType]
  /// Program types that it is no longer registered for.
  public var registeredLost: [ProgramType]
  /// Program types that hooks newly open, those left out that a filter refuses; ``ProgramType/unspecified`` alone stands for all.
  public var openGained: [ProgramType]
  /// Program types that hooks no longer open.
  public var openLost: [ProgramType]

  /// A difference made of its parts.
  public init(
    registeredGained: [ProgramType] = [], registeredLost: [ProgramType] = [], openGained: [ProgramType] = [],
    openLost: [ProgramType] = []
  ) {
    self.registeredGained = registeredGained
    self.registeredLost = registeredLost
    self.openGained = openGained
    self.openLost = openLost
  }
}

/// What all filters of a hook together answer when programs of one type ask for one kfunc.
public struct Admission: Hashable, Sendable {
  /// The answer; `admitted` too where no filter stands before it, `refused` too where no hook opens it.
  public var outcome: KfuncFilter.Verdict.Outcome
  /// struct_ops tables whose programs may call, sorted.
  public var structOps: [String]
  /// Members of those tables, sorted; empty for all.
  public var structOpsMembers: [String]
  /// Attach types whose programs may call, sorted.
  public var attachTypes: [String]
  /// What must hold besides, in the words of the source.
  public var conditions: [String]

  /// An answer made of its parts.
  public init(
    outcome: KfuncFilter.Verdict.Outcome, structOps: [String] = [], structOpsMembers: [String] = [],
    attachTypes: [String] = [], conditions: [String] = []
  ) {
    self.outcome = outcome
    self.structOps = structOps
    self.structOpsMembers = structOpsMembers
    self.attachTypes = attachTypes
    self.conditions = conditions
  }
}

/// How the answers for one program type differ.
public struct AdmissionDifference: Hashable, Sendable {
  /// The program type.
  public var programType: ProgramType
  /// The older answer.
  public var old: Admission
  /// The newer answer.
  public var new: Admission

  /// A difference made of its parts.
  public init(programType: ProgramType, old: Admission, new: Admission) {
    self.programType = programType
    self.old = old
    self.new = new
  }
}

/// A removed and an added name that look like one kfunc.
public struct RenameSuspicion: Hashable, Sendable {
  /// The new name.
  public var successor: String
  /// How alike they look, 1 to 100: what the reasons add up to.
  public var score: Int
  /// Why, one reason a line.
  public var reasons: [String]
  /// Whether written content says so.
  public var isConfirmed: Bool

  /// A suspicion made of its parts.
  public init(successor: String, score: Int, reasons: [String], isConfirmed: Bool = false) {
    self.successor = successor
    self.score = score
    self.reasons = reasons
    self.isConfirmed = isConfirmed
  }
}
