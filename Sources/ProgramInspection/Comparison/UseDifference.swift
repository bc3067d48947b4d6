/// A way in which what a program asks for differs from what a release has.
public struct UseDifference: Hashable, Sendable {
  /// What is different.
  public enum Kind: String, Sendable, CaseIterable {
    /// The release has no kfunc of the name.
    case missing
    /// libbpf does not take the declared prototype for the release's.
    case incompatiblePrototype = "incompatible-prototype"
    /// libbpf takes the prototypes for compatible, though they are not the same.
    case otherTypes = "other-types"
    /// A part of the prototypes that could not be compared.
    case notCompared = "not-compared"
  }

  /// What follows when the program is loaded on that release.
  public enum Effect: String, Sendable, CaseIterable {
    /// The object does not load.
    case doesNotLoad = "does-not-load"
    /// The extern resolves to 0: existence checks are false, and a call that is reached is refused.
    case resolvesToZero = "resolves-to-zero"
    /// libbpf resolves it; the verifier checks arguments against the kernel's prototype.
    case resolves
    /// It was not found out.
    case notKnown = "not-known"
  }

  /// What is different.
  public var kind: Kind
  /// What follows.
  public var effect: Effect
  /// Both in a sentence without a full stop.
  public var text: String

  /// Whether a program that relies on the function stops working: it does not load, or finds nothing.
  public var isBreaking: Bool { effect == .doesNotLoad || effect == .resolvesToZero }
}
