internal import Diagnostics
internal import KernelImport
internal import KernelSources
internal import KfuncModel
internal import ParallelMap

/// The kfuncs that C sources of BPF programs declare and call.
struct SourceUses: Sendable {
  private let files: [SourceFile]
  private let facts: [SourceFacts]
  private let graph: InclusionGraph
  /// Files that declare a function of the name, in order.
  private let declaring: [String: [Int]]
  /// Files that define a macro of the name, in order.
  private let defining: [String: [Int]]
  private let kfuncs: Set<String>
  let diagnostics: [Diagnostic]

  /// Reads `files`; `kfuncs` are names that count as kfuncs where they are called without a declaration.
  init(_ files: [SourceFile], kfuncs: Set<String>) async {
    self.files = files
    self.kfuncs = kfuncs
    let macros = await files.parallelMap { file in
      CSource(file, largest: SourceFacts.largestSource).objectMacros(atMost: KsymMarks.longestReplacement)
    }
    let marks = KsymMarks(Array(macros.joined()))
    let facts = await files.parallelMap { SourceFacts($0, marks: marks) }
    self.facts = facts
    graph = InclusionGraph(facts.map { ($0.path, $0.includes) })
    var declaring: [String: [Int]] = [:]
    var defining: [String: [Int]] = [:]
    for (index, file) in facts.enumerated() {
      for name in Set(file.declarations.filter { $0.prototype != nil }.map(\.spelledName)) {
        declaring[name, default: []].append(index)
      }
      for name in file.macros.keys { defining[name, default: []].append(index) }
    }
    self.declaring = declaring
    self.defining = defining
    diagnostics = facts.flatMap(\.diagnostics)
  }

  /// Every declaration that was found, variables too, by file.
  var declarations: [UsePlace] {
    facts.flatMap { file in file.declarations.map { UsePlace(file: file.path, line: $0.line) } }
  }

  /// The uses of all files: each declaration once, with every call that relies on it.
  func all() async -> [KfuncUse] {
    /// What makes two uses one.
    struct Key: Hashable {
      var name: String
      var declaration: UsePlace?
      var condition: String?
      var strength: KfuncUse.Strength
      var prototype: Prototype?
    }
    var uses: [KfuncUse] = []
    var places: [Key: Int] = [:]
    for use in await files.indices.parallelMap({ self.uses(in: $0) }).joined() {
      let key = Key(
        name: use.spelledName, declaration: use.declaration, condition: use.condition, strength: use.strength,
        prototype: use.prototype)
      if let place = places[key] {
        uses[place].calls += use.calls
        uses[place].existenceChecks += use.existenceChecks
      } else {
        places[key] = uses.count
        uses.append(use)
      }
    }
    return uses
  }

  private func uses(in index: Int) -> [KfuncUse] {
    let source = CSource(files[index], largest: SourceFacts.largestSource)
    let visible = graph.closure(of: index)
    let own = facts[index].declarations.filter { $0.prototype != nil }
    let declared = Set(own.map(\.token))
    var finder = CallFinder(source: source, declarations: declared)
    var expansion = MacroExpansion(facts: facts, defining: defining, visible: visible) {
      declaring[$0] != nil || isKfunc($0)
    }
    finder.find(isName: { declaring[$0] != nil || isKfunc($0) }, expansion: &expansion)

    var uses: [KfuncUse] = []
    let surroundings = graph.surroundings(of: index)
    for (name, found) in finder.found.sorted(by: { $0.key < $1.key }) {
      let calls = found.calls.sorted().map { UsePlace(file: source.path, line: $0) }
      let checks = found.checks.sorted().map { UsePlace(file: source.path, line: $0) }
      let here = own.filter { $0.spelledName == name }
      if !here.isEmpty {
        uses += distinct(here).map { use(name, $0, in: source.path, calls, checks) }
      } else if visible.contains(where: { facts[$0].definitions.contains(name) }) {
        // A function of the name in a header is the program's own.
        continue
      } else if let there = declaring[name].flatMap({ files in
        files.first(where: visible.contains) ?? files.first(where: surroundings.contains)
      }) {
        let declarations = facts[there].declarations.filter { $0.spelledName == name && $0.prototype != nil }
        uses += distinct(declarations).map { use(name, $0, in: facts[there].path, calls, checks) }
      } else if isKfunc(name) {
        uses.append(use(name, nil, in: source.path, calls, checks))
      }
    }
    let seen = Set(finder.found.keys)
    uses += distinct(own.filter { !seen.contains($0.spelledName) }).map {
      use($0.spelledName, $0, in: source.path, [], [])
    }
    return uses
  }

  private func isKfunc(_ name: String) -> Bool {
    kfuncs.contains(name) || (UseReader.withoutFlavour(name).map(kfuncs.contains) ?? false)
  }

  /// The first of each kind of declaration: branches of a condition may differ.
  private func distinct(_ declarations: [KsymDeclaration]) -> [KsymDeclaration] {
    struct Kind: Hashable {
      var name: String
      var prototype: Prototype?
      var isWeak: Bool
      var condition: String?
    }
    var seen: Set<Kind> = []
    return declarations.filter {
      seen.insert(
        Kind(name: $0.spelledName, prototype: $0.prototype, isWeak: $0.isWeak, condition: $0.condition)
      ).inserted
    }
  }

  private func use(
    _ name: String, _ declaration: KsymDeclaration?, in file: String, _ calls: [UsePlace], _ checks: [UsePlace]
  ) -> KfuncUse {
    KfuncUse(
      name: UseReader.withoutFlavour(name) ?? name, spelledName: name,
      strength: declaration.map { $0.isWeak ? .weak : .strong } ?? .undeclared, prototype: declaration?.prototype,
      declaration: declaration.map { UsePlace(file: file, line: $0.line) }, condition: declaration?.condition,
      calls: calls, existenceChecks: checks, shape: declaration?.prototype.map(TypeText.shape))
  }
}
