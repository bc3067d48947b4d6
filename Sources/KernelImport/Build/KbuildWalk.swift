internal import KfuncModel

/// Follows Kbuild's lists upward from objects, keeping what it has read.
struct KbuildWalk {
  /// One way in which an object or a folder becomes part of a kernel.
  struct Way {
    var condition: ConfigurationCondition
    var decider: KbuildSuffix.Decider
  }

  /// Lists that may be looked at for one file: far more than any kernel needs, few enough to end soon.
  static let mostSteps = 4096
  /// Composites in composites, and variables in variables, are followed so far.
  static let deepestComposite = 8
  /// Files that contain files are followed so far.
  static let deepestInclusion = 8

  private let tree: KbuildTree
  private var files: [String: KbuildFile?] = [:]
  private var folders: [String: FolderReach?] = [:]
  private var steps = 0

  /// What must hold for make to enter a folder.
  private struct FolderReach {
    var condition: ConfigurationCondition
    /// Whether it is entered for built-in objects too, and not by an `obj-m` list only.
    var allowsBuiltIn: Bool
  }

  /// A walk through `tree`.
  init(tree: KbuildTree) { self.tree = tree }

  /// The condition of one source file.
  mutating func condition(of path: String, includers: (String) -> [KbuildTree.Inclusion]) -> BuildCondition {
    steps = 0
    var visited: Set<String> = []
    let outcome = outcome(of: path, includers: includers, depth: 0, visited: &visited)
    if steps > Self.mostSteps {
      folders.removeAll()  // what was learnt after the limit is not the whole truth
      return BuildCondition(symbols: [], form: .unknown)
    }
    guard let outcome, !outcome.isDead else { return BuildCondition(symbols: [], form: .unknown) }
    return outcome.buildCondition
  }

  private mutating func outcome(
    of path: String, includers: (String) -> [KbuildTree.Inclusion], depth: Int, visited: inout Set<String>
  ) -> KbuildOutcome? {
    guard depth < Self.deepestInclusion, visited.count < 256, visited.insert(path).inserted else { return nil }
    if let object = Self.object(of: path) {
      let (own, isListed) = ownOutcome(of: object)
      if isListed { return own }
    }
    var result: KbuildOutcome?
    for inclusion in includers(path) {
      guard var outer = outcome(of: inclusion.path, includers: includers, depth: depth + 1, visited: &visited) else {
        continue
      }
      for symbol in inclusion.symbols { outer.condition.require(symbol, .on) }
      result = result?.or(outer) ?? outer
    }
    return result
  }

  /// The object that a source file becomes: `a/b.o` of `a/b.c`.
  private static func object(of path: String) -> String? {
    for suffix in [".c", ".S", ".rs"] where path.hasSuffix(suffix) { return path.dropLast(suffix.count) + ".o" }
    return nil
  }

  /// What the lists that name `object` ask for; `isListed` tells whether any does, reached from the top or not.
  private mutating func ownOutcome(of object: String) -> (outcome: KbuildOutcome?, isListed: Bool) {
    var result: KbuildOutcome?
    var isListed = false
    for (folder, word) in Self.splits(of: object) {
      guard let file = kbuildFile(folder) else { continue }
      let ways = ways(of: word, in: file, bases: ["obj", "lib"], inner: .always, depth: 0)
      guard !ways.isEmpty else { continue }
      isListed = true
      guard let reach = reach(of: folder) else { continue }
      for way in ways {
        let condition = reach.condition.and(way.condition)
        guard !condition.isImpossible else { continue }
        let outcome = KbuildOutcome(
          condition: condition, decider: way.decider, allowsBuiltIn: reach.allowsBuiltIn, types: tree.types)
        result = result?.or(outcome) ?? outcome
      }
    }
    return (result, isListed)
  }

  /// The folders that may list a path, nearest first, each with the path as seen from it; at most 32.
  private static func splits(of path: String) -> [(folder: String, word: String)] {
    var result: [(folder: String, word: String)] = []
    var end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    while let slash = end, result.count < 32 {
      result.append((String(path[..<slash]), String(path[path.index(after: slash)...])))
      end = path[..<slash].utf8.lastIndex(of: UInt8(ascii: "/"))
    }
    if end == nil { result.append(("", path)) }
    return result
  }

  /// The ways in which the lists of `file` with one of `bases` come to `word`, directly, through a composite object or
  /// through a variable. `inner` is what was asked for on the way so far.
  private mutating func ways(
    of word: String, in file: KbuildFile, bases: Set<String>, inner: ConfigurationCondition, depth: Int
  ) -> [Way] {
    guard depth < Self.deepestComposite else { return [] }
    var result: [Way] = []
    for index in file.indices(listing: word) {
      steps += 1
      if steps > Self.mostSteps { return result }
      guard let assignment = file.assignment(at: index) else { continue }
      guard let (base, suffix) = assignment.list else {
        // A plain variable: whoever refers to it.
        let condition = assignment.condition.and(inner)
        result += ways(of: "$(\(assignment.name))", in: file, bases: bases, inner: condition, depth: depth + 1)
        continue
      }
      let condition = assignment.condition.and(suffix.condition).and(inner)
      if condition.isImpossible { continue }
      if bases.contains(base) {
        result.append(Way(condition: condition, decider: suffix.decider))
        continue
      }
      if word.hasSuffix(".o") || word.hasPrefix("$(") {
        var member = condition
        if suffix.decider == .unread { member.isUnread = true }
        result += ways(of: base + ".o", in: file, bases: bases, inner: member, depth: depth + 1)
      }
      for (name, states) in Self.references(to: assignment.name, base: base, suffix: suffix) {
        var narrowed = condition
        if case .symbol(let symbol) = suffix.decider { narrowed.require(symbol, states) }
        result += ways(of: name, in: file, bases: bases, inner: narrowed, depth: depth + 1)
      }
    }
    return result
  }

  /// How other lines refer to a list: `foo-$(CONFIG_X)` is `$(foo-y)` when the symbol is built in, `$(foo-m)` when it is
  /// a module.
  private static func references(
    to name: String, base: String, suffix: KbuildSuffix
  ) -> [(name: String, states: SymbolStates)] {
    switch suffix.decider {
    case .symbol: [("$(\(base)-y)", .builtIn), ("$(\(base)-m)", .module)]
    case .builtIn where suffix.condition != .always: [("$(\(base)-y)", .on)]
    case .module where suffix.condition != .always: [("$(\(base)-m)", .on)]
    default: [("$(\(name))", .any)]
    }
  }

  /// What must hold for make to enter `folder`; nil when it is not reached from the top.
  private mutating func reach(of folder: String) -> FolderReach? {
    if folder.isEmpty { return FolderReach(condition: .always, allowsBuiltIn: true) }
    if let known = folders[folder] { return known }
    var result: FolderReach?
    func add(_ ways: [Way], through upper: FolderReach) {
      for way in ways {
        var condition = upper.condition.and(way.condition)
        if condition.isImpossible { continue }
        if way.decider == .unread { condition.isUnread = true }
        let allowsBuiltIn = upper.allowsBuiltIn && way.decider != .module
        result = FolderReach(
          condition: result?.condition.or(condition) ?? condition,
          allowsBuiltIn: result?.allowsBuiltIn ?? false || allowsBuiltIn)
      }
    }
    for (upper, word) in Self.splits(of: folder) {
      guard let file = kbuildFile(upper) else { continue }
      var ways: [Way] = []
      for name in Self.spellings(of: word + "/", in: upper) {
        ways += self.ways(of: name, in: file, bases: ["obj", "subdir"], inner: .always, depth: 0)
      }
      if !ways.isEmpty, let reach = reach(of: upper) { add(ways, through: reach) }
    }
    let top = FolderReach(condition: .always, allowsBuiltIn: true)
    for path in Self.topMakefiles(for: folder) {
      guard let file = file(path) else { continue }
      for name in Self.spellings(of: folder + "/", in: "") {
        add(ways(of: name, in: file, bases: Self.topLists, inner: .always, depth: 0), through: top)
      }
    }
    folders.updateValue(result, forKey: folder)
    return result
  }

  /// Lists of folders that the top Makefile and those of architectures keep; their folders count from the top.
  private static let topLists: Set<String> = ["core", "drivers", "libs", "net", "virt", "init", "head"]

  private static func topMakefiles(for folder: String) -> [String] {
    let parts = folder.split(separator: "/", maxSplits: 2)
    guard parts.count >= 2, parts[0] == "arch" else { return ["Makefile"] }
    return ["Makefile", "arch/\(parts[1])/Makefile"]
  }

  /// A folder as lists may write it: with the architecture's name, or with the variable for it.
  private static func spellings(of word: String, in folder: String) -> [String] {
    var parts = word.split(separator: "/", omittingEmptySubsequences: false)
    let place = folder.isEmpty && parts.first == "arch" ? 1 : folder == "arch" ? 0 : nil
    guard let place, parts.count > place + 1 else { return [word] }
    parts[place] = "$(SRCARCH)"
    return [word, parts.joined(separator: "/")]
  }

  /// The file that Kbuild reads in a folder: `Kbuild` where there is one, else `Makefile`.
  private mutating func kbuildFile(_ folder: String) -> KbuildFile? {
    let prefix = folder.isEmpty ? "" : folder + "/"
    return file(prefix + "Kbuild") ?? file(prefix + "Makefile")
  }

  private mutating func file(_ path: String) -> KbuildFile? {
    if let known = files[path] { return known }
    let read = tree.makefiles[path].map(KbuildFile.init)
    files.updateValue(read, forKey: path)
    return read
  }
}
