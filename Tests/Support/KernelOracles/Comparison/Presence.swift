import KfuncModel

/// Whether a configured kernel image holds something, as far as the catalogue's facts tell, and by which of them.
enum Presence: Hashable, Sendable {
  /// In the image: nothing of what is known keeps it out.
  case builtIn
  /// In a module, by the named symbol.
  case module(String)
  /// Not built, by the named symbol or condition.
  case absent(String)
  /// The facts do not tell.
  case unknown(String)

  /// What decides for a definition: the symbols of its file, then the condition around it.
  static func of(_ definition: KfuncDefinition, under configuration: KernelConfiguration) -> Presence {
    if case .absent(let reason) = of(condition: definition.condition, under: configuration) { return .absent(reason) }
    var module: String?
    for symbol in definition.build.symbols {
      let name = symbol.hasPrefix("CONFIG_") ? symbol : "CONFIG_" + symbol
      switch configuration[name] {
      case .off: return .absent("\(name) is off")
      case .module: module = module ?? "\(name)=m"
      case .builtIn, .other: break
      }
    }
    if let module { return .module(module) }
    switch definition.build.form {
    case .module: return .module("its file is always a module")
    case .unknown: return .unknown("how \(definition.source.file) is built is not known")
    case .builtIn, .either: break
    }
    return of(condition: definition.condition, under: configuration)
  }

  /// What a preprocessor condition, nil for none, says.
  static func of(condition: String?, under configuration: KernelConfiguration) -> Presence {
    guard let condition else { return .builtIn }
    switch PreprocessorCondition.holds(condition, under: configuration) {
    case true: return .builtIn
    case false: return .absent("'\(condition)' does not hold")
    case nil: return .unknown("'\(condition)' is not decided by the configuration")
    }
  }

  /// Of several ways to be there, the one that counts: in the image before unknown before a module before none.
  static func best(_ presences: [Presence]) -> Presence? {
    presences.first { $0 == .builtIn } ?? presences.first(where: \.isUnknown) ?? presences.first(where: \.isModule)
      ?? presences.first
  }

  /// Of several things that must all be there, the one that decides.
  static func weakest(_ presences: [Presence]) -> Presence {
    presences.first(where: \.isAbsent) ?? presences.first(where: \.isModule) ?? presences.first(where: \.isUnknown)
      ?? .builtIn
  }

  var isModule: Bool { if case .module = self { true } else { false } }
  var isAbsent: Bool { if case .absent = self { true } else { false } }
  var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
