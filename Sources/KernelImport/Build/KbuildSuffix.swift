/// What stands behind the dash of a Kbuild list (`obj-$(CONFIG_X)`, `foo-y`, `bar-objs`) and thereby decides whether
/// and how the list counts.
struct KbuildSuffix: Hashable, Sendable {
  /// What makes objects of the list built in or modules.
  enum Decider: Hashable, Sendable {
    case builtIn
    case module
    /// The value of a symbol.
    case symbol(String)
    /// Something that is not read.
    case unread
  }

  /// Who decides.
  var decider: Decider
  /// What must hold for the list to count.
  var condition = ConfigurationCondition.always

  /// Splits a list's name into base and suffix; nil for names without one and for lists that are never built
  /// (`obj-`, `obj-n`).
  static func split(_ name: [UInt8]) -> (base: String, suffix: KbuildSuffix)? {
    if let dollar = name.indices.first(where: { $0 > 0 && name[$0] == UInt8(ascii: "$") && name[$0 - 1] == dash }) {
      let base = String(decoding: name[..<(dollar - 1)], as: UTF8.self)
      guard let inner = MakefileText.referencedName(name[dollar...]) else {
        return (base, KbuildSuffix(decider: .unread))
      }
      return (base, computed(inner))
    }
    guard let last = name.lastIndex(of: dash) else { return nil }
    let base = String(decoding: name[..<last], as: UTF8.self)
    return switch String(decoding: name[(last + 1)...], as: UTF8.self) {
    case "y", "objs": (base, KbuildSuffix(decider: .builtIn))
    case "m": (base, KbuildSuffix(decider: .module))
    default: nil
    }
  }

  private static let dash = UInt8(ascii: "-")

  /// The suffix `$(…)`: a symbol, a symbol with `m` made `y` (`$(CONFIG_X:m=y)`, `$(subst m,y,$(CONFIG_X))`) or the
  /// other way, or `$(if $(CONFIG_X),…)`.
  private static func computed(_ inner: ArraySlice<UInt8>) -> KbuildSuffix {
    if let symbol = MakefileText.symbol(inner) {
      var suffix = KbuildSuffix(decider: .symbol(symbol))
      suffix.condition.require(symbol, .on)
      return suffix
    }
    let text = String(decoding: inner, as: UTF8.self)
    if let colon = text.firstIndex(of: ":"), let symbol = MakefileText.symbol(Array(text[..<colon].utf8)[...]) {
      let form: Decider? =
        switch text[text.index(after: colon)...] {
        case "m=y": .builtIn
        case "y=m": .module
        default: nil
        }
      if let form { return fixed(symbol, form) }
    }
    for (function, form) in [("subst m,y,", Decider.builtIn), ("subst y,m,", .module)] where text.hasPrefix(function) {
      let argument = Array(text.dropFirst(function.count).utf8)
      if let symbol = MakefileText.referencedSymbol(MakefileText.trimmed(argument[...])) { return fixed(symbol, form) }
    }
    if text.hasPrefix("if ") {
      let parts = text.dropFirst(3).split(separator: ",", omittingEmptySubsequences: false)
      if parts.count == 2, let symbol = MakefileText.referencedSymbol(MakefileText.trimmed(Array(parts[0].utf8)[...])) {
        let result = MakefileText.trimmed(Array(parts[1].utf8)[...])
        if result.elementsEqual("y".utf8) { return fixed(symbol, .builtIn) }
        if result.elementsEqual("m".utf8) { return fixed(symbol, .module) }
        if let second = MakefileText.referencedSymbol(result) {
          var suffix = fixed(symbol, .symbol(second))
          suffix.condition.require(second, .on)
          return suffix
        }
      }
    }
    return KbuildSuffix(decider: .unread)
  }

  private static func fixed(_ symbol: String, _ decider: Decider) -> KbuildSuffix {
    var suffix = KbuildSuffix(decider: decider)
    suffix.condition.require(symbol, .on)
    return suffix
  }
}
