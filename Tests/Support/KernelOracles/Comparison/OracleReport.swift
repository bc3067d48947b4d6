public import KfuncModel

/// What came of holding a catalogue against a compiled kernel. Every kfunc of either side is in exactly one of
/// ``equal``, ``differing``, ``missing``, ``unregistered`` and ``beyond``.
public struct OracleReport: Sendable {
  /// Kfuncs whose prototype was compared and found equal.
  public var equal: [String] = []
  /// Kfuncs whose prototype differs, or could not be compared.
  public var differing: [Differing] = []
  /// Kfuncs of the compiled kernel that the catalogue lacks.
  public var missing: [OracleKfunc] = []
  /// Functions that the compiled kernel marks as kfuncs though they stand in sets for fmodret alone, which open
  /// nothing to programs: rightly not in the catalogue. By name, with the set's place.
  public var unregistered: [String: SourceReference] = [:]
  /// Kfuncs of the catalogue that the compiled kernel lacks, each with the reason.
  public var beyond: [Beyond] = []
  /// Kfuncs of the compiled kernel that should not be there by the catalogue's build symbols and conditions.
  public var contradicted: [Contradicted] = []

  /// A kfunc whose prototypes differ.
  public struct Differing: Hashable, Sendable, CustomStringConvertible {
    /// Its name.
    public var name: String
    /// The definition that was compared, nil when there is none.
    public var source: SourceReference?
    /// All of them.
    public var differences: [PrototypeDifference]

    /// Name, place and differences in one line.
    public var description: String {
      "\(name) (\(source?.description ?? "no definition")): "
        + differences.map(\.description).joined(separator: "; ")
    }
  }

  /// Why a kfunc of the source is not in the compiled kernel.
  public enum Reason: String, Sendable, CaseIterable {
    /// Defined under `tools/testing/`: no part of any kernel build.
    case testing
    /// Defined for another architecture only.
    case architecture
    /// Built as a module; `vmlinux.h` holds the kernel image's BTF alone.
    case module
    /// A symbol or condition keeps it out.
    case configuration
    /// Nothing known explains it.
    case other
  }

  /// A kfunc that the catalogue has beyond the compiled kernel.
  public struct Beyond: Hashable, Sendable, CustomStringConvertible {
    /// Its name.
    public var name: String
    /// The class.
    public var reason: Reason
    /// The fact that the reason rests on.
    public var evidence: String

    /// Name, class and evidence in one line.
    public var description: String { "\(name): \(reason.rawValue), \(evidence)" }
  }

  /// A kfunc of the compiled kernel that the catalogue's facts keep out of it.
  public struct Contradicted: Hashable, Sendable, CustomStringConvertible {
    /// Its name.
    public var name: String
    /// The fact that keeps it out.
    public var evidence: String

    /// Name and evidence in one line.
    public var description: String { "\(name): compiled, although \(evidence)" }
  }

  /// What the catalogue has beyond, of one reason.
  public func beyond(_ reason: Reason) -> [Beyond] { beyond.filter { $0.reason == reason } }

  /// Whether the two agree in all that was asked.
  public var isClean: Bool {
    differing.isEmpty && missing.isEmpty && contradicted.isEmpty && beyond(.other).isEmpty
  }

  /// One line of counts.
  public var summary: String {
    let classes = Reason.allCases.map { "\($0.rawValue) \(beyond($0).count)" }.joined(separator: ", ")
    return "\(equal.count) equal, \(differing.count) differing, \(missing.count) missing, "
      + "\(unregistered.count) compiled but in sets for fmodret only, \(beyond.count) beyond (\(classes)), "
      + "\(contradicted.count) contradicted"
  }
}
