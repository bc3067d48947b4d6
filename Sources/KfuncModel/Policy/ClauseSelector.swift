/// Which kfuncs a clause reaches, evaluated for each release.
public indirect enum ClauseSelector: Hashable, Sendable {
  /// Every kfunc.
  case all
  /// Those that carry a flag in some ID set.
  case flag(KfuncFlag)
  /// Those of a subsystem, by the title of its MAINTAINERS section.
  case subsystem(String)
  /// Those listed in an ID set of that name.
  case idSet(String)
  /// Those that are registered for a program type, or open to it through a hook.
  case programType(ProgramType)
  /// Those that are defined in a file whose path matches; `*` stays inside a folder, `**` does not.
  case path(String)
  /// Those whose name matches; `*` stands for any characters, `?` for one.
  case name(String)
  /// Those that one of several selectors reaches.
  case any([ClauseSelector])
  /// Those that each of several selectors reaches.
  case allOf([ClauseSelector])
  /// Those that a selector does not reach.
  case not(ClauseSelector)
}

extension ClauseSelector: CustomStringConvertible {
  /// The selector as front matter spells it, in flow style.
  public var description: String {
    switch self {
    case .all: "all"
    case .flag(let flag): "flag: \(flag.rawValue)"
    case .subsystem(let name): "subsystem: \(name)"
    case .idSet(let name): "id-set: \(name)"
    case .programType(let type): "program-type: \(type.rawValue)"
    case .path(let glob): "path: \(glob)"
    case .name(let glob): "name: \(glob)"
    case .any(let parts): "any: [\(Self.list(parts))]"
    case .allOf(let parts): "all-of: [\(Self.list(parts))]"
    case .not(let part): "not: \(Self.list([part]))"
    }
  }

  private static func list(_ parts: [ClauseSelector]) -> String {
    parts.map { $0 == .all ? "all" : "{\($0.description)}" }.joined(separator: ", ")
  }
}
