/// A condition in a kfunc filter: facts about the program and the kfunc, joined.
indirect enum FilterCondition: Hashable {
  case always
  case never
  case atom(FilterAtom)
  case not(FilterCondition)
  case all(FilterCondition, FilterCondition)
  case any(FilterCondition, FilterCondition)
}

/// A fact that a filter asks about.
enum FilterAtom: Hashable {
  /// The kfunc is a member of the set.
  case inSet(String)
  /// The program has the type.
  case programType(String)
  /// The program belongs to a struct_ops table.
  case structOps(String)
  /// The program's struct_ops table is known: it is not in the verifier's first passes.
  case hasStructOps
  /// The program implements one of these members of a struct_ops table.
  case members([String])
  /// The program's expected attach type.
  case attachType(String)
  /// A configuration symbol decides whether the statement is compiled.
  case configuration(String)
  /// Anything else, in the words of the source.
  case other(String)
}

extension FilterCondition {
  /// The condition with the known atoms replaced and what follows from them worked out.
  func simplified(_ known: (FilterAtom) -> Bool?) -> FilterCondition {
    switch self {
    case .always, .never: return self
    case .atom(let atom):
      guard let value = known(atom) else { return self }
      return value ? .always : .never
    case .not(let operand): return operand.simplified(known).negated
    case .all(let left, let right):
      switch (left.simplified(known), right.simplified(known)) {
      case (.never, _), (_, .never): return .never
      case (.always, let rest), (let rest, .always): return rest
      case (let left, let right): return .all(left, right)
      }
    case .any(let left, let right):
      switch (left.simplified(known), right.simplified(known)) {
      case (.always, _), (_, .always): return .always
      case (.never, let rest), (let rest, .never): return rest
      case (let left, let right): return .any(left, right)
      }
    }
  }

  /// The opposite, with negations moved down to the atoms.
  var negated: FilterCondition {
    switch self {
    case .always: .never
    case .never: .always
    case .atom: .not(self)
    case .not(let operand): operand
    case .all(let left, let right): .any(left.negated, right.negated)
    case .any(let left, let right): .all(left.negated, right.negated)
    }
  }

  /// Every atom, in the order of the source.
  var atoms: [FilterAtom] {
    switch self {
    case .always, .never: []
    case .atom(let atom): [atom]
    case .not(let operand): operand.atoms
    case .all(let left, let right), .any(let left, let right): left.atoms + right.atoms
    }
  }
}
