public import KfuncModel

/// Whether programs of one type may call one kfunc, as far as the sources say.
///
/// The kernel asks per hook (`btf_kfunc_is_allowed` in `kernel/bpf/btf.c`): a kfunc is open to a program type if a set
/// that lists it is registered for some type of the same hook, and every filter of that hook lets it pass, whoever
/// registered the filter; or if the common hook (`BPF_PROG_TYPE_UNSPEC`) does the same.
public struct ProgramTypeAccess: Sendable {
  /// An answer, from the widest to the narrowest.
  public enum Outcome: Int, Sendable, Comparable, CaseIterable {
    /// No filter stands before it.
    case open
    /// Filters stand before it and admit every program of the type.
    case admitted
    /// Some programs of the type may.
    case conditional
    /// A filter could not be read to an answer.
    case unread
    /// No program of the type may.
    case refused

    /// Narrower answers come later.
    public static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }
  }

  /// What one filter answers.
  public struct FilterAnswer: Sendable {
    /// The filter.
    public let filter: KfuncFilter
    /// Its verdict; nil where it has none for this kfunc and type.
    public let verdict: KfuncFilter.Verdict?

    /// The verdict as an answer: a filter without one was not read to an answer.
    public var outcome: Outcome {
      switch verdict?.outcome {
      case .admitted: .admitted
      case .refused: .refused
      case .conditional: .conditional
      case .unread, nil: .unread
      }
    }
  }

  /// The program type.
  public let programType: ProgramType
  /// Whether a registration names this very type; otherwise a type of the same hook was named.
  public let isRegistered: Bool
  /// The answer of all filters together.
  public let outcome: Outcome
  /// What each filter answers that has a say.
  public let answers: [FilterAnswer]
  /// The registrations that open the kfunc to this type.
  public let registrations: [Registration]

  /// Whether some program of the type may call, or it is not known that none may.
  public var mayCall: Bool { outcome != .refused }
}
