/// One way in which a catalogue's BPF prototype differs from the compiled kernel's.
public enum PrototypeDifference: Hashable, Sendable, CustomStringConvertible {
  /// The catalogue's text could not be read as C, so nothing was compared.
  case unreadable(String)
  /// The catalogue's own fields disagree, so there is nothing to compare.
  case inconsistent(String)
  /// Another name.
  case name(source: String, oracle: String)
  /// Another type returned; types read aloud from the left.
  case returnType(source: String, oracle: String)
  /// More or fewer parameters.
  case parameterCount(source: Int, oracle: Int)
  /// Another name of a parameter; the index counts from 0.
  case parameterName(index: Int, source: String?, oracle: String?)
  /// Another type of a parameter.
  case parameterType(index: Int, source: String, oracle: String)
  /// `...` at the end of one alone.
  case variadic(source: Bool, oracle: Bool)
  /// `KF_FASTCALL` and `__bpf_fastcall` not together.
  case fastcall(source: Bool, oracle: Bool)

  /// The difference in words.
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
