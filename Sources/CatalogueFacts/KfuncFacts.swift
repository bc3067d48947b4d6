public import KfuncModel

/// What one release says of one kfunc, everything looked up once.
///
/// An immutable object, not a value: every rule of a comparison is handed two of them for every kfunc, and copying the many
/// lists of a definition each time took most of a comparison.
public final class KfuncFacts: Sendable {
  /// The release.
  public let release: KernelRelease
  /// The kfunc as the catalogue has it.
  public let kfunc: Kfunc
  /// The definition that speaks for it; nil where none was found.
  public var definition: KfuncDefinition? { kfunc.principalDefinition }
  /// The registered ID sets that list it, in the order of the catalogue.
  public let memberships: SetMemberships
  /// What these sets come to.
  package let sets: RegisteredSets
  /// The MAINTAINERS sections of the file that defines it, most specific first.
  public let maintainers: [MaintainersSection]

  /// What the registrations of those sets open, whatever filters answer.
  public var opening: SetOpening { sets.opening }
  /// The program types that registrations open it to, sorted, each with what the filters answer.
  public var access: [ProgramTypeAccess] { sets.access }
  /// What tells apart the objects that ``access`` comes from: one serves many kfuncs. It holds while the facts are there.
  package var opensBy: ObjectIdentifier { ObjectIdentifier(sets) }
  /// Whether no filter has a say in any of that.
  public var isUnfiltered: Bool { sets.isUnfiltered }

  /// The prototype that a BPF program sees; nil where no definition was found.
  public var bpfPrototype: Prototype? { definition.map { $0.bpfPrototype ?? $0.prototype } }

  init(
    release: KernelRelease, kfunc: Kfunc, memberships: SetMemberships, sets: RegisteredSets,
    maintainers: [MaintainersSection]
  ) {
    self.release = release
    self.kfunc = kfunc
    self.memberships = memberships
    self.sets = sets
    self.maintainers = maintainers
  }

  /// What is known of programs of `type`: by its own hook, else by the common one; nil where neither has the kfunc.
  public func access(for type: ProgramType) -> ProgramTypeAccess? {
    access.first { $0.programType == type } ?? access.first { $0.programType == .unspecified }
  }
}
