internal import TextBytes

/// A BPF program type by its name in `include/uapi/linux/bpf.h`: `BPF_PROG_TYPE_TRACING`.
///
/// An open set: a new kernel brings new ones.
public struct ProgramType: RawRepresentable, Hashable, Sendable, Comparable {
  /// The full name, `BPF_PROG_TYPE_…`.
  public let rawValue: String
  /// The type of that full name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Registering for this type opens a kfunc to every type.
  public static let unspecified = ProgramType(rawValue: "BPF_PROG_TYPE_UNSPEC")

  /// The name without its prefix: `TRACING`.
  public var shortName: String {
    let prefix = prefixLength
    return prefix == 0 ? rawValue : String(room: rawValue.utf8.count - prefix) { $0.append(rawValue, from: prefix) }
  }

  /// Adds ``shortName``.
  package func add(to bytes: inout [UInt8]) { bytes.add(rawValue, from: prefixLength) }

  private var prefixLength: Int {
    let prefix = "BPF_PROG_TYPE_"
    return rawValue.hasPrefix(prefix) ? prefix.utf8.count : 0
  }

  /// Order by name in bytes.
  public static func < (left: ProgramType, right: ProgramType) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}
