public import CatalogueFacts
public import KfuncModel
internal import Resolution
internal import SiteContent

/// What can be jumped to by name: kfuncs with the words that lead to them, groups, threads with their messages, written
/// pages, and what loader and verifier say.
public struct SearchIndex: Sendable {
  /// The name of its file among the assets.
  public static let file = "search-index.js"

  let kfuncs: [Entry]
  /// The types that prototypes name, pointers and qualifiers left out, sorted.
  let types: [String]
  let flags: [KfuncGroup]
  let subsystems: [KfuncGroup]
  /// Groups of other kinds.
  let others: [(kind: GroupKind, groups: [KfuncGroup])]
  let former: [FormerName]
  let map: SiteMap
  let newest: KernelRelease?

  /// A kfunc, or a name that only people wrote of.
  struct Entry: Sendable {
    enum State: Int { case inNewest, gone, unread }
    let name: String
    let state: State
    /// The position among the subsystems; nil where it is not known.
    let subsystem: Int?
    /// Positions among the flags.
    let flags: [Int]
    /// Positions among the types.
    let types: [Int]
  }

  /// Another name for a kfunc.
  struct FormerName: Sendable, Hashable {
    enum Relation: Int {
      /// Written content says so.
      case renamed
      /// Comparison of releases suspects it.
      case suspected
      /// It took the other's place.
      case replaces
    }
    let name: String
    /// The position of the kfunc that has the newer name.
    let kfunc: Int
    let relation: Relation
  }

  /// The index of all that `directory`, `record`, `groups` and `map` have.
  public init(_ directory: KfuncDirectory, _ record: StabilityRecord, _ groups: GroupIndex, _ map: SiteMap) {
    self.map = map
    newest = directory.releases.last
    flags = groups.groups[.flag] ?? []
    subsystems = groups.groups[.subsystem] ?? []
    others = GroupKind.allCases.filter { $0 != .flag && $0 != .subsystem }.map { ($0, groups.groups[$0] ?? []) }
    let flagPositions = Self.positions(flags.map(\.name))
    let subsystemPositions = Self.positions(subsystems.map(\.name))

    var typeNames: [String: String] = [:]
    let typesOf = directory.histories.map { history -> Set<String> in
      history.newest?.bpfPrototype.map { Self.types($0, &typeNames) } ?? []
    }
    types = Set(typesOf.lazy.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let typePositions = Self.positions(types)

    func subsystem(_ name: String) -> Int? {
      map.links.subsystems.principal(of: name).flatMap { subsystemPositions[$0.title] }
    }
    var entries = zip(directory.histories, typesOf).map { history, types in
      let flags = Set(history.newest?.memberships.flatMap(\.member.flags) ?? [])
      return Entry(
        name: history.name, state: history.isInNewest ? .inNewest : .gone, subsystem: subsystem(history.name),
        flags: flags.compactMap { flagPositions[$0.rawValue] }.sorted(),
        types: types.compactMap { typePositions[$0] }.sorted())
    }
    entries += map.uncatalogued.filter { directory[$0.name] == nil }.map { note in
      Entry(name: note.name, state: .unread, subsystem: subsystem(note.name), flags: [], types: [])
    }
    kfuncs = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    former = Self.former(kfuncs.map(\.name), record, map)
  }

  private static func positions(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The types of a prototype without what every pointer has; `void` says nothing.
  ///
  /// `known` are the types by what prototypes call them: thousands of prototypes have a few hundred.
  static func types(_ prototype: Prototype, _ known: inout [String: String]) -> Set<String> {
    var types: Set<String> = []
    func add(_ text: String) {
      let type = known[text] ?? Self.type(text)
      known[text] = type
      if !type.isEmpty, type != "void" { types.insert(type) }
    }
    add(prototype.returnType)
    for index in prototype.parameters.indices { add(prototype.parameters[index].type) }
    return types
  }

  private static func type(_ text: String) -> String {
    text.split { $0 == " " || $0 == "*" || $0 == "\t" || $0 == "\n" }
      .filter { !["const", "volatile", "restrict", "__user", "__rcu", "__percpu"].contains($0) }
      .joined(separator: " ")
  }

  /// Other names, those that people confirmed before those that are suspected, each once for each kfunc.
  private static func former(_ names: [String], _ record: StabilityRecord, _ map: SiteMap) -> [FormerName] {
    let positions = positions(names)
    var found: [FormerName] = []
    func add(_ old: String, _ new: String?, _ relation: FormerName.Relation) {
      guard let new, let kfunc = positions[new], old != new else { return }
      found.append(FormerName(name: old, kfunc: kfunc, relation: relation))
    }
    for kfunc in record.kfuncs {
      for event in kfunc.events where event.kind == .renamed {
        for written in event.written { add(written.kfunc, written.successor, .renamed) }
        if let change = event.change, case .rename(let rename) = change.detail {
          add(change.kfunc, rename.successor, rename.isConfirmed ? .renamed : .suspected)
        }
      }
    }
    for note in map.content.notes {
      add(note.name, note.replacedBy?.value, .replaces)
      for old in note.replaces { add(old.value, note.name, .replaces) }
    }
    found.sort { left, right in
      if left.kfunc != right.kfunc { return left.kfunc < right.kfunc }
      if left.name != right.name { return left.name.utf8.lexicographicallyPrecedes(right.name.utf8) }
      return left.relation.rawValue < right.relation.rawValue
    }
    var unique: [FormerName] = []
    for name in found where unique.last.map({ $0.kfunc != name.kfunc || $0.name != name.name }) ?? true {
      unique.append(name)
    }
    return unique
  }
}
