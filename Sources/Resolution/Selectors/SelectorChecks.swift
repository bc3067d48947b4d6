internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax
internal import SiteContent
internal import YAMLText

/// What is wrong with selectors: words that no release knows, and clauses that reach nothing.
struct SelectorChecks {
  // Made when the first word is unknown: mostly none is.
  private lazy var flags = NearNames(known.flags)
  private lazy var types = NearNames(known.types)
  private lazy var sets = NearNames(known.sets)
  private lazy var titles = NearNames(subsystems.subsystems.map(\.title))
  private let known: SelectorWords
  private let subsystems: SubsystemMap

  init(_ words: SelectorWords, subsystems: SubsystemMap) {
    known = words
    self.subsystems = subsystems
  }

  /// The diagnostics of one policy's clauses, notes where an official source stands behind a clause that reaches
  /// nothing; `reaches` tells whether a clause, by its position, reaches a kfunc.
  ///
  /// Codes: `unknown-flag`, `unknown-program-type`, `unknown-id-set`, `unknown-subsystem`, `selector-reaches-nothing`.
  mutating func diagnostics(of policy: PolicyDocument, reaches: (Int) -> Bool) -> [Diagnostic] {
    let places = SelectorPlaces(policy)
    var diagnostics: [Diagnostic] = []
    for (position, clause) in policy.clauses.enumerated() {
      let count = diagnostics.count
      check(clause.selector, clause, places, &diagnostics)
      if diagnostics.count == count, !reaches(position) {
        // An official document may speak of a flag that nothing carries yet; our own advice then advises nobody.
        let message = "clause '\(clause.id)' reaches no kfunc of any release"
        diagnostics.append(
          Diagnostic(
            clause.source == nil ? .warning : .note, "selector-reaches-nothing", message,
            at: places.selector(of: clause)))
      }
    }
    return diagnostics
  }

  private mutating func check(
    _ selector: ClauseSelector, _ clause: Clause, _ places: SelectorPlaces, _ diagnostics: inout [Diagnostic]
  ) {
    func report(_ code: Diagnostic.Code, _ what: String, _ word: String, _ near: String?) {
      var message = "no release has \(what) '\(word)'"
      if let near { message += "; did you mean '\(near)'?" }
      // Documentation names things that no tree defines (`KF_DEPRECATED`): with a source, and nothing that was probably
      // meant instead, that is what the clause says.
      let severity: Diagnostic.Severity = near == nil && clause.source != nil ? .note : .error
      diagnostics.append(Diagnostic(severity, code, message, at: places.word(word, of: clause)))
    }
    switch selector {
    case .all, .path, .name: break
    case .flag(let flag):
      if !known.flags.contains(flag.rawValue) {
        report("unknown-flag", "a flag", flag.rawValue, flags.nearest(to: flag.rawValue))
      }
    case .programType(let type):
      if !known.types.contains(type.rawValue) {
        report("unknown-program-type", "a program type", type.rawValue, types.nearest(to: type.rawValue))
      }
    case .idSet(let name):
      if !known.sets.contains(name) { report("unknown-id-set", "an ID set", name, sets.nearest(to: name)) }
    case .subsystem(let name):
      if subsystems.subsystem(name) == nil {
        report("unknown-subsystem", "a subsystem with kfuncs called", name, titles.nearest(to: name))
      }
    case .any(let parts), .allOf(let parts): for part in parts { check(part, clause, places, &diagnostics) }
    case .not(let part): check(part, clause, places, &diagnostics)
    }
  }
}

/// Where the words of selectors stand in the front matter: a clause itself knows only where it begins.
struct SelectorPlaces {
  private var selectors: [SourceLocation: YAMLNode] = [:]

  init(_ policy: PolicyDocument) {
    guard case .mapping(let members)? = policy.document.fields?.value,
      case .sequence(let clauses)? = members.first(where: { $0.key == "clauses" })?.value.value
    else { return }
    for clause in clauses {
      guard case .mapping(let fields) = clause.value else { continue }
      selectors[clause.location] = fields.first { $0.key == "selector" }?.value
    }
  }

  /// Where the selector of `clause` begins.
  func selector(of clause: Clause) -> SourceLocation { selectors[clause.location]?.location ?? clause.location }

  /// Where `word` stands in the selector of `clause`.
  func word(_ word: String, of clause: Clause) -> SourceLocation {
    guard let root = selectors[clause.location] else { return clause.location }
    // YAML is at most `YAMLText.maximumDepth` deep; a list instead of recursion all the same.
    var left = [root]
    while let node = left.popLast() {
      switch node.value {
      case .scalar(let text, _): if text.contains(word) { return node.location }
      case .sequence(let nodes): left += nodes.reversed()
      case .mapping(let members): left += members.reversed().map(\.value)
      }
    }
    return root.location
  }
}
