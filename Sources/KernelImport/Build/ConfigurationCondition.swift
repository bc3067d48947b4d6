/// The values that a configuration symbol may have: a subset of unset, built in, and module.
struct SymbolStates: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let unset = SymbolStates(rawValue: 1)
  static let builtIn = SymbolStates(rawValue: 2)
  static let module = SymbolStates(rawValue: 4)
  /// On, either way.
  static let on: SymbolStates = [.builtIn, .module]
  static let any: SymbolStates = [.unset, .builtIn, .module]
}

/// What configuration symbols must be for a line of a Makefile to count: for each named symbol, the values that it
/// may have. Symbols stand in the order in which they were met, outermost first.
struct ConfigurationCondition: Hashable, Sendable {
  /// A symbol and the values that it may have.
  struct Term: Hashable, Sendable {
    /// `CONFIG_…`.
    var symbol: String
    var states: SymbolStates
  }

  /// More symbols than this in one condition are not kept apart (it becomes unread).
  static let mostTerms = 64

  private(set) var terms: [Term] = []
  /// Whether something else decides too that could not be read.
  var isUnread = false

  /// The condition that always holds.
  static let always = ConfigurationCondition()

  /// Whether no configuration satisfies it.
  var isImpossible: Bool { terms.contains { $0.states.isEmpty } }

  /// The symbols that must be on.
  var required: [String] { terms.filter { !$0.states.contains(.unset) }.map(\.symbol) }

  /// The values that `symbol` may have.
  func states(of symbol: String) -> SymbolStates { terms.first { $0.symbol == symbol }?.states ?? .any }

  /// Narrows `symbol` to `states`.
  mutating func require(_ symbol: String, _ states: SymbolStates) {
    if let index = terms.firstIndex(where: { $0.symbol == symbol }) {
      terms[index].states.formIntersection(states)
    } else if terms.count < Self.mostTerms {
      terms.append(Term(symbol: symbol, states: states))
    } else {
      isUnread = true
    }
  }

  /// Both conditions, this one's symbols first.
  func and(_ inner: ConfigurationCondition) -> ConfigurationCondition {
    if terms.isEmpty, !isUnread { return inner }
    var result = self
    for term in inner.terms { result.require(term.symbol, term.states) }
    result.isUnread = result.isUnread || inner.isUnread
    return result
  }

  /// What holds whenever one of the two does.
  func or(_ other: ConfigurationCondition) -> ConfigurationCondition {
    var result = ConfigurationCondition()
    for term in terms {
      let states = term.states.union(other.states(of: term.symbol))
      if states != .any { result.terms.append(Term(symbol: term.symbol, states: states)) }
    }
    result.isUnread = isUnread || other.isUnread
    return result
  }
}
