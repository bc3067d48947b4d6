/// One way in which a catalogue's BPF prototype differs from the compiled kernel's.
public enum PrototypeDifference: Hashable, Sendable, CustomStringConvertible {
  /// The catalogue's text could not be read as C, so nothing was compared.
  case unreadable(String)
  /// The catalogue's own fields disagree, so there is nothing to compare.
  case inconsistent(String)
  case name(source: String, oracle: String)
  case returnType(source: String, oracle: String)
  case parameterCount(source: Int, oracle: Int)
  case parameterName(index: Int, source: String?, oracle: String?)
  case parameterType(index: Int, source: String, oracle: String)
  case variadic(source: Bool, oracle: Bool)
  case fastcall(source: Bool, oracle: Bool)

  public var description: String {
    switch self {
    case .unreadable(let reason): "unreadable: \(reason)"
    case .inconsistent(let reason): "inconsistent: \(reason)"
    case .name(let source, let oracle): "name: '\(source)', compiled '\(oracle)'"
    case .returnType(let source, let oracle): "returns \(source), compiled \(oracle)"
    case .parameterCount(let source, let oracle): "\(source) parameters, compiled \(oracle)"
    case .parameterName(let index, let source, let oracle):
      "parameter \(index + 1) is called '\(source ?? "")', compiled '\(oracle ?? "")'"
    case .parameterType(let index, let source, let oracle):
      "parameter \(index + 1) is \(source), compiled \(oracle)"
    case .variadic(let source, let oracle): "variadic \(source), compiled \(oracle)"
    case .fastcall(let source, let oracle): "KF_FASTCALL \(source), compiled __bpf_fastcall \(oracle)"
    }
  }
}
