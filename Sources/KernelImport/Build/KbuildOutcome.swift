internal import KfuncModel

/// What is known of how a file is built, while ways are put together.
struct KbuildOutcome {
  var condition: ConfigurationCondition
  private var canBeBuiltIn = false
  private var canBeModule = false
  private var isUnread: Bool

  /// The outcome of one way: `decider` says what makes the object built in or a module.
  init(
    condition: ConfigurationCondition, decider: KbuildSuffix.Decider, allowsBuiltIn: Bool, types: KconfigTypes
  ) {
    self.condition = condition
    isUnread = condition.isUnread
    switch decider {
    case .builtIn: canBeBuiltIn = true
    case .module: canBeModule = true
    case .unread: isUnread = true
    case .symbol(let symbol):
      let states = condition.states(of: symbol)
      canBeBuiltIn = states.contains(.builtIn)
      switch types.kind(of: symbol) {
      case .bool: break
      case .tristate: canBeModule = states.contains(.module)
      // Undefined, or no switch: only a comparison around it can have settled the form.
      case .value, nil: isUnread = isUnread || states == .on
      }
    }
    if !allowsBuiltIn {
      canBeModule = canBeModule || canBeBuiltIn
      canBeBuiltIn = false
    }
  }

  /// Whether no configuration builds the file this way.
  var isDead: Bool { !canBeBuiltIn && !canBeModule && !isUnread }

  /// Either way.
  func or(_ other: KbuildOutcome) -> KbuildOutcome {
    if isDead { return other }
    if other.isDead { return self }
    var result = self
    result.condition = condition.or(other.condition)
    result.canBeBuiltIn = canBeBuiltIn || other.canBeBuiltIn
    result.canBeModule = canBeModule || other.canBeModule
    result.isUnread = isUnread || other.isUnread
    return result
  }

  /// The outcome as a catalogue has it.
  var buildCondition: BuildCondition {
    let form: BuildCondition.Form =
      switch (isUnread, canBeBuiltIn, canBeModule) {
      case (false, true, true): .either
      case (false, true, false): .builtIn
      case (false, false, true): .module
      default: .unknown
      }
    return BuildCondition(symbols: condition.required, form: form)
  }
}
