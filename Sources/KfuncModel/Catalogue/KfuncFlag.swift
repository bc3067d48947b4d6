/// A kfunc flag by its name in `include/linux/btf.h`: `KF_ACQUIRE`.
///
/// An open set: which flags a release knows is a fact of that release (``ReleaseCatalogue/flags``).
public struct KfuncFlag: RawRepresentable, Hashable, Sendable, Comparable {
  /// The full name, `KF_…`.
  public let rawValue: String
  /// The flag of that full name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The BPF prototype lacks the parameters that the verifier supplies (7.0 on).
  public static let implicitArguments = KfuncFlag(rawValue: "KF_IMPLICIT_ARGS")

  /// The name without its prefix: `ACQUIRE`.
  public var shortName: String { rawValue.hasPrefix("KF_") ? String(rawValue.dropFirst(3)) : rawValue }

  /// Order by name in bytes.
  public static func < (left: KfuncFlag, right: KfuncFlag) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}

extension [KfuncFlag] {
  /// The flags by name, each once. A set and a list of its own are made only for what is not so already, and most entries of
  /// ID sets have one flag or none.
  package var inOrder: [KfuncFlag] {
    for index in indices.dropFirst() where !(self[index - 1] < self[index]) { return Set(self).sorted() }
    return self
  }
}
