public import KfuncModel

/// What one release says of one kfunc, everything looked up once.
public struct KfuncFacts: Sendable {
  /// The release.
  public let release: KernelRelease
  /// The kfunc as the catalogue has it.
  public let kfunc: Kfunc
  /// The registered ID sets that list it, in the order of the catalogue.
  public let memberships: [SetMembership]
  /// The program types that registrations open it to, sorted, each with what the filters answer.
  public let access: [ProgramTypeAccess]
  /// The MAINTAINERS sections of the file that defines it, most specific first.
  public let maintainers: [MaintainersSection]

  /// The prototype that a BPF program sees; nil where no definition was found.
  public var bpfPrototype: Prototype? {
    kfunc.principalDefinition.map { $0.bpfPrototype ?? $0.prototype }
  }
}

/// An entry of a registered ID set, with the registrations of the set.
public struct SetMembership: Sendable {
  /// The set.
  public let set: IDSet
  /// The kfunc's entry in it.
  public let member: IDSet.Member
  /// The registrations that pass the set.
  public let registrations: [Registration]
}
