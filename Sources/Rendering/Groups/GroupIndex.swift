public import CatalogueFacts
internal import KfuncModel
internal import ParallelMap
internal import RecordWords
public import Resolution

/// All groups of a directory, found in one walk.
public struct GroupIndex: Sendable {
  /// The groups of each kind, by name.
  let groups: [GroupKind: [KfuncGroup]]
  /// The BPF programs in the kernel trees, by area.
  package let treeUses: TreeUses

  /// The groups of `directory`, its subsystems as `subsystems` has them.
  public init(_ directory: KfuncDirectory, _ subsystems: SubsystemMap) {
    let (memberships, treeUses) = concurrently {
      let openings = OpeningNumbers(directory)
      return directory.histories.concurrentMap { Self.memberships(of: $0, subsystems, openings) }
    } beside: {
      TreeUses(directory)
    }
    var found: [KfuncGroup] = []
    /// Where each stands in `found`.
    var places: [Key: Int] = [:]
    func place(of key: Key) -> Int {
      if let place = places[key] { return place }
      places[key] = found.count
      found.append(Self.group(key, subsystems))
      return found.count - 1
    }
    // Few lists serve all kfuncs; each for itself they were 4 MB of 10,000.
    var lists: Set<[String?]> = []
    for (history, memberships) in zip(directory.histories, memberships) {
      let holds = memberships.holds.map { lists.insert($0).memberAfterInsert }
      for (key, list) in memberships.keys {
        found[place(of: key)].members.append(KfuncGroup.Member(history: history, holds: holds[list]))
      }
    }
    // What a release defines has its page, used or not.
    for catalogue in directory.catalogues {
      let flags = catalogue.flags.map { Key(kind: .flag, name: $0.flag.rawValue) }
      let types = catalogue.hooks.flatMap(\.programTypes).map { Key(kind: .programType, name: $0.rawValue) }
      let sets = catalogue.idSets.map { Key(kind: .idSet, name: $0.name) }
      for key in flags + types + sets { _ = place(of: key) }
    }
    for subsystem in subsystems.subsystems { _ = place(of: Key(kind: .subsystem, name: subsystem.title)) }
    self.treeUses = treeUses
    groups = Dictionary(grouping: found, by: \.kind).mapValues { groups in
      groups.sorted { $0.name.precedesInBytes($1.name) }
    }
  }

  private struct Key: Hashable, Sendable {
    let kind: GroupKind
    let name: String
  }

  /// The keys of one kfunc, each with the place in `holds` of what the releases say of it under that key: under most keys
  /// they say the same.
  private struct Memberships: Sendable {
    var keys: [(key: Key, list: Int)] = []
    var holds: [[String?]] = []
  }

  private static func memberships(
    of history: KfuncHistory, _ subsystems: SubsystemMap, _ openings: OpeningNumbers
  ) -> Memberships {
    let principal = subsystems.principal(of: history.name)?.title
    var memberships: [(key: Key, holds: [String?])] = []
    var last: (facts: KfuncFacts, opening: Int)?
    /// What the last release said, each with the place of its key in `memberships`.
    var said: [(place: Int, words: String)] = []
    for (position, facts) in history.facts.enumerated() {
      guard let facts else { continue }
      // A release mostly says what the one before said: the same lists need no second look.
      let opening = openings[facts]
      if !(last.map { $0.opening == opening && isSame($0.facts, facts) } ?? false) {
        said = keys(of: facts, principal).map { key, words in
          if let place = memberships.firstIndex(where: { $0.key == key }) { return (place, words) }
          memberships.append((key, [String?](repeating: nil, count: history.facts.count)))
          return (memberships.count - 1, words)
        }
      }
      last = (facts, opening)
      for (place, words) in said { memberships[place].holds[position] = words }
    }
    var result = Memberships()
    result.keys.reserveCapacity(memberships.count)
    for (key, holds) in memberships {
      let list = result.holds.firstIndex(of: holds) ?? result.holds.count
      if list == result.holds.count { result.holds.append(holds) }
      result.keys.append((key, list))
    }
    return result
  }

  /// Whether two releases that open a kfunc to the same have the same keys and words for it, by all that ``keys(of:_:)``
  /// reads.
  private static func isSame(_ left: KfuncFacts, _ right: KfuncFacts) -> Bool {
    left.maintainers.elementsEqual(right.maintainers) { $0.title == $1.title }
      && left.memberships.elementsEqual(right.memberships) {
        $0.identity.name == $1.identity.name
          && ($0.member.sharesContent(with: $1.member) || $0.member.flags == $1.member.flags)
      }
  }

  private static func group(_ key: Key, _ subsystems: SubsystemMap) -> KfuncGroup {
    KfuncGroup(
      kind: key.kind, name: key.name, key: key.kind == .subsystem ? subsystems.subsystem(key.name)?.slug : nil)
  }

  /// The keys that hold for a kfunc in a release, with what is said of it under each.
  private static func keys(of facts: KfuncFacts, _ principal: String?) -> [(key: Key, words: String)] {
    var keys = KeyList()
    for section in facts.maintainers { keys[Key(kind: .subsystem, name: section.title)] = "also" }
    if let principal { keys[Key(kind: .subsystem, name: principal)] = "yes" }
    for access in facts.access where access.mayCall {
      let words = access.outcome == .open ? "yes" : AccessWords.answer(access.outcome)
      keys[Key(kind: .programType, name: access.programType.rawValue)] = words
    }
    for membership in facts.memberships {
      keys[Key(kind: .idSet, name: membership.set.name)] = "yes"
      for flag in membership.member.flags {
        // Sets may disagree; then the page says in which it holds.
        let everywhere = facts.memberships.allSatisfy { $0.member.flags.contains(flag) }
        let key = Key(kind: .flag, name: flag.rawValue)
        if everywhere {
          keys[key] = "yes"
        } else {
          keys[key] = (keys[key].map { $0 + ", " } ?? "in ") + membership.set.name
        }
      }
    }
    return keys.entries
  }

  /// Some ten keys: looked through faster than hashed.
  private struct KeyList {
    private(set) var entries: [(key: Key, words: String)] = []

    subscript(key: Key) -> String? {
      get { entries.first { $0.key == key }?.words }
      set {
        guard let newValue else { return }
        if let index = entries.firstIndex(where: { $0.key == key }) {
          entries[index].words = newValue
        } else {
          entries.append((key, newValue))
        }
      }
    }
  }

  /// The pages of all groups, and of the lists of them.
  public func pages(
    of directory: KfuncDirectory, _ sources: SourceLinks = SourceLinks(), _ lists: LongLists = LongLists()
  ) -> [any Page] {
    var pages: [any Page] = []
    let facts = GroupFacts(directory)
    for kind in GroupKind.allCases {
      let groups = groups[kind] ?? []
      let list = GroupListPage(kind, groups, directory, lists)
      pages.append(list)
      pages += list.partPages as [any Page]
      for group in groups {
        let page = GroupPage(group, directory, facts, sources, lists)
        pages.append(page)
        pages += page.partPages
      }
    }
    return pages
  }
}
